import type { Technician } from './people.ts';
import type { Ticket } from './tickets.ts';
import type { World } from './world.ts';

/**
 * What the tenant's own automation does to every new ticket (vendor-apis 1.9: "Ticket automation
 * rules").
 */
export interface TicketRule {
  readonly technician?: Technician;
  readonly status?: string;
  /**
   * Written as the technician, or as the end user where there is none; `{id}` stands for the
   * ticket's number.
   */
  readonly autoReply?: string;
  /** Default at once. */
  readonly afterMs?: number;
  /** Which tickets; default all. */
  readonly applies?: (ticket: Ticket) => boolean;
}

/** Sets up a rule for the tickets opened from now on; the answer takes it away. */
export function addTicketRule(world: World, rule: TicketRule): () => void {
  const onOpened = (ticket: Ticket) => {
    if (rule.applies?.(ticket) === false) return;
    if (rule.afterMs === undefined) act(world, ticket, rule);
    else world.after(rule.afterMs, () => act(world, ticket, rule));
  };
  world.tickets.openedListeners.add(onOpened);
  return () => world.tickets.openedListeners.delete(onOpened);
}

function act({ tickets }: World, ticket: Ticket, { technician, status, autoReply }: TicketRule): void {
  const change = { ...(technician && { technicianId: technician.id }), ...(status !== undefined && { status }) };
  tickets.change(ticket, change, 'rule');
  if (autoReply === undefined) return;
  const author = technician ? { technicianId: technician.id } : { endUserId: ticket.endUserId };
  tickets.comment(ticket, autoReply.replaceAll('{id}', String(ticket.id)), author, false);
}
