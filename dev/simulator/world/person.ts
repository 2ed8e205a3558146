import type { Device } from './device.ts';
import type { Alert } from './monitoring/alerts.ts';
import type { Customer, Technician } from './people.ts';
import type { Ticket, TicketComment } from './tickets.ts';
import type { World } from './world.ts';

/**
 * What people do in Atera's own pages, at any moment and without asking. Unknown ids throw: a
 * script's mistake.
 */
export class Person {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Resolves an alert; it comes back under a new id if its condition still holds. */
  resolveAlert(alertId: number): void {
    this.#alert(alertId);
    this.#world.alerts.archive(alertId, 'person');
  }

  /** Opens a ticket from an alert, or links an existing one. */
  attachTicket(alertId: number, ticketId?: number): Ticket {
    const alert = this.#alert(alertId);
    if (ticketId === undefined) return this.#world.openTicketFor(alert);
    alert.ticketId = ticketId;
    return this.#ticket(ticketId);
  }

  setStatus(ticketId: number, status: string): void {
    this.#world.tickets.change(this.#ticket(ticketId), { status });
  }

  closeTicket(ticketId: number): void {
    this.setStatus(ticketId, 'Closed');
  }

  /** Merges a ticket into another one, where its work goes on. */
  mergeTicket(ticketId: number, parentId: number): void {
    this.#ticket(ticketId).parentId = this.#ticket(parentId).id;
    this.setStatus(ticketId, 'Merged');
  }

  retitle(ticketId: number, title: string): void {
    this.#world.tickets.change(this.#ticket(ticketId), { title });
  }

  reassign(ticketId: number, technician: Technician): void {
    this.#world.tickets.change(this.#ticket(ticketId), { technicianId: technician.id });
  }

  /** Writes as the technician; internal unless set otherwise. */
  comment(ticketId: number, technician: Technician, text: string, internal = true): TicketComment {
    return this.#world.tickets.comment(this.#ticket(ticketId), text, { technicianId: technician.id }, internal);
  }

  /** The ticket's end user answers. */
  endUserComment(ticketId: number, text: string): TicketComment {
    const ticket = this.#ticket(ticketId);
    return this.#world.tickets.comment(ticket, text, { endUserId: ticket.endUserId }, false);
  }

  deleteTicket(ticketId: number): void {
    this.#ticket(ticketId);
    this.#world.tickets.remove(ticketId);
  }

  /** Removes a machine: its agent is gone, its open alerts stay until somebody resolves them. */
  deleteDevice(device: Device): void {
    device.retire();
    this.#world.services.retire(device);
    this.#world.devices.delete(device.agentId);
  }

  /** Removes a customer with its machines and contacts. Its tickets stay. */
  deleteCustomer(customer: Customer): void {
    const { devices, people } = this.#world;
    for (const device of [...devices.values()]) if (device.customer.id === customer.id) this.deleteDevice(device);
    for (const contact of [...people.contacts.values()])
      if (contact.customerId === customer.id) people.contacts.delete(contact.id);
    people.customers.delete(customer.id);
  }

  #alert(id: number): Alert {
    const alert = this.#world.alerts.get(id);
    if (!alert) throw new Error(`There is no alert ${id}`);
    return alert;
  }

  #ticket(id: number): Ticket {
    const ticket = this.#world.tickets.get(id);
    if (!ticket) throw new Error(`There is no ticket ${id}`);
    return ticket;
  }
}
