import { MINUTE_MS } from '../../durations.ts';
import type { Condition } from './condition.ts';

/** A ticket is read because of hints at most once in this time. */
const BETWEEN_MS = MINUTE_MS;

/** Atera reports a new ticket as well, which the app has just opened: that says nothing. */
const JUST_OPENED_MS = MINUTE_MS;

/**
 * Returns the row after Atera hinted at a change of a ticket: one that the ticket carries is due,
 * now or a minute after the last reading of that kind. The same row where the hint says nothing
 * new: another ticket, an occurrence that is over or not watched, a ticket that is a moment old.
 */
export function withTicketHint(row: Condition, ticketId: number, now: number): Condition {
  const { ticketHintAt: last, ticket, nextAt = now } = row;
  if (row.state !== 'watching' || row.ticketId !== ticketId || row.cancelled !== undefined) return row;
  if (ticket && now < ticket.since + JUST_OPENED_MS) return row;
  // One that is still to be served covers this one as well.
  if (last !== undefined && now <= last) return row;
  const ticketHintAt = last === undefined ? now : Math.max(now, last + BETWEEN_MS);
  // While a run is under way nextAt is its deadline; its end sees to the hint.
  return { ...row, ticketHintAt, nextAt: isRunning(row) ? nextAt : Math.min(nextAt, ticketHintAt) };
}

/** Returns whether the ticket is to be read because of a hint. */
export function isHintDue({ ticketHintAt, ticket }: Condition, now: number): boolean {
  if (ticketHintAt === undefined || now < ticketHintAt) return false;
  // A ticket that has come since is another one.
  return Math.max(ticket?.readAt ?? 0, ticket?.since ?? 0) < ticketHintAt;
}

/**
 * Returns when a condition is due whose run decided on `nextAt`: earlier where a hint came while it
 * was under way, which it may not have served.
 */
export function atHint(row: Condition, nextAt: number): number {
  const { ticketHintAt, ticket, runBy } = row;
  const cameMeanwhile = ticketHintAt !== undefined && runBy !== undefined && ticketHintAt >= runBy.at;
  if (!cameMeanwhile || (ticket?.readAt ?? 0) > ticketHintAt) return nextAt;
  return Math.min(nextAt, ticketHintAt);
}

function isRunning({ run, runEnded }: Condition): boolean {
  return run > runEnded;
}
