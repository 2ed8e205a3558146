import type { OrchestrationContext, Task } from 'durable-functions';
import { decideFollowUp, type FollowUpDecision } from '../../shared/domain/occurrences/follow-up.ts';
import { modeAllows } from '../../shared/policy/policy.ts';
import { watchRules } from '../../shared/policy/watch-rules.ts';
import { endingTexts } from '../../shared/texts/ending/index.ts';
import type { Language } from '../../shared/texts/language.ts';
import { playbookOf } from '../playbooks/index.ts';
import { CustomerChanged, customerChanged } from '../runtime/endings/customer-changed.ts';
import { closeWith, deviceGone, escalate, stepFailed, watchFrom } from '../runtime/endings/endings.ts';
import { isNarrowed, modeNarrowed } from '../runtime/endings/mode-narrowed.ts';
import { StoppedBeforeWrite, stoppedBeforeWrite, unexpectedFailure } from '../runtime/endings/stopped-before-write.ts';
import type { Observation } from '../runtime/inspection.ts';
import type { Closed } from '../runtime/results.ts';
import type { FollowUpRun, RunEnd } from '../runtime/run.ts';
import { resolveAlerts } from '../runtime/steps.ts';
import { closeTicket } from '../runtime/ticket-steps.ts';
import { endCancelled } from './cancelled.ts';
import { endRun } from './end-run.ts';
import { keepTicket, worseMeanwhile } from './watched-ticket.ts';

/**
 * Inspects a watched condition once. Runbook:
 *
 * 1. Inspect the alerts and the device again, with the checker of its playbook.
 * 2. The condition holds: read its ticket from time to time (`ticketReadHours`) and before each
 *    note (`watched-ticket.ts`): where a person has ended it, stay silent. Else note further
 *    firings in the ticket (at most once per `repeatCommentHours`), or remind of it where the
 *    playbook's `reminderEveryHours` says so; open the ticket if there is none yet and the mode
 *    allows it; inspect again later.
 * 3. It appears recovered for the first time: inspect again soon, conclude nothing yet.
 * 4. It appears recovered again: resolve the ticket (or only comment on it, if a person worked on
 *    it), resolve its alerts, end it.
 *
 * Started by the poll when the row in `conditions` is due; short, so that nothing waits inside a
 * long history.
 */
export function* followUp(context: OrchestrationContext): Generator<Task, RunEnd> {
  const run = context.df.getInput<FollowUpRun>();
  return yield* endRun(context, run, yield* stepOrUnexpectedFailure(context, run));
}

function* stepOrUnexpectedFailure(context: OrchestrationContext, run: FollowUpRun): Generator<Task, RunEnd> {
  try {
    return yield* step(context, run);
  } catch (error) {
    if (error instanceof CustomerChanged) return { ...customerChanged(context, error, 'watch'), ...ticketOf(run) };
    return { ...unexpectedFailure(context, run, error), ...ticketOf(run) };
  }
}

function* step(context: OrchestrationContext, run: FollowUpRun): Generator<Task, RunEnd> {
  if (run.cancelled) return yield* endCancelled(context, run, run.cancelled);
  const inspected = yield* playbookOf(run).observe(context, run, { needReading: run.clearSince !== undefined });
  if (!inspected.ok)
    return { ...stepFailed(context, run, 'inspection-failed', 'inspect the device', inspected), ...ticketOf(run) };
  const observation = inspected.value;
  if (!observation.inspection.deviceFound)
    return { ...deviceGone(run, observation.inspection, 'watch'), ...ticketOf(run) };
  const { judgement, inspection } = observation;
  if (isNarrowed(run, inspection)) return { ...modeNarrowed(context, run, inspection, 'watch'), ...ticketOf(run) };
  const flapping = run.flapping || run.bouncing;
  const watched = { ...run, flapping, judgement, inspectedAt: inspection.inspectedAt };
  const decision = decideFollowUp(watched, watchRules(run.policy, run.subject.playbook));
  try {
    const end =
      decision.verdict === 'over'
        ? yield* finish(context, run, observation)
        : yield* goOn(context, run, observation, decision);
    return { ...ticketOf(run), ...end };
  } catch (error) {
    if (!(error instanceof StoppedBeforeWrite)) throw error;
    const clearSince = decision.verdict === 'over' ? run.clearSince : undefined;
    return { ...stoppedBeforeWrite(context, run, error, clearSince), ...ticketOf(run) };
  }
}

