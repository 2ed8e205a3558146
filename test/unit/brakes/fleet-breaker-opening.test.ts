import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { BREAKER_LIMITS as LIMITS, START, startBreaker } from '../../helpers/hosts/brakes.ts';

describe('the fleet breaker', () => {
  it.each([
    ['failures in a row', '+++--', LIMITS, { rule: 'in-a-row', count: 2 }],
    [
      'a single failure when one is enough',
      '+++-',
      { ...LIMITS, openAfterFailures: 1 },
      { rule: 'in-a-row', count: 1 },
    ],
    ['the share of failures within a day', '+-+-', LIMITS, { rule: 'share', failed: 2, of: 4 }],
  ])('opens after %s', (_, results, limits, because) => {
    const breaker = startBreaker();

    breaker.record(results, 0, limits);
    const reply = breaker.take('next', 10 * MINUTE_MS);

    const until = START + (results.length - 1) * MINUTE_MS + HOUR_MS;
    expect(reply).toEqual({ kind: 'open', until, because });
  });

  it.each([
    ['too few results speak of a share', '-+-'],
    ['the failures are too few', '+++-+-'],
    ['there is none', '++++'],
  ])('stays closed while %s', (_, results) => {
    const breaker = startBreaker();

    breaker.record(results, 0);

    expect(breaker.take('next', 10 * MINUTE_MS).kind).toBe('granted');
  });

  it('counts the share of failures over 24 hours only', () => {
    const breaker = startBreaker();
    breaker.record('-+-', 0);

    breaker.record('+-', DAY_MS);
    const later = breaker.take('next', DAY_MS + HOUR_MS);

    expect(later.kind).toBe('granted');
  });

  it('lets one through after the pause, and closes when that works', () => {
    const breaker = startBreaker();
    breaker.record('--', 0);
    const over = HOUR_MS + MINUTE_MS;

    const during = breaker.take('probe', over - 1);
    const replies = [breaker.take('probe', over), breaker.take('other', over)];
    breaker.report('probe', true, over + 1);
    const after = ['a', 'b', 'c'].map((holder) => breaker.take(holder, over + 2).kind);

    expect(during.kind).toBe('open');
    expect(replies).toMatchObject([{ kind: 'granted' }, { kind: 'full', inFlight: 1, cap: 1 }]);
    expect(after).toEqual(['granted', 'granted', 'granted']);
  });

  it('opens again at once when the one after the pause fails', () => {
    const breaker = startBreaker();
    breaker.record('-+-+-', 0);
    breaker.take('probe', 2 * DAY_MS);

    breaker.report('probe', false, 2 * DAY_MS + MINUTE_MS, { ...LIMITS, openAfterFailures: 5 });
    const reply = breaker.take('next', 2 * DAY_MS + 2 * MINUTE_MS);

    const until = START + 2 * DAY_MS + MINUTE_MS + HOUR_MS;
    expect(reply).toEqual({ kind: 'open', until, because: { rule: 'after-pause' } });
  });

  it('lets another through when the one after the pause was cancelled or never reported', () => {
    const breaker = startBreaker();
    breaker.record('--', 0);
    breaker.take('probe', 2 * HOUR_MS);

    breaker.doing('cancel', { holder: 'probe' }, START + 2 * HOUR_MS);
    const second = breaker.take('second', 2 * HOUR_MS);
    const third = breaker.take('third', 3 * HOUR_MS);
    const fourth = breaker.take('fourth', 3 * HOUR_MS);

    expect([second, third, fourth].map(({ kind }) => kind)).toEqual(['granted', 'granted', 'full']);
  });

  it('stays open for its whole pause when something that was under way works', () => {
    const breaker = startBreaker();
    breaker.take('slow', 0);
    breaker.record('--', 1);

    breaker.report('slow', true, 10 * MINUTE_MS);

    expect(breaker.take('next', 11 * MINUTE_MS).kind).toBe('open');
  });

  it('counts the result of a holder once, also when its hold is over', () => {
    const breaker = startBreaker();
    breaker.take('one', 0);

    const replies = [breaker.report('one', false, 2 * HOUR_MS), breaker.report('one', false, 2 * HOUR_MS + 1)];

    expect(replies).toEqual([
      { kind: 'recorded', counted: true },
      { kind: 'recorded', counted: false },
    ]);
    expect(breaker.take('two', 2 * HOUR_MS + 2).kind).toBe('granted');
  });

  it('does not shorten its pause when a run with a shorter one fails meanwhile', () => {
    const breaker = startBreaker();
    breaker.take('slow', 0);
    breaker.record('--', 0);

    breaker.report('slow', false, 2 * MINUTE_MS, { ...LIMITS, pauseMinutes: 5 });
    const reply = breaker.ask('next', 3 * MINUTE_MS);

    expect(reply).toMatchObject({ kind: 'open', until: START + MINUTE_MS + HOUR_MS });
  });

  it('stays half open until there is a result, however long that takes', () => {
    const breaker = startBreaker();
    breaker.record('--', 0);

    breaker.doing('cancel', { holder: 'nobody' }, START + 30 * DAY_MS);
    const kinds = ['a', 'b'].map((holder) => breaker.take(holder, 30 * DAY_MS).kind);

    expect(kinds).toEqual(['granted', 'full']);
  });
});
