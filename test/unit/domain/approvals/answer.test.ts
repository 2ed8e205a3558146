import { describe, expect, it } from 'vitest';
import {
  judgeAnswer,
  pendingNotification,
  pendingQuestion,
  withAnswer,
} from '../../../../shared/domain/approvals/answer.ts';
import type { Approval } from '../../../../shared/domain/approvals/approval.ts';
import type { Condition } from '../../../../shared/domain/occurrences/condition.ts';
import { openOrJoin } from '../../../../shared/domain/occurrences/occurrence.ts';
import { conditionFacts } from '../../../helpers/scenarios/condition-facts.ts';

const MINUTE = 60_000;
const ASKED_AT = Date.parse('2026-03-02T08:00:00Z');
const EXPIRES_AT = ASKED_AT + 24 * 60 * MINUTE;
const NOW = ASKED_AT + 60 * MINUTE;
const DEADLINE_MINUTES = 240;

const question = (over: Partial<Approval> = {}): Approval => ({
  ...{ evidence: 'e1', number: 1, asks: 'Clean up?', facts: {}, askedAt: ASKED_AT, expiresAt: EXPIRES_AT },
  ...over,
});
const asked = (over: Partial<Condition> = {}): Condition => ({
  ...openOrJoin(undefined, conditionFacts(), ASKED_AT).condition,
  state: 'remediating',
  approval: question(),
  nextAt: EXPIRES_AT + DEADLINE_MINUTES * MINUTE,
  ...over,
});
const bounds = { windows: [], zone: 'UTC', withoutWindowHours: 72 };
const answered = (approved: boolean) => ({
  answer: { approved, by: 'Ada', at: NOW - MINUTE, until: NOW + 72 * 60 * MINUTE },
});
const yes = { evidence: 'e1', approved: true, by: 'Bob', who: { name: 'Bob', how: 'typed' } as const };
const { approval: _none, ...neverAsked } = asked();

describe('an answer', () => {
  it.each<[string, Condition, object]>([
    ['counts while its question stands', asked(), { counts: true, isNew: true }],
    [
      'is known when it was given before',
      asked({ approval: question(answered(true)) }),
      { counts: true, isNew: false },
    ],
    [
      'comes too late after the other one',
      asked({ approval: question(answered(false)) }),
      { why: 'answered-otherwise' },
    ],
    ['is for exactly what was asked', asked({ approval: question({ evidence: 'e2' }) }), { why: 'other-evidence' }],
    ['needs a question', neverAsked, { why: 'no-question' }],
    ['needs a run that waits for it', asked({ state: 'watching' }), { why: 'no-question' }],
    ['comes too late at the end of its time', asked({ approval: question({ expiresAt: NOW }) }), { why: 'expired' }],
    ['comes too late when all is over', asked({ state: 'closed' }), { why: 'over' }],
  ])('%s', (_what, row, verdict) => {
    expect(judgeAnswer(row, yes, NOW)).toMatchObject(verdict);
  });

  it('is kept with its giver, and the row is due a minute later', () => {
    const row = withAnswer(asked(), { ...yes, reason: 'fine' }, bounds, NOW);

    expect(row.approval?.answer).toEqual({
      approved: true,
      by: 'Bob',
      who: yes.who,
      reason: 'fine',
      at: NOW,
      until: NOW + 72 * 60 * MINUTE,
    });
    expect(row.nextAt).toBe(NOW + MINUTE);
  });

  it('ends the question', () => {
    expect(pendingQuestion(asked(), NOW)).toMatchObject({ evidence: 'e1' });
    expect(pendingQuestion(asked({ approval: question(answered(false)) }), NOW)).toBeUndefined();
    expect(pendingQuestion(asked({ state: 'watching' }), NOW)).toBeUndefined();
    expect(pendingQuestion(asked(), EXPIRES_AT)).toBeUndefined();
  });
});

describe('a running remediation whose row is due', () => {
  const notes = (row: Condition, now = row.nextAt ?? 0) => pendingNotification(row, DEADLINE_MINUTES, now);

  it('is notified of its answer the first time, and is overdue the second time', () => {
    const row = withAnswer(asked(), yes, bounds, NOW);

    const first = notes(row, NOW + 3 * MINUTE);

    expect(first).toEqual({ what: 'answered', nextAt: NOW + 3 * MINUTE + DEADLINE_MINUTES * MINUTE });
    expect(notes({ ...row, nextAt: first?.nextAt })).toBeUndefined();
  });

  it('is notified that its alert is gone when a poll has made it due, and waits on as before', () => {
    const reported = notes(asked({ nextAt: NOW }));

    expect(reported).toEqual({ what: 'alert-gone', nextAt: EXPIRES_AT + DEADLINE_MINUTES * MINUTE });
  });

  it('is notified of that as well when the poll came to it after the end of the question', () => {
    expect(notes(asked({ nextAt: EXPIRES_AT - 1 }), EXPIRES_AT + MINUTE)).toMatchObject({ what: 'alert-gone' });
  });

  it.each<[string, Condition]>([
    ['nobody was asked', { ...neverAsked, nextAt: NOW }],
    ['nobody answered and its time is over', asked()],
    ['its answer is of an earlier start', asked({ approval: question(answered(true)), nextAt: NOW + 60 * MINUTE })],
  ])('is overdue when %s', (_what, row) => {
    expect(notes(row)).toBeUndefined();
  });
});
