import type { Ticket } from '../../shared/atera/ticket-schema.ts';
import type { Policy } from '../../shared/policy/policy.ts';

/** Statuses of a ticket that nobody can go on with. */
const LOST_STATUSES = ['deleted', 'merged'];

/** True of a ticket that is gone, or that nobody can go on with: what it was about would be known to nobody. */
export function isLost(ticket: Ticket | undefined): boolean {
  return !ticket || LOST_STATUSES.includes(ticket.status.toLowerCase());
}

/** True of a ticket that is resolved or closed, and can be reopened. */
export function isEnded({ status }: Ticket, { ticketStatus }: Pick<Policy, 'ticketStatus'>): boolean {
  return [ticketStatus.resolved.toLowerCase(), 'closed'].includes(status.toLowerCase());
}