/**
 * Recovered for certain: ticket first, then alerts, so that a crash in between leaves the alert as
 * a reminder.
 */
function* finish(context: OrchestrationContext, run: FollowUpRun, observation: Observation): Generator<Task, RunEnd> {
  const { inspection } = observation;
  if (inspection.alertOpen && !modeAllows(run.mode, 'approve')) return wouldResolve(context, run);
  const { language } = run.customer;
  let ended = { ticketId: run.ticketId, text: endingTexts(language).recoveredWithoutTicket };
  if ((run.ticketId !== undefined || run.mayHaveLostTicket) && modeAllows(run.mode, 'propose')) {
    const closed = yield* closeTicket(context, run, observation);
    if (!closed.ok) return stepFailed(context, run, 'close-failed', 'close the ticket', closed);
    const ticketId = closed.value.ticketId ?? run.ticketId;
    ended = { ticketId, text: ticketId === undefined ? ended.text : endedText(ticketId, closed.value, language) };
  }
  if (inspection.alertOpen) {
    const resolved = yield* resolveAlerts(context, run, inspection);
    if (!resolved.ok) return stepFailed(context, run, 'resolve-failed', 'resolve the alert', resolved);
  }
  const { text } = ended;
  return { end: 'resolved', code: 'verified-recovered', text, ...ticketOf(ended), afterwards: closeWith(inspection) };
}

function endedText(ticketId: number, { how, because }: Closed, language: Language): string {
  const texts = endingTexts(language);
  return because === undefined ? texts.recovered[how]({ ticketId }) : texts.recoveredLeft({ ticketId, because });
}

/** What has recovered stays recovered until an inspection finds otherwise: `clearSince` is kept. */
function wouldResolve(context: OrchestrationContext, run: FollowUpRun): RunEnd {
  const text = endingTexts(run.customer.language).recoveredWouldResolve;
  const clear = run.clearSince === undefined ? {} : { clearSince: run.clearSince };
  return { end: 'proposed', code: 'would-resolve', text, afterwards: { ...watchFrom(context, run), ...clear } };
}

function* goOn(
  context: OrchestrationContext,
  run: FollowUpRun,
  observation: Observation,
  decision: Exclude<FollowUpDecision, { verdict: 'over' }>,
): Generator<Task, RunEnd> {
  const { nextAt } = decision;
  const afterwards = { next: 'watch', nextAt } as const;
  const texts = endingTexts(run.customer.language);
  if (decision.verdict === 'clear-once') {
    const { clearSince } = decision;
    return { end: 'waiting', code: 'clear-once', text: texts.clearOnce, afterwards: { ...afterwards, clearSince } };
  }
  if (!modeAllows(run.mode, 'propose')) {
    const text = texts.wouldKeepTicket(observation);
    return { end: 'proposed', code: 'would-keep-ticket', text, afterwards };
  }
  if (decision.verdict === 'wait') {
    const worse = worseMeanwhile(run, observation);
    const next = { ...afterwards, ...(worse !== undefined && { worse }) };
    return { end: 'waiting', code: observation.judgement.because, text: observation.summary, afterwards: next };
  }
  if (run.ticketId === undefined) return { ...(yield* escalate(context, run, observation)), afterwards };
  return { ...(yield* keepTicket(context, run, observation, run.ticketId)), afterwards };
}

function ticketOf({ ticketId }: { readonly ticketId?: number | undefined }): { ticketId?: number } {
  return ticketId === undefined ? {} : { ticketId };
}
