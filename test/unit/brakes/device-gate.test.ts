import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyToGate, MAX_ATTEMPTS } from '../../../shared/brakes/device-gate.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { START, startBrake } from '../../helpers/hosts/brakes.ts';

const LIMITS = { attemptsPerDay: 1, attemptsPerWeek: 3 };

/**
 * A gate; each `at` is ms after the start, and a hold ends an hour after it was taken unless
 * `until` says otherwise.
 */
function startGate(state?: unknown) {
  const gate = startBrake(applyToGate, state);
  const hold =
    (verb: string) =>
    (holder: string, at: number, over: { until?: number; [key: string]: unknown } = {}) => {
      const until = START + (over.until ?? at + HOUR_MS);
      return gate.doing(verb, { holder, conditionKey: 'disk-space.C', limits: LIMITS, ...over, until }, START + at);
    };
  const release = (holder: string, acted: boolean, at: number) =>
    gate.doing('release', { holder, acted }, START + at).kind;
  return { take: hold('take'), ask: hold('ask'), release, doing: gate.doing, state: gate.state };
}

describe('the device gate', () => {
  it('lets one holder in at a time, whatever the condition, until it is released', () => {
    const gate = startGate();

    const replies = [
      gate.take('one', 0),
      gate.take('two', MINUTE_MS, { conditionKey: 'pending-reboot' }),
      gate.release('one', true, 2 * MINUTE_MS),
      gate.take('two', 3 * MINUTE_MS, { conditionKey: 'pending-reboot' }),
    ];

    expect(replies).toEqual([
      { kind: 'granted', renewed: false },
      { kind: 'busy', until: START + HOUR_MS },
      'released',
      { kind: 'granted', renewed: false },
    ]);
  });

  it('frees a hold by itself when its time is over, and counts its attempt from then', () => {
    const gate = startGate();
    gate.take('one', 0);

    const before = gate.ask('two', HOUR_MS - 1, { conditionKey: 'offline' });
    const after = gate.ask('two', HOUR_MS, { conditionKey: 'offline' });
    const same = gate.take('two', HOUR_MS);

    expect([before.kind, after.kind]).toEqual(['busy', 'granted']);
    expect(same).toEqual({ kind: 'spent', attemptsInDay: 1, attemptsInWeek: 1, nextAt: START + HOUR_MS + DAY_MS });
  });

  it('renews the hold of the same holder without counting a second attempt, also after it had ended', () => {
    const gate = startGate();
    gate.take('one', 0);

    const renewed = gate.take('one', 30 * MINUTE_MS, { until: 2 * HOUR_MS });
    const other = gate.ask('two', 90 * MINUTE_MS);
    const late = gate.take('one', 3 * HOUR_MS);
    gate.release('one', true, 4 * HOUR_MS);
    const spent = gate.ask('two', 4 * HOUR_MS);

    expect([renewed, late]).toEqual(Array(2).fill({ kind: 'granted', renewed: true }));
    expect(other).toEqual({ kind: 'busy', until: START + 2 * HOUR_MS });
    expect(spent).toMatchObject({ kind: 'spent', attemptsInDay: 1, attemptsInWeek: 1, nextAt: START + 28 * HOUR_MS });
  });

  it('counts a new attempt when a holder takes again after it released or for another condition', () => {
    const gate = startGate();
    gate.take('one', 0);
    const other = gate.take('one', MINUTE_MS, { conditionKey: 'offline' });

    gate.release('one', false, 2 * MINUTE_MS);
    const replies = [gate.take('one', 3 * MINUTE_MS), gate.take('one', 3 * MINUTE_MS, { conditionKey: 'offline' })];

    expect(other).toEqual({ kind: 'granted', renewed: false });
    expect(replies).toMatchObject([{ kind: 'spent' }, { kind: 'granted', renewed: false }]);
  });

  it('takes an attempt back when nothing was sent to the device', () => {
    const gate = startGate();
    gate.take('one', 0);
    gate.release('one', false, MINUTE_MS);

    const reply = gate.take('two', 2 * MINUTE_MS);

    expect(reply).toEqual({ kind: 'granted', renewed: false });
  });

  it('allows so many attempts in any 24 hours and any 7 days, and says when the next is allowed', () => {
    const gate = startGate();
    const replies = [0, 12, 24, 48, 72, 167, 168].map((hours) => {
      const reply = gate.take(`run-${hours}`, hours * HOUR_MS);
      gate.release(`run-${hours}`, true, hours * HOUR_MS);
      return reply;
    });

    const kinds = replies.map(({ kind }) => kind);

    expect(kinds).toEqual(['granted', 'spent', 'granted', 'granted', 'spent', 'spent', 'granted']);
    expect(replies[1]).toMatchObject({ attemptsInDay: 1, attemptsInWeek: 1, nextAt: START + DAY_MS });
    expect(replies[4]).toMatchObject({ attemptsInDay: 0, attemptsInWeek: 3, nextAt: START + 7 * DAY_MS });
  });

  it('goes by the limits of the run that asks', () => {
    const gate = startGate();
    gate.take('one', 0);
    gate.release('one', true, 0);

    const generous = { limits: { attemptsPerDay: 2, attemptsPerWeek: 3 } };
    const kinds = [gate.ask('two', 1).kind, gate.ask('two', 1, generous).kind];

    expect(kinds).toEqual(['spent', 'granted']);
  });

  it('never goes back in time', () => {
    const gate = startGate();
    gate.take('one', 10 * HOUR_MS);
    gate.release('one', true, 9 * HOUR_MS);

    const earlier = gate.take('two', HOUR_MS, { until: 30 * HOUR_MS });
    gate.take('two', 49 * HOUR_MS);
    const back = gate.take('three', 26 * HOUR_MS, { until: 60 * HOUR_MS });

    expect(earlier).toMatchObject({ kind: 'spent', nextAt: START + 34 * HOUR_MS });
    expect(back).toEqual({ kind: 'busy', until: START + 50 * HOUR_MS });
  });

  it('changes nothing when asked, or when something unknown is released', () => {
    const gate = startGate();
    gate.take('one', 0);
    const before = gate.state();

    const asked = gate.ask('one', MINUTE_MS);
    const untouched = gate.state();
    gate.release('nobody', false, 0);
    gate.release('one', true, HOUR_MS);
    const again = gate.release('one', false, 2 * HOUR_MS);

    expect(asked).toEqual({ kind: 'granted', renewed: true });
    expect(untouched).toEqual(before);
    expect(again).toBe('released');
    expect(gate.ask('two', 2 * HOUR_MS).kind).toBe('spent');
  });

  it('keeps nothing once there is nothing to remember', () => {
    const gate = startGate();

    const states = [
      () => gate.take('one', 0),
      () => gate.release('one', true, 0),
      () => gate.release('nobody', true, 7 * DAY_MS),
    ].map((act) => {
      act();
      return gate.state();
    });

    expect(states.map((state) => state !== undefined)).toEqual([true, true, false]);
  });

  it('refuses what it cannot read, and a hold that is over at once or never', () => {
    const gate = startGate();
    gate.take('one', 0);
    const before = gate.state();

    const codes = [
      gate.doing('take', undefined, START),
      gate.doing('take', { holder: 'one' }, START),
      gate.doing('release', { holder: 'one' }, START),
      gate.doing('open', {}, START),
      gate.take('one', 0, { until: 0 }),
      gate.take('one', 0, { until: 400 * DAY_MS }),
      gate.take('one', 0, { limits: { attemptsPerDay: 0, attemptsPerWeek: 0 } }),
    ].map((reply) => (reply.kind === 'refused' ? reply.code : reply.kind));

    expect(codes).toEqual([
      ...['bad_request', 'bad_request', 'bad_request', 'unknown_verb'],
      ...['hold_over', 'hold_too_long', 'bad_request'],
    ]);
    expect(gate.state()).toEqual(before);
  });

  it.each(['unreadable', 7, {}, { v: 2, last: 0, attempts: [] }])('lets nobody in when it keeps %j', (state) => {
    const gate = startGate(state);

    const replies = [
      gate.take('one', 0),
      gate.ask('one', 0),
      gate.doing('release', { holder: 'x', acted: true }, START),
    ];

    expect(replies).toMatchObject(Array(3).fill({ kind: 'refused', code: 'state_corrupted' }));
    expect(gate.state()).toEqual(state);
  });

  it('lists a bounded number of attempts, and lets nobody in beyond', () => {
    const gate = startGate();
    const limits = { attemptsPerDay: 1_000, attemptsPerWeek: 1_000 };

    const replies = Array.from({ length: MAX_ATTEMPTS + 1 }, (_, n) => {
      const reply = gate.take(`run-${n}`, n, { limits });
      gate.release(`run-${n}`, true, n);
      return reply;
    });

    expect(replies.filter(({ kind }) => kind === 'granted')).toHaveLength(MAX_ATTEMPTS);
    expect(replies.at(-1)).toMatchObject({ kind: 'spent', nextAt: START + 7 * DAY_MS });
  });

  it('keeps to the limits in any window and to one holder, whatever happens in whatever order', () => {
    const limits = { attemptsPerDay: 2, attemptsPerWeek: 4 };
    const step = fc.record({
      verb: fc.constantFrom('take', 'take', 'release', 'ask'),
      holder: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      acted: fc.boolean(),
      after: fc.integer({ min: -HOUR_MS, max: 30 * HOUR_MS }),
      holdFor: fc.integer({ min: 1, max: 40 * HOUR_MS }),
    });

    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const gate = startGate();
        const sent: { at: number; holder: string }[] = [];
        let now = 8 * DAY_MS;
        let highest = now;
        let hold = { holder: '', until: 0 };
        for (const { verb, holder, acted, after, holdFor } of steps) {
          now += after;
          highest = Math.max(highest, now);
          if (verb === 'release') {
            gate.release(holder, acted, now);
            for (const attempt of sent.filter((open) => open.holder === holder)) {
              if (acted) attempt.holder = '';
              else sent.splice(sent.indexOf(attempt), 1);
            }
            if (hold.holder === holder) hold = { holder: '', until: 0 };
            continue;
          }
          const reply = verb === 'take' ? gate.take(holder, now, { limits, until: highest + holdFor }) : undefined;
          if (reply?.kind !== 'granted') continue;
          expect(hold.until <= highest || hold.holder === holder).toBe(true);
          hold = { holder, until: highest + holdFor };
          if (!reply.renewed) sent.push({ at: highest, holder });
        }

        for (const { at } of sent) {
          const within = (windowMs: number) =>
            sent.filter((other) => other.at > at - windowMs && other.at <= at).length;
          expect(within(DAY_MS)).toBeLessThanOrEqual(limits.attemptsPerDay);
          expect(within(7 * DAY_MS)).toBeLessThanOrEqual(limits.attemptsPerWeek);
        }
      }),
    );
  });
});
