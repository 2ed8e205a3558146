import { MINUTE_MS } from '../../durations.ts';
import { doneTexts } from '../../texts/done/index.ts';
import type { Language } from '../../texts/language.ts';
import type { Condition } from '../occurrences/condition.ts';
import { withEvent } from '../occurrences/course/trail.ts';
import type { Who } from '../people/who.ts';
import type { Approval } from './approval.ts';
import { approvalLastsUntil, type YesBounds } from './approval-lasts.ts';

/** A person's answer to a question: yes or no to exactly this evidence. */
export interface Answer {
  readonly evidence: string;
  readonly approved: boolean;
  /** `number` of the question that was read; absent = whichever has this evidence. */
  readonly question?: number | undefined;
  readonly who: Who;
  /** The same in the words of the customer's language. */
  readonly by: string;
  /** How it came, where not by the API. */
  readonly via?: 'link' | undefined;
  readonly reason?: string | undefined;
}

/** Why an answer does not count. */
export type AnswerRefusal = 'over' | 'no-question' | 'other-evidence' | 'answered-otherwise' | 'expired';

/** Whether an answer counts; `isNew` = it was not given before. */
export type AnswerVerdict =
  | { readonly counts: true; readonly isNew: boolean; readonly approval: Approval }
  | { readonly counts: false; readonly why: AnswerRefusal };

/**
 * Returns whether an answer counts for the occurrence as it stands at `now` (epoch ms). The first
 * answer wins. Pure.
 */
export function judgeAnswer(
  { state, approval }: Pick<Condition, 'state' | 'approval'>,
  { evidence, approved, question }: Pick<Answer, 'evidence' | 'approved' | 'question'>,
  now: number,
): AnswerVerdict {
  const refused = (why: AnswerRefusal) => ({ counts: false, why }) as const;
  if (state === 'closed') return refused('over');
  if (!approval) return refused('no-question');
  if (approval.evidence !== evidence || (question ?? approval.number) !== approval.number)
    return refused('other-evidence');
  if (approval.answer)
    return approval.answer.approved === approved
      ? { counts: true, isNew: false, approval }
      : refused('answered-otherwise');
  if (approval.withdrawnAt !== undefined) return refused('no-question');
  if (now >= approval.expiresAt) return refused('expired');
  return state === 'remediating' ? { counts: true, isNew: true, approval } : refused('no-question');
}

/**
 * Returns the question a person is asked at `now` (epoch ms): a run waits for the answer. Undefined
 * when there is none.
 */
export function pendingQuestion(
  { state, approval }: Pick<Condition, 'state' | 'approval'>,
  now: number,
): Approval | undefined {
  const isPending = state === 'remediating' && approval && isStanding(approval) && now < approval.expiresAt;
  return isPending ? approval : undefined;
}

function isStanding({ answer, withdrawnAt }: Approval): boolean {
  return !answer && withdrawnAt === undefined;
}

/**
 * A run is notified of its answer at once. Should that be lost, the first poll after this, for
 * which the row is due, notifies it again; one that says nothing afterwards is overdue at its
 * deadline.
 */
const NOTIFIED_AGAIN_AFTER_MS = MINUTE_MS;

/** Returns the row with the answer to its question, given at `now` (epoch ms). */
export function withAnswer(
  row: Condition,
  { approved, by, who, via, reason }: Answer,
  bounds: YesBounds,
  now: number,
): Condition {
  if (!row.approval) return row;
  const until = approvalLastsUntil(now, row.approval.isInWindow === true, bounds);
  const answer = { approved, by, who, ...(via && { via }), ...(reason !== undefined && { reason }), at: now, until };
  const answered = { ...row, approval: { ...row.approval, answer }, nextAt: now + NOTIFIED_AGAIN_AFTER_MS };
  return withEvent(answered, {
    what: 'answered',
    at: now,
    approved,
    by,
    ...(reason !== undefined && { text: reason }),
  });
}

/**
 * Returns what has become of a question, before its run has said what it does; undefined while it
 * waits for an answer at `now` (epoch ms).
 */
export function answeredText(
  { asks, answer, expiresAt, withdrawnAt }: Approval,
  now: number,
  language: Language,
): string | undefined {
  const texts = doneTexts(language);
  if (!answer && withdrawnAt !== undefined) return undefined;
  if (!answer) return now < expiresAt ? undefined : `${asks} ${texts.nobodyAnswered({ expiresAt })}`;
  return `${asks} ${answer.approved ? texts.approvedNow(answer) : texts.saidNo(answer)}`;
}

/** Returns until when the watchdog leaves a run alone that waits for a person (epoch ms). */
export function watchedFrom({ expiresAt }: Pick<Approval, 'expiresAt'>, deadlineMinutes: number): number {
  return expiresAt + deadlineMinutes * MINUTE_MS;
}

/** What a run must be notified of, and when its row is due again (epoch ms). */
export interface TicketNote {
  readonly what: 'answered' | 'alert-gone';
  readonly nextAt: number;
}

/**
 * Returns what a running remediation whose row is due must be notified of; undefined = nothing, it
 * is overdue. A row is due before its question expires only because the poll has set it so: the
 * alert is gone. It is due a moment after the answer to make sure of that one, and later only for
 * its deadline.
 */
export function pendingNotification(
  { approval, nextAt }: Pick<Condition, 'approval' | 'nextAt'>,
  deadlineMinutes: number,
  now: number,
): TicketNote | undefined {
  if (!approval || nextAt === undefined) return undefined;
  const { answer, expiresAt } = approval;
  if (answer) {
    const isFirst = nextAt <= answer.at + NOTIFIED_AGAIN_AFTER_MS;
    return isFirst ? { what: 'answered', nextAt: now + deadlineMinutes * MINUTE_MS } : undefined;
  }
  return nextAt < expiresAt ? { what: 'alert-gone', nextAt: watchedFrom(approval, deadlineMinutes) } : undefined;
}
