import type { Schedule } from '../schedule.ts';

/** Who ended an alert. */
export type AlertEnder = 'atera' | 'person' | 'api';

/**
 * The two severities and six categories the vendor's specification lists are plain strings here:
 * tests also send others.
 */
export interface AlertContent {
  readonly title: string;
  readonly message: string;
  readonly severity: string;
  readonly category: string;
  readonly deviceGuid: string | null;
  readonly agentId: number | null;
  readonly deviceName: string | null;
  readonly deviceType: string | null;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly code?: number | null;
  readonly source?: string | null;
  readonly additionalInfo?: string | null;
  readonly folderId?: number | null;
  /** 0 = none, as the vendor often sends. */
  readonly ticketId?: number | null;
  /** Epoch ms; default now. */
  readonly createdAt?: number;
  readonly snoozedUntil?: number;
  /** Members laid over the row as it goes out; `undefined` removes one. */
  readonly raw?: Readonly<Record<string, unknown>>;
  /** Goes out in place of the whole row: for rows that are not even an object. */
  readonly replaceWith?: unknown;
}

/** One firing. */
export interface Alert extends AlertContent {
  readonly id: number;
  readonly createdAt: number;
  ticketId: number | null;
  archivedAt?: number;
  archivedBy?: AlertEnder;
}

/** Atera's alert statuses. */
export type AlertState = 'Open' | 'Resolved' | 'Snoozed';

/** Every alert Atera knows, with the ids it gives them. */
export class AlertBook {
  readonly #schedule: Schedule;
  readonly #alerts = new Map<number, Alert>();
  readonly #onClosed: (alert: Alert) => void;
  /**
   * Called for every alert that is resolved, at that moment and before anything follows from it.
   */
  readonly resolvedListeners = new Set<(alert: Alert) => void>();
  #lastId = 4_000_000;

  constructor(schedule: Schedule, onClosed: (alert: Alert) => void) {
    this.#schedule = schedule;
    this.#onClosed = onClosed;
  }

  /** Opens an alert under a new id. */
  raise(content: AlertContent): Alert {
    const alert: Alert = {
      ...content,
      id: ++this.#lastId,
      createdAt: content.createdAt ?? this.#schedule.now(),
      ticketId: content.ticketId ?? null,
    };
    this.#alerts.set(alert.id, alert);
    return alert;
  }

  get(id: number): Alert | undefined {
    return this.#alerts.get(id);
  }

  /** Newest first, the order of the vendor's list. */
  all(): Alert[] {
    return [...this.#alerts.values()].reverse();
  }

  /** Newest first. An alert is archived, else snoozed while its snooze lasts, else open. */
  in(state: AlertState): Alert[] {
    return this.all().filter((alert) => this.stateOf(alert) === state);
  }

  /** The state by which the vendor filters now. */
  stateOf(alert: Alert): AlertState {
    if (alert.archivedAt !== undefined) return 'Resolved';
    return (alert.snoozedUntil ?? 0) > this.#schedule.now() ? 'Snoozed' : 'Open';
  }

  /** Resolves the alert; false when it is missing or was resolved before. */
  archive(id: number, by: AlertEnder): boolean {
    const alert = this.#alerts.get(id);
    if (!alert || alert.archivedAt !== undefined) return false;
    alert.archivedAt = this.#schedule.now();
    alert.archivedBy = by;
    for (const listener of this.resolvedListeners) listener(alert);
    this.#onClosed(alert);
    return true;
  }

  /** Deletes the row; false when it is missing. */
  remove(id: number): boolean {
    const alert = this.#alerts.get(id);
    if (!alert) return false;
    this.#alerts.delete(id);
    if (alert.archivedAt === undefined) this.#onClosed(alert);
    return true;
  }
}
