import type { OrchestrationContext, Task } from 'durable-functions';
import { MINUTE_MS } from '../../shared/durations.ts';
import { modeAllows } from '../../shared/policy/policy.ts';
import { reportAction } from '../actions/act-on-device.ts';
import type { Recorded } from '../activities/upkeep/record-outcome.ts';
import { nowOf, waitUntil } from '../runtime/durable-time.ts';
import { activities } from '../runtime/names.ts';
import type { OutcomeRecord, RemediationRun, RunEnd } from '../runtime/run.ts';
import { noteInTicket } from '../runtime/steps.ts';
import { StoppedByKillSwitch } from '../runtime/stopped-by-kill-switch.ts';

/**
 * Writes how the run ended into the condition and the outcome rows of its alerts; then, where the
 * ticket does not report yet what the row knows was done, reports it there. What could not be
 * reported now is reported at the end of the next run.
 */
export function* recordEnd(
  context: OrchestrationContext,
  run: RemediationRun,
  { afterwards, ...end }: RunEnd,
): Generator<Task, void> {
  const record: OutcomeRecord = { subject: run.subject, runId: context.df.instanceId, end, afterwards };
  const { ticketIsBehind, result } = yield* recordOutcome(context, record);
  if (run.commands?.last?.isReported === false) reportAction(context, run, result);
  if (!ticketIsBehind || !modeAllows(run.mode, 'propose')) return;
  try {
    yield* noteInTicket(context, run);
  } catch (error) {
    if (!(error instanceof StoppedByKillSwitch)) throw error;
  }
}

/**
 * Without its end in the row a run would count as being on until the watchdog ends it, hours later.
 */
const RECORD_AGAIN_MINUTES = [1, 5, 15];

/** A storage that fails is tried again. */
function* recordOutcome(context: OrchestrationContext, record: OutcomeRecord): Generator<Task, Recorded> {
  for (const minutes of RECORD_AGAIN_MINUTES) {
    try {
      // The activity's own plain JSON.
      return (yield context.df.callActivity(activities.recordOutcome, record)) as Recorded;
    } catch {
      yield* waitUntil(context, nowOf(context) + minutes * MINUTE_MS);
    }
  }
  return (yield context.df.callActivity(activities.recordOutcome, record)) as Recorded;
}
