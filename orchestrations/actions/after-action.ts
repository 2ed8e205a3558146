import type { OrchestrationContext, Task } from 'durable-functions';
import { afterInspection, mustBeReported } from '../../shared/domain/occurrences/failed-inspections.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { actionTexts } from '../../shared/texts/action/index.ts';
import { nowOf } from '../runtime/durable-time.ts';
import { defer, deviceGone, escalate, finishRecovered, stepFailed } from '../runtime/endings/endings.ts';
import { endByMarks } from '../runtime/endings/mode-narrowed.ts';
import type { Observation } from '../runtime/inspection.ts';
import type { RemediationRun, RunEnd } from '../runtime/run.ts';
import type { Step } from '../runtime/steps.ts';
import { type ActionEnd, type ActionRequest, actOnDevice } from './act-on-device.ts';

/** Vendor calls may wait for their turn and be tried again while a device is held. */
export const HOLD_MARGIN_MINUTES = 60;

/**
 * What was done, or why nothing was, belongs in the ticket as well as in the outcome. `tried` is
 * whole sentences.
 */
export function withTried<S extends Observation>(observation: S, tried: string): S {
  return {
    ...observation,
    summary: `${observation.summary} ${tried}`,
    ticketText: { ...observation.ticketText, tried, untouched: false },
  };
}

/**
 * Ends by what an inspection shows, when nothing was done. `tried` says why, in whole sentences.
 */
export function* endWith(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: Observation,
  tried: string,
): Generator<Task, RunEnd> {
  const marked = endByMarks(context, run, observation.inspection);
  if (marked) return marked;
  if (!observation.inspection.deviceFound) return deviceGone(run, observation.inspection);
  const { judgement } = observation;
  if (judgement.verdict === 'recovered') return yield* finishRecovered(context, run, observation);
  // Question and answer are in the row and are used once the next inspection can say more.
  if (judgement.verdict === 'wait') return defer(judgement.because, `${observation.summary} ${tried}`, judgement.until);
  return yield* escalate(context, run, withTried(observation, tried));
}

/** What was inspected within this time is reported as it is. */
const STILL_FRESH_MS = 2 * MINUTE_MS;

/**
 * Ends a run in which nothing was done to the device; undefined = the alert ended meanwhile, so
 * inspect again. `observation` is the inspection that the question was based on: it may have waited
 * for a day, and then the ticket is written from a fresh inspection, or not at all.
 */
export function* endWithoutAction<S extends Observation>(
  context: OrchestrationContext,
  run: RemediationRun,
  ended: Exclude<ActionEnd<S>, { kind: 'acted' }>,
  { observation, observe }: { readonly observation: S; observe(): Generator<Task, Step<S>> },
): Generator<Task, RunEnd | undefined> {
  switch (ended.kind) {
    case 'check-again':
      return undefined;
    case 'later':
      return ended.end;
    case 'failed':
      return ended.what === undefined
        ? stepFailed(context, run, 'inspection-failed', 'inspect the device', ended.step)
        : yield* sendFailed(context, run, observation, { what: ended.what, step: ended.step });
    case 'changed':
      return yield* endWith(context, run, ended.observation, actionTexts(run.customer.language).changed);
    case 'declined': {
      const isFresh = nowOf(context) - observation.inspection.inspectedAt < STILL_FRESH_MS;
      const fresh: Step<S> = isFresh ? { ok: true, value: observation } : yield* observe();
      if (!fresh.ok) return stepFailed(context, run, 'inspection-failed', 'inspect the device', fresh);
      const end = yield* endWith(context, run, fresh.value, ended.tried);
      const { wouldPropose } = ended;
      return wouldPropose === undefined ? end : { ...end, wouldPropose };
    }
  }
}

/**
 * The approved command could not be sent: it is retried for as long as the approval is valid. After
 * `inspectionFailuresBeforeTicket` (5) tries in a row, or a day of them, a ticket reports that it
 * is not done yet and why.
 */
function* sendFailed(
  context: OrchestrationContext,
  run: RemediationRun,
  { ticketText, summary }: Observation,
  { what, step }: Required<Pick<Extract<ActionEnd<Observation>, { kind: 'failed' }>, 'what' | 'step'>>,
): Generator<Task, RunEnd> {
  const now = nowOf(context);
  const actionFailed = step.message;
  const end = { ...stepFailed(context, run, 'send-failed', what, step), actionFailed };
  const failed = afterInspection(run.failedActions, actionFailed, now);
  const limit = run.policy.inspectionFailuresBeforeTicket;
  if (run.ticketId !== undefined || !failed || !mustBeReported(failed, limit, now)) return end;
  // The row says what was approved, and until when it is tried.
  const reported = yield* escalate(context, run, {
    summary,
    ticketText: { ...ticketText, untouched: true, undecided: true },
  });
  return reported.end === 'failed'
    ? end
    : { ...reported, actionFailed, ...(end.why !== undefined && { why: end.why }) };
}

/**
 * A verification that fails unexpectedly still releases the brakes, or they would hold device and
 * customer until they expire.
 */
export function* freeing(
  { end }: Extract<ActionEnd<Observation>, { kind: 'acted' }>,
  verify: () => Generator<Task, RunEnd>,
): Generator<Task, RunEnd> {
  try {
    return yield* verify();
  } catch (error) {
    end(undefined);
    throw error;
  }
}

/**
 * Acts as `request` says, then verifies what was done, or ends by why nothing was; undefined = the
 * alert ended meanwhile, so inspect again.
 */
export function* actAndVerify<S extends Observation>(
  context: OrchestrationContext,
  run: RemediationRun,
  request: ActionRequest<S>,
  verify: (acted: Extract<ActionEnd<S>, { kind: 'acted' }>) => Generator<Task, RunEnd>,
): Generator<Task, RunEnd | undefined> {
  const ended: ActionEnd<S> = yield* actOnDevice(context, run, request);
  if (ended.kind !== 'acted') return yield* endWithoutAction(context, run, ended, request);
  return yield* freeing(ended, () => verify(ended));
}
