import { HOUR_MS } from '../../durations.ts';
import type { Condition } from '../occurrences/condition.ts';
import type { WatchRules } from '../occurrences/watch-rules.ts';
import { isEndedByApp } from './person-close.ts';
import { isSameName } from './same-text.ts';
import type { StatusNames, Ticket } from './ticket.ts';
import type { TicketMemory } from './ticket-memory.ts';

/** How many reopenings a condition remembers. */
const REOPENS_REMEMBERED = 10;

/** For playbooks whose conditions do not flap. */
const DEFAULT_AWAY_HOURS = 24;

/**
 * True when a recurrence may open this closed ticket again. With `ours` that is one that the app
 * resolved and that stands as it left it: one that a person has closed since is theirs.
 */
export function mayReopen(
  { reopen, ticketStatus }: StatusNames & { readonly reopen: 'ours' | 'always' | 'never' },
  memory: TicketMemory | undefined,
  ticket: Ticket,
): boolean {
  if (reopen !== 'ours') return reopen === 'always';
  const isAsLeft = isEndedByApp(memory, ticket) && isSameName(ticket.status, ticketStatus.resolved);
  return isAsLeft || (memory?.ticketId === ticket.id && memory.reopening === true);
}

/** Hours that a condition must stay away before its ticket is closed, once it bounces. */
export function awayHours({ flapping }: Pick<WatchRules, 'flapping'>): number {
  return flapping?.hours ?? DEFAULT_AWAY_HOURS;
}

/**
 * True when the last two reopenings of the ticket lie within twice the hours it would have to stay
 * away: it is closed again only when it has stayed away for so long. So a ticket is opened again at
 * most twice in such a time.
 */
export function isBouncing({ reopens }: Pick<Condition, 'reopens'>, rules: Pick<WatchRules, 'flapping'>): boolean {
  const [before, last] = reopens.slice(-2);
  return before !== undefined && last !== undefined && last - before <= 2 * awayHours(rules) * HOUR_MS;
}

/**
 * Returns the row of a condition whose earlier ticket carries it again; `opened` = the app itself
 * opened that ticket.
 */
export function carriedAgain(
  row: Condition,
  memory: TicketMemory,
  { opened, now }: { opened: boolean; now: number },
): Condition {
  const { hold: _hold, resolvedAt: _resolvedAt, reopening: _reopening, ...kept } = memory;
  return {
    ...row,
    ticketId: memory.ticketId,
    ticket: { ...kept, since: now, readAt: now },
    reopens: opened ? [...row.reopens, now].slice(-REOPENS_REMEMBERED) : row.reopens,
  };
}

/** Returns the row of a condition that a new ticket of ours carries. Idempotent: by ticket. */
export function carriedByNew(row: Condition, memory: TicketMemory, ticketNumber: number): Condition {
  const { ticketId, since } = memory;
  if (row.ticketId === ticketId && row.ticket?.ticketId === ticketId) return row;
  const isLater = ticketNumber > row.ticketNumber;
  return {
    ...row,
    ...{ ticketId, ticketAdopted: false, ticketNumber, ticket: memory, reopens: [] },
    // It reports everything: otherwise a note about what came before, or a reminder of what was
    // waited out for days, would follow at once.
    lastCommentAt: since,
    ...(isLater && { repeats: 0 }),
  };
}
