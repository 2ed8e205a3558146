import type { OrchestrationContext, Task } from 'durable-functions';
import { holdText } from '../../../shared/domain/tickets/person-close.ts';
import type { Hold } from '../../../shared/domain/tickets/ticket-memory.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { modeAllows } from '../../../shared/policy/policy.ts';
import { watchRules } from '../../../shared/policy/watch-rules.ts';
import type { FailedStep } from '../../../shared/texts/ending/en.ts';
import { endingTexts } from '../../../shared/texts/ending/index.ts';
import { holdTexts } from '../../../shared/texts/hold/index.ts';
import type { Language } from '../../../shared/texts/language.ts';
import { nowOf } from '../durable-time.ts';
import type { Inspection, Observation } from '../inspection.ts';
import type { Afterwards, Instead, PlaybookEnd, RemediationRun, RunEnd } from '../run.ts';
import { resolveAlerts, type Step } from '../steps.ts';
import { openTicketFor } from '../ticket-steps.ts';

/**
 * Ends a run whose condition has recovered: resolves the alerts that `observation` found open, as
 * far as the mode allows. Only for an inspection that verified it. Where a ticket carries the
 * occurrence already, or one was begun, the follow-up ends both, on a second inspection.
 */
export function* finishRecovered(
  context: OrchestrationContext,
  run: RemediationRun,
  { inspection, judgement, summary }: Observation,
): Generator<Task, RunEnd> {
  const code = judgement.because;
  const afterwards = closeWith(inspection);
  const texts = endingTexts(run.customer.language);
  if (run.ticketId !== undefined || run.mayHaveLostTicket) return leaveToFollowUp(run, inspection, summary);
  if (!inspection.alertOpen) return { end: 'resolved', code, text: summary, afterwards };
  if (!modeAllows(run.mode, 'approve')) {
    const text = texts.wouldResolve({ summary });
    return { end: 'proposed', code: 'would-resolve', text, afterwards: watchFrom(context, run) };
  }
  const resolved = yield* resolveAlerts(context, run, inspection);
  if (!resolved.ok) return stepFailed(context, run, 'resolve-failed', 'resolve the alert', resolved);
  return { end: 'resolved', code, text: texts.resolved({ summary }), afterwards };
}

function leaveToFollowUp(
  { policy, subject, customer, ticketId }: RemediationRun,
  inspection: Inspection,
  summary: string,
): RunEnd {
  const nextAt = inspection.inspectedAt + watchRules(policy, subject.playbook).clearConfirmMinutes * MINUTE_MS;
  const texts = endingTexts(customer.language);
  const text = ticketId === undefined ? texts.searchedFor({ summary }) : texts.checkedOnceMore({ summary, ticketId });
  return {
    end: 'waiting',
    code: 'clear-once',
    text,
    afterwards: { next: 'watch', nextAt, clearSince: inspection.inspectedAt },
  };
}

/**
 * Ends a run with a ticket for a person, as far as the mode allows; the follow-up watches it from
 * then on.
 */
export function* escalate(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: Pick<Observation, 'ticketText' | 'summary'>,
  instead?: Instead,
): Generator<Task, RunEnd> {
  const afterwards = watchFrom(context, run);
  const { language } = run.customer;
  const texts = endingTexts(language);
  if (!modeAllows(run.mode, 'propose')) {
    const text = texts.wouldOpenTicket(observation);
    return { end: 'proposed', code: 'would-open-ticket', text, afterwards };
  }
  const ticket = yield* openTicketFor(context, run, observation, instead);
  if (!ticket.ok) return stepFailed(context, run, 'ticket-failed', 'write the ticket', ticket);
  const { ticketId, how, hold } = ticket.value;
  if (hold) return { ...closedByPerson(ticketId, hold, observation.summary, language), afterwards };
  const text = texts[how]({ ticketId, summary: observation.summary });
  return { end: 'escalated', code: `ticket-${how}`, text, ticketId, afterwards };
}

