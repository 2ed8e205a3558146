import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { BREAKER_LIMITS as LIMITS, START, startBreaker } from '../../helpers/hosts/brakes.ts';

describe('the fleet breaker', () => {
  it.each([
    ['at most maxInFlight of a large customer', { deviceCount: 1_000 }, 3],
    ['a share of its devices, rounded down', { deviceCount: 59 }, 2],
    ['one of a small customer', { deviceCount: 5 }, 1],
    ['one of a customer without devices', { deviceCount: 0 }, 1],
    ['one when the number of devices is not known', { deviceCount: undefined }, 1],
    ['one when the share is none', { limits: { ...LIMITS, maxSharePercent: 0 } }, 1],
  ])('gives slots to %s', (_, over, cap) => {
    const breaker = startBreaker();

    const replies = [0, 1, 2, 3].map((n) => breaker.take(`run-${n}`, n, over));

    expect(replies.filter(({ kind }) => kind === 'granted')).toHaveLength(cap);
    expect(replies.at(-1)).toEqual({ kind: 'full', until: START + HOUR_MS, inFlight: cap, cap });
  });

  it('gives a slot again when it is reported, cancelled or over', () => {
    const breaker = startBreaker();
    const one = { deviceCount: 1 };
    breaker.take('one', 0, one);
    breaker.report('one', true, 1);

    const second = breaker.take('two', 2, one);
    const cancelled = breaker.doing('cancel', { holder: 'two' }, START + 3);
    const third = breaker.take('three', 4, one);
    const before = breaker.take('four', HOUR_MS + 3, one);
    const after = breaker.take('four', HOUR_MS + 4, one);

    const kinds = [second, cancelled, third, before, after].map(({ kind }) => kind);
    expect(kinds).toEqual(['granted', 'released', 'granted', 'full', 'granted']);
  });

  it('renews the slot of the same holder without using a second one, also while it is open', () => {
    const breaker = startBreaker();
    breaker.take('one', 0);
    breaker.record('--', 1);

    const other = breaker.ask('two', 30 * MINUTE_MS);
    const again = breaker.take('one', 30 * MINUTE_MS);

    expect(other.kind).toBe('open');
    expect(again).toEqual({ kind: 'granted', renewed: true });
    expect(breaker.state()).toMatchObject({ holds: [{ holder: 'one', until: START + 90 * MINUTE_MS }] });
  });

  it('gives only one hold with the same mark', () => {
    const breaker = startBreaker();
    const reboot = { exclusive: 'server-reboot' };
    breaker.take('one', 0, reboot);

    const replies = [breaker.take('one', 1, reboot), breaker.take('two', 2, reboot), breaker.take('two', 3)];
    breaker.report('one', true, 4);
    const later = breaker.take('two', 5, reboot);

    expect(replies).toEqual([
      { kind: 'granted', renewed: true },
      { kind: 'full', until: START + HOUR_MS + 1, inFlight: 1, cap: 1, exclusive: 'server-reboot' },
      { kind: 'granted', renewed: false },
    ]);
    expect(later).toEqual({ kind: 'granted', renewed: true });
  });

  it('says when enough holds are over, if the cap has become smaller', () => {
    const breaker = startBreaker();
    for (const n of [0, 1, 2]) breaker.take(`run-${n}`, n);

    const reply = breaker.ask('next', 3, { deviceCount: 40 });

    expect(reply).toEqual({ kind: 'full', until: START + HOUR_MS + 1, inFlight: 3, cap: 2 });
  });

  it('never goes back in time', () => {
    const breaker = startBreaker();
    breaker.take('one', 0);
    breaker.take('two', 2 * HOUR_MS);

    breaker.report('one', false, HOUR_MS);
    breaker.report('two', false, HOUR_MS);
    const back = breaker.ask('three', HOUR_MS, { until: START + 5 * HOUR_MS });

    expect(back).toMatchObject({ kind: 'open', until: START + 3 * HOUR_MS });
  });

  it('keeps nothing once there is nothing to remember', () => {
    const breaker = startBreaker();
    breaker.record('+', 0);

    breaker.doing('cancel', { holder: 'nobody' }, START + 7 * DAY_MS);

    expect(breaker.state()).toBeUndefined();
  });

  it('refuses what it cannot read', () => {
    const breaker = startBreaker();

    const codes = [
      breaker.doing('take', { holder: 'one' }, START),
      breaker.doing('report', { holder: 'one', ok: true }, START),
      breaker.doing('cancel', {}, START),
      breaker.doing('open', {}, START),
      breaker.take('one', 0, { until: START }),
      breaker.take('one', 0, { deviceCount: 1.5 }),
    ].map((reply) => (reply.kind === 'refused' ? reply.code : reply.kind));

    expect(codes).toEqual(['bad_request', 'bad_request', 'bad_request', 'unknown_verb', 'hold_over', 'bad_request']);
    expect(breaker.state()).toBeUndefined();
  });

  it.each(['unreadable', [], { v: 2, last: 0, holds: [], results: [] }])('gives no slot when it keeps %j', (state) => {
    const breaker = startBreaker(state);

    const replies = [breaker.take('one', 0), breaker.ask('one', 0), breaker.report('one', true, 0)];

    expect(replies).toMatchObject(Array(3).fill({ kind: 'refused', code: 'state_corrupted' }));
    expect(breaker.state()).toEqual(state);
  });

  it('stays small under a storm of results', () => {
    const breaker = startBreaker();

    breaker.record('+-'.repeat(200), 0, { ...LIMITS, openAtErrorPercent: 100 });

    expect(JSON.stringify(breaker.state()).length).toBeLessThan(16_000);
  });

  it('never has more in flight than the cap, nor any while it is open, whatever happens in whatever order', () => {
    const step = fc.record({
      verb: fc.constantFrom('take', 'take', 'take', 'ok', 'failed', 'cancel', 'ask'),
      holder: fc.integer({ min: 0, max: 9 }),
      after: fc.integer({ min: -MINUTE_MS, max: 20 * MINUTE_MS }),
    });

    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 0, max: 100 }), (steps, deviceCount) => {
        const breaker = startBreaker();
        const cap = Math.min(3, Math.max(1, Math.floor(deviceCount * 0.05)));
        const inFlight = new Map<number, number>();
        let now = 0;
        let highest = 0;
        for (const { verb, holder, after } of steps) {
          now += after;
          highest = Math.max(highest, now);
          for (const [held, until] of inFlight) if (until <= highest) inFlight.delete(held);
          if (verb === 'ok' || verb === 'failed') breaker.report(`${holder}`, verb === 'ok', now);
          if (verb === 'cancel') breaker.doing('cancel', { holder: `${holder}` }, START + now);
          if (verb === 'ok' || verb === 'failed' || verb === 'cancel') inFlight.delete(holder);
          if (verb !== 'take') continue;
          const until = highest + HOUR_MS;
          const isOpen = breaker.ask('stranger', now, { until: START + until, deviceCount }).kind === 'open';
          const reply = breaker.take(`${holder}`, now, { until: START + until, deviceCount });
          if (reply.kind !== 'granted') continue;
          expect(reply.renewed).toBe(inFlight.has(holder));
          expect(isOpen && !reply.renewed).toBe(false);
          inFlight.set(holder, until);
          expect(inFlight.size).toBeLessThanOrEqual(cap);
        }
      }),
    );
  });
});
