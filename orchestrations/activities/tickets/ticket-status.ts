import type { LeaseSession } from '../../../shared/budget/fence.ts';
import { type Standing, standingOf } from '../../../shared/domain/tickets/person-close.ts';
import type { Ticket } from '../../../shared/domain/tickets/ticket.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/**
 * The current state of a ticket. A merged one has been followed to its parent where Atera names it.
 */
export interface FoundTicket {
  readonly ticketId: number;
  /** Absent when Atera does not know it. */
  readonly ticket?: Ticket;
  readonly standing: Standing;
  /** True when this is another ticket than was asked for. */
  readonly moved: boolean;
}

/** Merges of merges; more is a loop. */
const MAX_MERGES = 2;

/**
 * Reads a ticket; one that was merged leads on to its parent (vendor-apis 1.8 [D]:
 * RelatedTicketId). One request, at most three.
 */
export async function findTicket(
  { atera, policy }: Pick<ActivityDeps, 'atera' | 'policy'>,
  session: LeaseSession,
  asked: number,
): Promise<FoundTicket> {
  let found = await read(asked);
  for (let merges = 0; found.standing === 'merged' && merges < MAX_MERGES; merges++) {
    const parentId = found.ticket?.parentTicketId;
    if (parentId === undefined || parentId === found.ticketId) break;
    const parent = await read(parentId);
    if (!parent.ticket) break;
    found = parent;
  }
  return found;

  async function read(ticketId: number): Promise<FoundTicket> {
    const ticket = await atera.getTicket(session, ticketId);
    const standing = standingOf(ticket, policy);
    return { ticketId, standing, moved: ticketId !== asked, ...(ticket && { ticket }) };
  }
}
