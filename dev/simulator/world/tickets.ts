import type { Schedule } from './schedule.ts';

/** Who wrote something on a ticket. */
export type Author = { readonly endUserId: number } | { readonly technicianId: number };

/** One comment; `at` is epoch ms. */
export interface TicketComment {
  readonly id: number;
  readonly at: number;
  readonly text: string;
  readonly author: Author;
  /** Hidden from the customer. */
  readonly internal: boolean;
}

/**
 * Priority, impact, type and status are plain strings: the vendor's lists are checked where
 * requests come in.
 */
export interface Ticket {
  readonly id: number;
  readonly createdAt: number;
  readonly source: string;
  readonly description: string;
  readonly endUserId: number;
  /** Kept from the end user at creation: it stays when the contact goes. */
  readonly customerId: number;
  title: string;
  status: string;
  priority: string;
  impact: string;
  type: string;
  technicianId: number | null;
  /** The ticket it was merged into. */
  parentId?: number;
  modifiedAt: number;
  resolvedAt?: number;
  readonly comments: TicketComment[];
}

/** What a ticket is made of; the rest has the vendor's defaults. */
export type NewTicket = Pick<Ticket, 'title' | 'description' | 'endUserId' | 'customerId' | 'source'> &
  Partial<Pick<Ticket, 'status' | 'priority' | 'impact' | 'type' | 'technicianId'>>;

/** What may be changed of a ticket afterwards. */
export type TicketChange = Partial<Pick<Ticket, 'title' | 'status' | 'priority' | 'impact' | 'type' | 'technicianId'>>;

/** Who changed a ticket: a person in Atera's pages, a client of the API, or an automation rule. */
export type ChangedBy = 'person' | 'api' | 'rule';

/** What ticket automation rules that call a webhook react to. */
export type TicketEvent = 'opened' | 'finished' | 'status-changed';

/** Statuses that end a ticket; a tenant with names of its own adds them. */
const FINISHED = ['Resolved', 'Closed'];

/** Every ticket with its comments. */
export class TicketBook {
  readonly #schedule: Schedule;
  readonly #tickets = new Map<number, Ticket>();
  /** Called for every ticket that is finished, at that moment. */
  readonly finishedListeners = new Set<(ticket: Ticket) => void>();
  /** Called for every new ticket, once it is there. */
  readonly openedListeners = new Set<(ticket: Ticket) => void>();
  /** Called for what rules react to, at that moment. */
  readonly eventListeners = new Set<(ticket: Ticket, event: TicketEvent, by: ChangedBy) => void>();
  /** Statuses that end a ticket. */
  readonly finished = new Set(FINISHED);
  #lastTicket = 7_000;
  #lastComment = 90_000;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  /** Opens a ticket. */
  open(fields: NewTicket, by: ChangedBy = 'person'): Ticket {
    const now = this.#schedule.now();
    const ticket: Ticket = {
      status: 'Open',
      priority: 'Low',
      impact: 'NoImpact',
      type: 'Incident',
      technicianId: null,
      ...fields,
      id: ++this.#lastTicket,
      createdAt: now,
      modifiedAt: now,
      comments: [],
    };
    this.#tickets.set(ticket.id, ticket);
    for (const listener of this.openedListeners) listener(ticket);
    this.#happened(ticket, 'opened', by);
    return ticket;
  }

  /** Whether the ticket is over. */
  isFinished({ status }: Ticket): boolean {
    return this.finished.has(status);
  }

  get(id: number): Ticket | undefined {
    return this.#tickets.get(id);
  }

  /** Newest first, the order of the vendor's list. */
  all(): Ticket[] {
    return [...this.#tickets.values()].reverse();
  }

  /**
   * Changes the given members only. A finished ticket gets its resolved date, a reopened one loses
   * it.
   */
  change(ticket: Ticket, change: TicketChange, by: ChangedBy = 'person'): void {
    const before = ticket.status;
    const wasFinished = this.isFinished(ticket);
    Object.assign(ticket, change, { modifiedAt: this.#schedule.now() });
    const finished = this.isFinished(ticket);
    if (finished && !wasFinished) ticket.resolvedAt = this.#schedule.now();
    if (!finished) delete ticket.resolvedAt;
    if (finished && !wasFinished) for (const listener of this.finishedListeners) listener(ticket);
    // Transitions alone: what is saved again unchanged is no event.
    if (ticket.status !== before) this.#happened(ticket, 'status-changed', by);
    if (finished && !wasFinished) this.#happened(ticket, 'finished', by);
  }

  #happened(ticket: Ticket, event: TicketEvent, by: ChangedBy): void {
    for (const listener of this.eventListeners) listener(ticket, event, by);
  }

  comment(ticket: Ticket, text: string, author: Author, internal: boolean): TicketComment {
    const comment = { id: ++this.#lastComment, at: this.#schedule.now(), text, author, internal };
    ticket.comments.push(comment);
    ticket.modifiedAt = comment.at;
    return comment;
  }

  /** Deletes the ticket; false when it is missing. */
  remove(id: number): boolean {
    return this.#tickets.delete(id);
  }
}