/** A person ended the ticket while the condition holds: nothing is written. */
export function closedByPerson(ticketId: number, hold: Hold, summary: string, language: Language): PlaybookEnd {
  const ended = holdText(ticketId, hold, language);
  const text = holdTexts(language).heldStill({ ended, until: hold.until, summary });
  return { end: 'waiting', code: 'closed-by-person', text, ticketId };
}

/** The code of every end of a run whose device Atera does not know. */
export const DEVICE_GONE = 'device-not-found';

/**
 * Atera no longer knows the agent: its alert can be neither verified nor ticketed against a device.
 * That is no recovery: while the alert is open the occurrence stays, for the agent may be listed
 * again; its ticket is updated, and left to people.
 */
export function deviceGone(run: RemediationRun, inspection: Inspection, next: 'again' | 'watch' = 'again'): RunEnd {
  const { ticketId, customer } = run;
  const afterwards = leftAlone(run, inspection, next);
  const texts = endingTexts(customer.language);
  const text = [
    goneText(run),
    ...(afterwards.next === 'close' ? [] : [texts.alertStillOpen(afterwards)]),
    ...(ticketId === undefined ? [] : [texts.itsTicketIsLeft({ ticketId })]),
  ].join(' ');
  return { end: 'skipped', code: DEVICE_GONE, text, afterwards };
}

/**
 * The run ends and the poll begins it again at `nextAt` (epoch ms): nothing waits in a history.
 * `why` as in `PlaybookEnd`.
 */
export function defer(code: string, text: string, nextAt: number, why?: string): RunEnd {
  return { end: 'waiting', code, text, ...(why !== undefined && { why }), afterwards: { next: 'again', nextAt } };
}

/** What Atera does not know any more. */
function goneText({ subject: { agentId, deviceGuid, customerId }, customer }: RemediationRun): string {
  const texts = endingTexts(customer.language);
  if (deviceGuid !== undefined) return texts.deviceGone({ deviceGuid });
  return agentId === undefined ? texts.customerGone({ customerId }) : texts.agentGone({ agentId });
}

/** The device's owner said in Atera that it must be left alone. */
export function optedOut(run: RemediationRun, inspection: Inspection): RunEnd {
  const texts = endingTexts(run.customer.language);
  const text = inspection.optedOut === 'unclear' ? texts.optedOutUnclear : texts.optedOut;
  return { end: 'skipped', code: 'opted-out', text, afterwards: leftAlone(run, inspection, 'again') };
}

/**
 * A mark may be removed while the alert is open, and nothing but another inspection would find out.
 */
function leftAlone({ policy }: RemediationRun, inspection: Inspection, next: 'again' | 'watch'): Afterwards {
  if (!inspection.alertOpen) return { next: 'close', alertIds: inspection.alertIds, isRecovery: false };
  return { next, nextAt: inspection.inspectedAt + policy.optOutCheckHours * HOUR_MS };
}

/** A vendor call failed for good: nothing is claimed, the follow-up tries again. */
export function stepFailed(
  context: OrchestrationContext,
  run: RemediationRun,
  code: string,
  what: FailedStep,
  step: Extract<Step<unknown>, { ok: false }>,
): RunEnd {
  const { message } = step;
  const texts = endingTexts(run.customer.language);
  const about = { step: texts.steps[what], message };
  const [text, why] = [texts.failed(about), texts.failedBecause(about)];
  const failed = code === 'inspection-failed' && { inspectionFailed: message };
  return { end: 'failed', code, text, why, ...failed, afterwards: watchFrom(context, run) };
}

/** Over, as far as this inspection covers it. */
export function closeWith({ alertIds }: Inspection): Afterwards {
  return { next: 'close', alertIds };
}

/** Inspected again at the usual interval. */
export function watchFrom(context: OrchestrationContext, { policy, subject }: RemediationRun): Afterwards {
  const { followUpEveryMinutes } = watchRules(policy, subject.playbook);
  return { next: 'watch', nextAt: nowOf(context) + followUpEveryMinutes * MINUTE_MS };
}
