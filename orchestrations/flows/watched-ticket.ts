import type { OrchestrationContext, Task } from 'durable-functions';
import { holdEnds, holdText } from '../../shared/domain/tickets/person-close.ts';
import { endingTexts } from '../../shared/texts/ending/index.ts';
import { holdTexts } from '../../shared/texts/hold/index.ts';
import { nowOf } from '../runtime/durable-time.ts';
import { closedByPerson, escalate, stepFailed } from '../runtime/endings/endings.ts';
import type { Observation } from '../runtime/inspection.ts';
import type { FollowUpRun, PlaybookEnd, WatchedTicket } from '../runtime/run.ts';
import { commentTicket, readTicket } from '../runtime/ticket-steps.ts';

/** What is known of the ticket now: from this run's reading, or from an earlier one. */
type KnownTicket = Omit<WatchedTicket, 'readDue'> & { readonly ticketId?: number };

/**
 * Keeps the ticket of a condition that still holds. Runbook:
 *
 * 1. Read it where that is due, and always before a note: a closed ticket gets no notes.
 * 2. The app itself had ended it: it is opened again.
 * 3. A person has ended it: stay silent (`closed-by-person`) until the condition has recovered and
 *    fires again, or `humanCloseHoldsDays` (7) have passed. It gets worse meanwhile: one new ticket
 *    that names the old one.
 * 4. It is open: note further firings, or remind of it, where that is due.
 */
export function* keepTicket(
  context: OrchestrationContext,
  run: FollowUpRun,
  observation: Observation,
  ticketId: number,
): Generator<Task, PlaybookEnd> {
  const noteDue = run.commentDue && !run.ticket.hold;
  let known: KnownTicket = { ...run.ticket, ticketId };
  if (run.ticket.readDue || noteDue) {
    const read = yield* readTicket(context, run, observation);
    if (!read.ok) return stepFailed(context, run, 'ticket-not-read', 'read the ticket', read);
    known = read.value;
  }
  if (known.ticketId === undefined) return yield* escalate(context, run, observation);
  if (known.hold)
    return yield* holdStill(context, run, observation, { ...known, ticketId: known.ticketId, hold: known.hold });
  if (noteDue) {
    const commented = yield* commentTicket(context, run, observation);
    if (!commented.ok) return stepFailed(context, run, 'comment-failed', 'comment the ticket', commented);
  }
  const isVerified = observation.judgement.verdict !== 'unknown';
  const about = { ticketId: known.ticketId, readAt: known.readAt, summary: observation.summary };
  const texts = endingTexts(run.customer.language);
  const text = isVerified ? texts.stillOccurring(about) : texts.notVerified(about);
  return { end: 'escalated', code: isVerified ? 'still-occurring' : 'not-verified', text, ticketId: known.ticketId };
}

function* holdStill(
  context: OrchestrationContext,
  run: FollowUpRun,
  observation: Observation,
  { ticketId, hold, worse }: KnownTicket & Required<Pick<KnownTicket, 'ticketId' | 'hold'>>,
): Generator<Task, PlaybookEnd> {
  const { language } = run.customer;
  const why = holdEnds(hold, worse, observation.gravity ?? {}, { now: nowOf(context), language });
  if (why === undefined) return closedByPerson(ticketId, hold, observation.summary, language);
  const before = holdTexts(language).endedAnd({ ended: holdText(ticketId, hold, language), why });
  return yield* escalate(context, run, observation, { ticketId, before });
}

/**
 * Returns why a ticket that a person ended needs another one once the wait has passed; undefined
 * when it does not.
 */
export function worseMeanwhile({ ticket }: FollowUpRun, { worse }: Observation): string | undefined {
  return ticket.hold && worse;
}
