import type { OrchestrationContext, Task } from 'durable-functions';
import { decideFollowUp, type FollowUpDecision } from '../shared/domain/follow-up.ts';
import { MINUTE_MS } from '../shared/durations.ts';
import { modeAllows } from '../shared/policy/policy.ts';
import { nowOf } from './durable-time.ts';
import { brokenOff, HeldBack, heldBack } from './held-back.ts';
import { type Afterwards, type DiskLook, evidenceOf, type FollowUpRun, type PlaybookEnd } from './run.ts';
import { closeTicket, commentTicket, inspectDisk, openTicketFor, recordOutcome, resolveAlerts } from './steps.ts';

type FollowUpEnd = PlaybookEnd & { readonly afterwards: Afterwards };

/**
 * One look at a condition that is being watched. Runbook:
 *
 * 1. Look at the alerts and the drive again.
 * 2. The condition holds: note further firings in the ticket (at most once per `repeatCommentHours`); open the ticket if there
 *    is none yet and the mode allows it; come back later.
 * 3. It looks over for the first time: come back soon, believe nothing yet.
 * 4. It looks over again: resolve the ticket (or only comment it, if a person worked on it), resolve its alerts, end it.
 *
 * Started by the poll when the row in `conditions` is due; short, so that nothing waits inside a long history.
 */
export function* followUp(context: OrchestrationContext): Generator<Task, FollowUpEnd> {
  const run = context.df.getInput<FollowUpRun>();
  const end = yield* stepOrBrokenOff(context, run);
  const { afterwards, ...playbookEnd } = end;
  yield* recordOutcome(context, { subject: run.subject, runId: context.df.instanceId, end: playbookEnd, afterwards });
  return end;
}

function* stepOrBrokenOff(context: OrchestrationContext, run: FollowUpRun): Generator<Task, FollowUpEnd> {
  try {
    return yield* step(context, run);
  } catch (error) {
    return { ...brokenOff(context, run, error), ...ticketOf(run) };
  }
}

function* step(context: OrchestrationContext, run: FollowUpRun): Generator<Task, FollowUpEnd> {
  const looked = yield* inspectDisk(context, run, { needReading: run.clearSince !== undefined });
  if (!looked.ok) return couldNot(run, 'look-failed', 'look at the device', looked.message, later(context, run));
  const look = looked.value;
  if (!look.deviceFound) {
    const text = `Atera does not know agent ${run.subject.agentId} any more; its ticket is left as it is.`;
    return { end: 'skipped', code: 'device-not-found', text, afterwards: { next: 'close', alertIds: look.alertIds } };
  }
  const decision = decideFollowUp(run, evidenceOf(run, look), run.rules);
  try {
    return decision.verdict === 'over' ? yield* finish(context, run, look) : yield* goOn(context, run, look, decision);
  } catch (error) {
    if (!(error instanceof HeldBack)) throw error;
    const clearSince = decision.verdict === 'over' ? run.clearSince : undefined;
    return { ...heldBack(context, run, error, clearSince), ...ticketOf(run) };
  }
}

/** Over for certain: ticket first, then alerts, so that a crash in between leaves the alert as a reminder. */
function* finish(context: OrchestrationContext, run: FollowUpRun, look: DiskLook): Generator<Task, FollowUpEnd> {
  if (look.alertOpen && !modeAllows(run.mode, 'approve')) return wouldResolve(run, later(context, run));
  let ended = { ticketId: run.ticketId, how: 'there was no ticket' };
  if ((run.ticketId !== undefined || run.mayHaveLostTicket) && modeAllows(run.mode, 'propose')) {
    const closed = yield* closeTicket(context, run, look);
    if (!closed.ok) return couldNot(run, 'close-failed', 'close the ticket', closed.message, later(context, run));
    const ticketId = closed.value.ticketId ?? run.ticketId;
    ended = { ticketId, how: ticketId === undefined ? ended.how : `ticket ${ticketId} ${closed.value.how}` };
  }
  if (look.alertOpen) {
    const resolved = yield* resolveAlerts(context, run, look);
    if (!resolved.ok)
      return couldNot(run, 'resolve-failed', 'resolve the alert', resolved.message, later(context, run));
  }
  const text = `The condition is over, seen twice; ${ended.how}.`;
  const afterwards = { next: 'close', alertIds: look.alertIds } as const;
  return { end: 'resolved', code: 'verified-over', text, ...ticketOf(ended), afterwards };
}

/** What is over stays so until a look finds otherwise: `clearSince` is kept. */
function wouldResolve(run: FollowUpRun, nextAt: number): FollowUpEnd {
  const text = 'The condition is over, seen twice; would resolve the alert.';
  const clear = run.clearSince === undefined ? {} : { clearSince: run.clearSince };
  const afterwards = { next: 'watch', nextAt, ...clear } as const;
  return { end: 'proposed', code: 'would-resolve', text, ...ticketOf(run), afterwards };
}

function* goOn(
  context: OrchestrationContext,
  run: FollowUpRun,
  look: DiskLook,
  decision: Exclude<FollowUpDecision, { verdict: 'over' }>,
): Generator<Task, FollowUpEnd> {
  const { nextAt } = decision;
  if (decision.verdict === 'clear-once') {
    const text = 'The condition looks over; it is looked at once more before anything is closed.';
    return {
      ...watching(run, 'waiting', 'clear-once', text, nextAt),
      afterwards: { next: 'watch', nextAt, clearSince: decision.clearSince },
    };
  }
  const used = look.reading ? `${look.reading.usedPercent} % used` : (look.readingProblem ?? 'no reading');
  if (!modeAllows(run.mode, 'propose')) {
    return watching(run, 'proposed', 'would-keep-ticket', `Still so (${used}); would keep a ticket open.`, nextAt);
  }
  if (run.ticketId === undefined) {
    const ticket = yield* openTicketFor(context, run, look);
    if (!ticket.ok) return couldNot(run, 'ticket-failed', 'write the ticket', ticket.message, nextAt);
    const { ticketId, how } = ticket.value;
    return {
      ...watching(run, 'escalated', `ticket-${how}`, `Still so (${used}). Ticket ${ticketId} ${how}.`, nextAt),
      ticketId,
    };
  }
  if (run.commentDue) {
    const commented = yield* commentTicket(context, run, look);
    if (!commented.ok) return couldNot(run, 'comment-failed', 'comment the ticket', commented.message, nextAt);
  }
  return watching(run, 'escalated', 'still-so', `Still so (${used}); ticket ${run.ticketId} stays open.`, nextAt);
}

function watching(run: FollowUpRun, end: PlaybookEnd['end'], code: string, text: string, nextAt: number): FollowUpEnd {
  return { end, code, text, ...ticketOf(run), afterwards: { next: 'watch', nextAt } };
}

function couldNot(run: FollowUpRun, code: string, what: string, why: string, nextAt: number): FollowUpEnd {
  return watching(run, 'failed', code, `Could not ${what}: ${why}`, nextAt);
}

function ticketOf({ ticketId }: { readonly ticketId?: number | undefined }): { ticketId?: number } {
  return ticketId === undefined ? {} : { ticketId };
}

function later(context: OrchestrationContext, run: FollowUpRun): number {
  return nowOf(context) + run.rules.followUpEveryMinutes * MINUTE_MS;
}
