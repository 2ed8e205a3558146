import { describe, expect, it } from 'vitest';
import { giveUpYes, keepYes } from '../../../../shared/domain/approvals/kept-approval.ts';
import type { Condition } from '../../../../shared/domain/occurrences/condition.ts';
import { openOrJoin } from '../../../../shared/domain/occurrences/occurrence.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const rules = { retryMinutes: 20 };
const facts = { deviceKey: 'a1', conditionKey: 'disk-space.C', playbook: 'disk-space' };
const opened = openOrJoin(undefined, facts, 0).condition;
const question = { evidence: 'e', number: 1, asks: 'Run it.', facts: {}, askedAt: 0, expiresAt: 24 * HOUR };
const answer = { approved: true, by: 'Ada', at: 0, until: 72 * HOUR };
const approved: Condition = { ...opened, state: 'remediating', approval: { ...question, answer } };
const watch = { next: 'watch', nextAt: 2 * HOUR } as const;

describe('a yes', () => {
  it('makes a run that failed unexpectedly begin again soon, with the reason in the row', () => {
    const kept = keepYes(approved, { isDecided: false, why: 'no answer', afterwards: watch }, rules, HOUR);

    expect(kept.afterwards).toEqual({ next: 'again', nextAt: HOUR + 20 * MINUTE });
    expect(kept.row.approval?.became).toMatchObject({ what: 'waits', why: 'no answer', until: 72 * HOUR });
  });

  it('waits no longer than it is good', () => {
    const later = { next: 'again', nextAt: 90 * HOUR } as const;

    const kept = keepYes(approved, { isDecided: true, why: 'closed', afterwards: later }, rules, HOUR);

    expect(kept.afterwards).toEqual({ next: 'again', nextAt: 72 * HOUR });
  });

  it('that is too old is given up, for what kept it', () => {
    const waited = keepYes(approved, { isDecided: false, why: 'no answer', afterwards: watch }, rules, HOUR).row;

    const kept = keepYes(waited, { isDecided: false, why: 'another', afterwards: watch }, rules, 72 * HOUR);

    expect(kept.afterwards).toBe(watch);
    expect(kept.row.approval?.became).toMatchObject({ what: 'not-done', why: 'no answer' });
  });

  it('is given up by a run that decided, and by one that is begun no more', () => {
    const decided = keepYes(approved, { isDecided: true, afterwards: watch }, rules, HOUR);

    expect(decided).toMatchObject({ afterwards: watch, row: { approval: { became: { what: 'not-done' } } } });
    expect(giveUpYes(approved, 'it failed unexpectedly', HOUR).approval?.became).toMatchObject({ what: 'not-done' });
  });

  it.each<[string, Condition]>([
    ['nobody was asked', { ...opened, state: 'remediating' }],
    ['the answer was no', { ...approved, approval: { ...question, answer: { ...answer, approved: false } } }],
    ['a follow-up ends', { ...approved, state: 'watching' }],
    [
      'the command was sent',
      {
        ...approved,
        lastAction: {
          ...{ kind: 'worklet', occurrence: 1, text: 'Run it.', evidence: 'e', approval: 1, by: 'Ada', at: 1 },
          state: 'sent',
        },
      },
    ],
  ])('is none where %s', (_what, row) => {
    expect(keepYes(row, { isDecided: false, afterwards: watch }, rules, HOUR)).toEqual({ row, afterwards: watch });
  });
});
