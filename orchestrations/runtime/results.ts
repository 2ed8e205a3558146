import type { Lease } from '../../shared/budget/lease.ts';
import type { MatchedMarks } from '../../shared/domain/devices/device-marks.ts';
import type { OccurrenceKey } from '../../shared/domain/occurrences/keys.ts';
import type { Hold } from '../../shared/domain/tickets/ticket-memory.ts';
import type { Language } from '../../shared/texts/language.ts';

/** What is asked of Automox about a device. */
export interface ServerAsked {
  readonly lease: Lease;
  readonly organizationId: number;
  readonly serverId: number;
  /** The marks under which it was matched. */
  readonly marks?: MatchedMarks['server'];
  /** Ask Automox to scan the device now, after reading it; the next reading shows what it found. */
  readonly scan: boolean;
  /** With `scan`: not when the last scan is newer than this (epoch ms). */
  readonly unlessNewerThan?: number;
  /** Read its volumes as well. */
  readonly withDetails?: boolean;
  /** What its `reason` is written in. */
  readonly language: Language;
  /** The offline occurrence the answer is a second witness of. */
  readonly awayDevice?: OccurrenceKey;
}

/** How the ticket was left. */
export interface Closed {
  readonly how: 'resolved' | 'left to a person' | 'ended already' | 'gone';
  readonly ticketId?: number;
  /** Why it was left to a person, in words without a full stop. */
  readonly because?: string;
}

/** What an inspection of the occurrence's ticket found. */
export interface TicketRead {
  /** Absent when the app itself had ended it: it is opened again. */
  readonly ticketId?: number;
  /** Epoch ms. */
  readonly readAt: number;
  /** A person has ended it. */
  readonly hold?: Hold;
  /** How the alerts raised since then are worse, without a full stop. */
  readonly worse?: string;
}
