import type { EventFacts } from './event-lines.ts';

/** What the app did so far, counted from its log events. */
export interface Counts {
  readonly alertsListed: number;
  readonly alertsResolved: number;
  readonly ticketsOpened: number;
  readonly ticketsAdopted: number;
  readonly ticketsReopened: number;
  readonly ticketsClosed: number;
  /** Tickets of ours that are open, as far as we know: a person may have closed one. */
  readonly ticketsOpen: number;
  /** Questions put to a person. */
  readonly questions: number;
}

/** Counts log events. */
export class Tally {
  readonly #alertsListed = new Set<unknown>();
  readonly #alertsResolved = new Set<unknown>();
  readonly #ticketsOpened = new Set<unknown>();
  readonly #ticketsAdopted = new Set<unknown>();
  readonly #ticketsOpen = new Set<unknown>();
  #ticketsReopened = 0;
  #ticketsClosed = 0;
  #questions = 0;

  /**
   * Takes note of an event. An alert that is listed again, or a ticket reported twice, counts once.
   */
  count(event: string, { alertId, ticketId, code }: EventFacts): void {
    if (event === 'alert-listed') this.#alertsListed.add(alertId);
    if (event === 'alert-resolved') this.#alertsResolved.add(alertId);
    if (event === 'ticket-opened') this.#ticketsOpened.add(ticketId);
    if (event === 'run-ended' && code === 'ticket-adopted') this.#ticketsAdopted.add(ticketId);
    if (event === 'ticket-reopened') this.#ticketsReopened++;
    if (event === 'ticket-resolved') this.#ticketsClosed++;
    if (event === 'approval-needed') this.#questions++;
    if (event === 'ticket-opened' || event === 'ticket-reopened') this.#ticketsOpen.add(ticketId);
    if (event === 'ticket-resolved' || event === 'ticket-ended-by-person') this.#ticketsOpen.delete(ticketId);
  }

  /** The counts so far. */
  counts(): Counts {
    return {
      alertsListed: this.#alertsListed.size,
      alertsResolved: this.#alertsResolved.size,
      ticketsOpened: this.#ticketsOpened.size,
      ticketsAdopted: this.#ticketsAdopted.size,
      ticketsReopened: this.#ticketsReopened,
      ticketsClosed: this.#ticketsClosed,
      ticketsOpen: this.#ticketsOpen.size,
      questions: this.#questions,
    };
  }
}
