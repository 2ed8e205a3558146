import type { OrchestrationContext, Task } from 'durable-functions';
import type { ApprovalState } from '../../shared/domain/approvals/approval.ts';
import { approvalEvent, evidenceHash, type Proposal } from '../../shared/domain/approvals/proposal.ts';
import { reasonInSentence } from '../../shared/domain/text/in-sentence.ts';
import { utc } from '../../shared/domain/tickets/ticket-text.ts';
import type { Asked } from '../activities/commands/ask-approval.ts';
import { activities } from '../runtime/names.ts';
import type { RemediationRun } from '../runtime/run.ts';

/** A question that needs no waiting any more. */
export type Answered = Exclude<Asked, { state: 'pending' }>;

/**
 * Asks a person about `proposal` and waits for the answer, at most until the question expires. The external event only wakes the
 * run: what counts is the answer kept with the occurrence, so that a lost or doubled event changes nothing. Also wakes when the
 * alert is gone, which `alert-gone` says.
 *
 * History: 2 events per question asked or asked again, 3 for the wait.
 */
export function* approvalOf(
  context: OrchestrationContext,
  { subject }: RemediationRun,
  proposal: Proposal,
): Generator<Task, Answered> {
  for (;;) {
    // The activity's own plain JSON.
    const asked = (yield context.df.callActivity(activities.askApproval, { subject, proposal })) as Asked;
    if (asked.state !== 'pending') return asked;
    const woken = yield* waitForAnswer(context, evidenceHash(subject.key, proposal), asked);
    if (woken === 'alert-gone') return { state: 'alert-gone' };
  }
}

function* waitForAnswer(
  context: OrchestrationContext,
  evidence: string,
  { number, expiresAt }: Extract<ApprovalState, { state: 'pending' }>,
): Generator<Task, 'answered' | 'alert-gone' | 'late'> {
  context.df.setCustomStatus({ waitsUntil: expiresAt, because: 'approval', evidence });
  // Durable timers may fire a second early; asking once more before the end would wait for an event that was abandoned.
  const late = context.df.createTimer(new Date(expiresAt + EARLY_MS));
  const answer = context.df.waitForExternalEvent(approvalEvent(evidence, number));
  const first: Task = yield context.df.Task.any([answer, late]);
  if (first === late) return 'late';
  late.cancel();
  return answer.result === ALERT_GONE ? 'alert-gone' : 'answered';
}

/** What the poll says to a run that waits for a person while its alert is no longer listed. */
export const ALERT_GONE = 'alert-gone';

const EARLY_MS = 2_000;

type Expired = Extract<Answered, { state: 'expired' }>;

type Declining = Exclude<Answered, { state: 'approved' } | { state: 'alert-gone' }>;

const EXPIRED: Readonly<Record<Exclude<Expired['because'], 'too-old'>, (policy: RemediationRun['policy']) => string>> =
  {
    unanswered: (policy) => `Nobody approved it within ${policy.approvalExpiresHours} hours.`,
    'asked-too-often': () => 'A person was asked several times, and what the question rested on changed each time.',
  };

/** Why nothing is done, as a sentence for a ticket. */
export function whyNot(answer: Declining, { policy }: RemediationRun): string {
  switch (answer.state) {
    case 'rejected':
      return `${answer.by} said no: ${answer.reason}.`;
    case 'over':
      return 'The occurrence was closed meanwhile.';
    case 'expired':
      return answer.because === 'too-old' ? tooOld(answer) : EXPIRED[answer.because](policy);
  }
}

function tooOld({ by, at, until, why }: Extract<Expired, { because: 'too-old' }>): string {
  const because = why === undefined ? '' : `: ${reasonInSentence(why)}`;
  return `Approved by ${by} ${utc(at)}; that was good until ${utc(until)}, and it could not be done in that time${because}.`;
}
