import type { Ticket, TicketComment } from '../../../shared/domain/tickets/ticket.ts';
import { afterReadBack, changesOf, type OwnTexts } from '../../../shared/domain/tickets/ticket-baseline.ts';
import type { TicketMemory, WrittenFields } from '../../../shared/domain/tickets/ticket-memory.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** Returns what the app writes into a new ticket by this policy. */
export function writtenFields({ technicianEmail, ticketStatus }: Policy): WrittenFields {
  return { technicianEmail, status: ticketStatus.open };
}

/**
 * The memory of a new ticket after its first read-back: what the tenant's own rules did to it is in
 * the baseline, and is remembered for the tickets after it. Idempotent: a ticket counts once. Two
 * or three storage transactions.
 */
export async function readBack(
  { ticketWatch, policy }: Pick<ActivityDeps, 'ticketWatch' | 'policy'>,
  memory: TicketMemory,
  ticket: Ticket,
  comments: readonly TicketComment[],
  written: OwnTexts,
): Promise<TicketMemory> {
  const changes = changesOf(memory, ticket, comments, written);
  const { readBacks } = await ticketWatch.get();
  await ticketWatch.addReadBack({ ticketId: ticket.id, ...changes });
  return afterReadBack(memory, ticket, changes, policy.ticketRules, readBacks);
}
