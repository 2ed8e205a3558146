import type { Ticket, TicketComment } from '../../../shared/domain/tickets/ticket.ts';
import { newMemory, type TicketMemory } from '../../../shared/domain/tickets/ticket-memory.ts';

/** A ticket as the app wrote it, but for what is given. */
export function ticketOf(over: Partial<Ticket> = {}): Ticket {
  return {
    id: 7,
    title: 'Disk C: almost full on NW-SRV-01 [rmm a1.disk-space.C.1]',
    status: 'Open',
    priority: 'High',
    technicianEmail: 'robot@msp.example',
    firstComment: '',
    createdAt: 0,
    notes: [],
    ...over,
  };
}

/** A comment, an hour or so after the ticket. */
export function commentOf(text: string, at = 3_600_000): TicketComment {
  return { texts: [text], at, email: '' };
}

/** What is known of that ticket, but for what is given. */
export function ticketMemory(over: Partial<TicketMemory> = {}): TicketMemory {
  return { ...newMemory(7, { technicianEmail: 'Robot@msp.example', status: 'Open' }, 0), ...over };
}
