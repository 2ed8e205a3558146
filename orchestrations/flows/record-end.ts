import type { OrchestrationContext, Task } from 'durable-functions';
import { modeAllows } from '../../shared/policy/policy.ts';
import { reportAction } from '../actions/use-hands.ts';
import type { Recorded } from '../activities/upkeep/record-outcome.ts';
import { HeldBack } from '../runtime/held-back.ts';
import { activities } from '../runtime/names.ts';
import type { OutcomeRecord, RemediationRun, RunEnd } from '../runtime/run.ts';
import { tellTicket } from '../runtime/steps.ts';

/**
 * Writes how the run ended into the condition and the outcome rows of its alerts; then, where the ticket does not tell yet what the row
 * knows was done, tells it there. What could not be told now is told at the end of the next run.
 */
export function* recordEnd(
  context: OrchestrationContext,
  run: RemediationRun,
  { afterwards, ...end }: RunEnd,
): Generator<Task, void> {
  const record: OutcomeRecord = { subject: run.subject, runId: context.df.instanceId, end, afterwards };
  // The activity's own plain JSON.
  const { ticketIsBehind, result } = (yield context.df.callActivity(activities.recordOutcome, record)) as Recorded;
  if (run.commands?.last?.isReported === false) reportAction(context, run, result);
  if (!ticketIsBehind || !modeAllows(run.mode, 'propose')) return;
  try {
    yield* tellTicket(context, run);
  } catch (error) {
    if (!(error instanceof HeldBack)) throw error;
  }
}
