import { describe, expect, it } from 'vitest';
import { makeClockWatch } from '../../../shared/clock-watch.ts';

const TRUE_TIME = Date.parse('2026-03-02T08:00:00.400Z');

/**
 * A watch on a machine whose clock is `offMs` ahead of the true time, and how it gets an answer
 * dated by a source that is itself `sourceOffMs` ahead.
 */
function machine(offMs: number) {
  let now = TRUE_TIME;
  const reports: string[] = [];
  const watch = makeClockWatch({ now: () => now + offMs }, (text) => reports.push(text));
  const answer = (source: string, { there = 100, back = 100, sourceOffMs = 0, age = '' } = {}) => {
    const sentAt = now + offMs;
    now += there;
    const date = new Date(Math.floor((now + sourceOffMs) / 1_000) * 1_000).toUTCString();
    now += back;
    watch.observe({ source, date, age, sentAt, receivedAt: now + offMs });
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { watch, reports, answer, pass };
}

describe("a machine's clock, as far as the dates of answers show", () => {
  it('is not known before there was an answer', () => {
    expect(machine(60_000).watch.state()).toEqual({ state: 'not-known' });
  });

  it.each([
    ['a minute ahead', 60_000, 'ahead of'],
    ['a minute behind', -60_000, 'behind'],
    ['2.5 seconds ahead', 2_500, 'ahead of'],
    ['2.5 seconds behind', -2_500, 'behind'],
  ])('is off when it is %s, whoever is asked', (_what, offMs, how) => {
    const { watch, answer, reports } = machine(offMs);

    answer('storage');
    answer('Atera');

    expect(watch.state()).toMatchObject({ state: 'off', agreeing: ['storage', 'Atera'], others: [] });
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatch(new RegExp(`at least \\d+(\\.\\d)? s ${how} storage`));
  });

  it('is never called off by less than what is certain, whatever the way takes', () => {
    for (let offMs = -1_000; offMs <= 1_000; offMs += 50) {
      for (const [there, back] of [
        [0, 0],
        [20, 900],
        [4_000, 10],
        [10, 4_000],
      ] as const) {
        const { watch, answer, pass } = machine(offMs);
        for (let answers = 0; answers < 5; answers++) {
          answer('storage', { there, back });
          pass(330);
        }
        expect(watch.state().state, `${offMs} ms off, ${there} ms there, ${back} ms back`).not.toBe('off');
      }
    }
  });

  it('says at least how much it is off, and never more', () => {
    const { reports, answer } = machine(7_300);

    answer('Atera', { there: 1_500, back: 200 });

    const [, atLeast = ''] = /at least ([\d.]+) s ahead of Atera/.exec(reports[0] ?? '') ?? [];
    expect(Number(atLeast)).toBeGreaterThan(1);
    expect(Number(atLeast)).toBeLessThanOrEqual(7.3);
  });

  it('is known to be right after quick answers, and not known after slow ones alone', () => {
    const quick = machine(0);
    quick.answer('storage');
    const slow = machine(0);
    slow.answer('storage', { there: 5_000, back: 5_000 });

    expect([quick.watch.state(), slow.watch.state()]).toEqual([
      { state: 'ok', sources: ['storage'] },
      { state: 'not-known' },
    ]);
  });

  it('is a matter of one source when only that says so', () => {
    const { watch, answer } = machine(0);

    answer('storage');
    answer('Atera', { sourceOffMs: -90_000 });

    expect(watch.state()).toMatchObject({ state: 'off', agreeing: ['Atera'], others: ['storage'] });
  });

  it('takes nothing from an answer out of a cache, or one without a date', () => {
    const { watch, answer } = machine(0);

    answer('Atera', { sourceOffMs: -90_000, age: '90' });
    watch.observe({ source: 'Atera', date: undefined, sentAt: 0, receivedAt: 0 });
    watch.observe({ source: 'Atera', date: 'soon', sentAt: 0, receivedAt: 0 });

    expect(watch.state()).toEqual({ state: 'not-known' });
  });

  it('forgets what was read before the clock was set', () => {
    let offMs = 60_000;
    const reports: string[] = [];
    const watch = makeClockWatch({ now: () => TRUE_TIME + offMs }, (text) => reports.push(text));
    const answer = () => {
      const now = TRUE_TIME + offMs;
      watch.observe({ source: 'storage', date: new Date(TRUE_TIME).toUTCString(), sentAt: now, receivedAt: now + 50 });
    };
    answer();
    offMs = 0;

    answer();

    expect(watch.state()).toEqual({ state: 'ok', sources: ['storage'] });
    offMs = 60_000;
    answer();
    expect(reports).toHaveLength(2);
  });
});
