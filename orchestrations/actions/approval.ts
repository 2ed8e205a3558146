import type { OrchestrationContext, Task } from 'durable-functions';
import type { ApprovalState } from '../../shared/domain/approvals/approval.ts';
import { approvalEvent, evidenceHash, type Proposal } from '../../shared/domain/approvals/proposal.ts';
import { reasonInSentence } from '../../shared/domain/text/in-sentence.ts';
import { actionTexts } from '../../shared/texts/action/index.ts';
import { doneTexts } from '../../shared/texts/done/index.ts';
import type { Asked } from '../activities/commands/ask-approval.ts';
import { activities } from '../runtime/names.ts';
import type { RemediationRun } from '../runtime/run.ts';

/** A question that needs no waiting any more. */
export type Answered = Exclude<Asked, { state: 'pending' }>;

/**
 * Asks a person about `proposal` and waits for the answer, at most until the question expires. The
 * external event only wakes the run: what counts is the answer kept with the occurrence, so that a
 * lost or doubled event changes nothing. Also wakes when the alert is gone, which `alert-gone`
 * says.
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
    const woken = yield* waitForAnswer(context, evidenceHash(subject, proposal), asked);
    if (woken === 'alert-gone') return { state: 'alert-gone' };
  }
}

function* waitForAnswer(
  context: OrchestrationContext,
  evidence: string,
  { number, expiresAt }: Extract<ApprovalState, { state: 'pending' }>,
): Generator<Task, 'answered' | 'alert-gone' | 'late'> {
  context.df.setCustomStatus({ waitsUntil: expiresAt, because: 'approval', evidence });
  // Durable timers may fire a second early; asking once more before the end would wait for an event
  // that was abandoned.
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

type Declining = Exclude<Answered, { state: 'approved' | 'alert-gone' | 'muted' }>;

/** Returns why nothing is done, as a sentence for a ticket. */
export function whyNot(answer: Declining, { policy, customer: { language } }: RemediationRun): string {
  const texts = actionTexts(language);
  switch (answer.state) {
    case 'rejected':
      return doneTexts(language).saidNo(answer);
    case 'over':
      return texts.occurrenceClosed;
    case 'expired':
      if (answer.because === 'too-old') return tooOld(answer, texts);
      return answer.because === 'asked-too-often'
        ? texts.askedTooOften
        : texts.unanswered({ hours: policy.approvalExpiresHours });
  }
}

function tooOld(
  { why, ...answer }: Extract<Answered, { because: 'too-old' }>,
  texts: ReturnType<typeof actionTexts>,
): string {
  return why === undefined ? texts.tooOld(answer) : texts.tooOldBecause({ ...answer, why: reasonInSentence(why) });
}
