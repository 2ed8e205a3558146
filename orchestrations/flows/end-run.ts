import type { OrchestrationContext, Task } from 'durable-functions';
import { afterInspection, mustBeReported } from '../../shared/domain/occurrences/failed-inspections.ts';
import { unverifiedSummary, unverifiedText } from '../../shared/domain/tickets/unverified-text.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { playbookNamed } from '../../shared/playbooks/index.ts';
import { modeAllows } from '../../shared/policy/policy.ts';
import { endingTexts } from '../../shared/texts/ending/index.ts';
import { reportAction } from '../actions/brake-request.ts';
import type { Recorded } from '../activities/upkeep/record-outcome.ts';
import { nowOf, waitUntil } from '../runtime/durable-time.ts';
import { escalate } from '../runtime/endings/endings.ts';
import { StoppedBeforeWrite } from '../runtime/endings/stopped-before-write.ts';
import { inspectionsOf } from '../runtime/inspections.ts';
import { activities } from '../runtime/names.ts';
import type { OutcomeRecord, RemediationRun, RunEnd } from '../runtime/run.ts';
import { noteInTicket } from '../runtime/ticket-steps.ts';

/**
 * Ends a run: an inspection that failed too often becomes a ticket, then the end is written into
 * the condition and the outcome rows of its alerts. Returns the end as it was recorded.
 */
export function* endRun(context: OrchestrationContext, run: RemediationRun, found: RunEnd): Generator<Task, RunEnd> {
  const end = yield* escalateUnverified(context, run, found);
  yield* recordEnd(context, run, end);
  return end;
}

/**
 * Returns the end of a run, whose inspection may have failed: after
 * `inspectionFailuresBeforeTicket` (5) failures in a row, or 24 hours of them, a ticket says that
 * the condition could not be verified, what failed and since when, unless the condition has a
 * ticket already. Where that ticket cannot be written, the end stays as it is, and the next run
 * retries.
 */
function* escalateUnverified(context: OrchestrationContext, run: RemediationRun, end: RunEnd): Generator<Task, RunEnd> {
  const now = nowOf(context);
  const failed = afterInspection(run.failedInspections, end.inspectionFailed, now);
  if (!failed || run.cancelled || run.ticketId !== undefined || end.ticketId !== undefined) return end;
  if (!mustBeReported(failed, run.policy.inspectionFailuresBeforeTicket, now)) return end;
  const { subject, known, alertCreatedAt: raisedAt, alertSays: alert } = run;
  const { deviceClass } = known;
  const { language } = run.customer;
  const { condition } = playbookNamed(subject.playbook).describe(subject.details, language);
  const ticketText = unverifiedText({ ...subject, condition, deviceClass, alert, raisedAt, failed, now, language });
  try {
    const reported = yield* escalate(context, run, { ticketText, summary: unverifiedSummary(failed, language) });
    const why = end.why !== undefined && { why: end.why };
    return reported.end === 'failed' ? end : { ...reported, ...why, inspectionFailed: failed.last };
  } catch (error) {
    if (error instanceof StoppedBeforeWrite) return end;
    return { ...end, text: `${end.text} ${endingTexts(language).norTicket}` };
  }
}

/**
 * Writes how the run ended into the condition and the outcome rows of its alerts; then, where the
 * ticket does not report yet what the row knows was done, reports it there. What could not be
 * reported now is reported at the end of the next run.
 */
function* recordEnd(
  context: OrchestrationContext,
  run: RemediationRun,
  { afterwards, ...end }: RunEnd,
): Generator<Task, void> {
  const inspections = inspectionsOf(run);
  const about = { subject: run.subject, runId: context.df.instanceId, ...(inspections && { inspections }) };
  const record: OutcomeRecord = { ...about, end, afterwards };
  const { ticketIsBehind, result } = yield* recordOutcome(context, record);
  if (run.commands?.last?.isReported === false) reportAction(context, run, result);
  if (!ticketIsBehind || !modeAllows(run.mode, 'propose')) return;
  try {
    yield* noteInTicket(context, run);
  } catch (error) {
    if (!(error instanceof StoppedBeforeWrite)) throw error;
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
