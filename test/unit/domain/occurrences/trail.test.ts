import { describe, expect, it } from 'vitest';
import { type Trail, type TrailEvent, withEvent } from '../../../../shared/domain/occurrences/course/trail.ts';

const decided = (at: number, code: string): TrailEvent => ({ what: 'decided', at, code, text: `at ${at}` });

function trailOf(events: readonly TrailEvent[]): Trail {
  const opened: TrailEvent = { what: 'opened', at: 0, alertId: 100 };
  const row = [opened, ...events].reduce((before, event) => withEvent(before, event), {} as { trail?: Trail });
  return row.trail ?? { leftOut: 0, events: [] };
}

describe('what a row keeps of its occurrence', () => {
  it('counts a decision that is the same as the one before, and keeps its latest words', () => {
    const { events } = trailOf([
      decided(1, 'watch'),
      decided(2, 'watch'),
      decided(3, 'watch'),
      decided(4, 'clear-once'),
    ]);

    expect(events.slice(1)).toEqual([
      { ...decided(1, 'watch'), text: 'at 3', times: 3, lastAt: 3 },
      decided(4, 'clear-once'),
    ]);
  });

  it('leaves out old decisions and says how many, never a question, an answer or a result', () => {
    const asked: TrailEvent = { what: 'asked', at: 2, text: 'Clean up?' };
    const answered: TrailEvent = { what: 'answered', at: 3, by: 'Ada', approved: true };
    const decisions = Array.from({ length: 60 }, (_, index) => decided(10 + index, `code-${index}`));

    const { leftOut, events } = trailOf([decided(1, 'first'), asked, answered, ...decisions]);

    expect(events).toHaveLength(24);
    expect(leftOut).toBe(1 + 3 + 60 - 24);
    expect(events.slice(0, 4)).toEqual([{ what: 'opened', at: 0, alertId: 100 }, decided(1, 'first'), asked, answered]);
    expect(events.at(-1)).toEqual(decisions.at(-1));
  });

  it('stays small enough for a column, whatever the texts', () => {
    const long = Array.from(
      { length: 40 },
      (_, at): TrailEvent => ({ ...decided(at, `c${at}`), text: 'x'.repeat(3_000) }),
    );

    expect(JSON.stringify(trailOf(long)).length).toBeLessThan(10_000);
  });
});
