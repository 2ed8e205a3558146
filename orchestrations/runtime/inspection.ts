import type { AlertRow } from '../../shared/domain/alerts/alert-row.ts';
import type { MatchedMarks } from '../../shared/domain/devices/device-marks.ts';
import type { Judgement } from '../../shared/domain/occurrences/judgement.ts';
import type { Gravity } from '../../shared/domain/tickets/person-close.ts';
import type { TicketText } from '../../shared/domain/tickets/ticket-text.ts';
import type { Mode } from '../../shared/policy/policy.ts';

/** What one alert of an occurrence says. Times are epoch ms. */
export interface AlertFacts extends Pick<AlertRow, 'alertId' | 'message' | 'severity' | 'details' | 'firstListedAt'> {
  readonly isOpen: boolean;
  /** Atera takes it away by itself when its condition ends, and raises it again while it holds. */
  readonly selfResolves: boolean;
}

/**
 * What every inspection finds about the alerts of an occurrence and its device; each playbook adds
 * what it reads. Times are epoch ms.
 */
export interface Inspection {
  readonly alertOpen: boolean;
  /**
   * All alerts of the occurrence at the time of the inspection: one that comes later is not covered
   * by it.
   */
  readonly alertIds: readonly number[];
  /** Those of them that were open. */
  readonly openAlertIds: readonly number[];
  /** What each of them says, as far as our table knows it. */
  readonly alerts?: readonly AlertFacts[];
  /**
   * When the newest of the open ones was raised: one that joined during the run is younger than the
   * run's own.
   */
  readonly newestAlertAt?: number;
  /**
   * The newest moment at which one of the open ones was raised for certain, whatever zone its date
   * was read in.
   */
  readonly surelyRaisedAt?: number;
  /** False when Atera no longer knows the device. */
  readonly deviceFound: boolean;
  /**
   * The device carries the policy's opt-out mark in Atera; `unclear` = the field says something that
   * is neither yes nor no.
   */
  readonly optedOut?: 'marked' | 'unclear';
  /** The highest mode that custom fields in Atera give the device and its customer. */
  readonly narrowedTo?: Mode;
  readonly inspectedAt: number;
}

/**
 * An inspection and what it means: all that the steps after it, and the follow-up, need to know.
 */
export interface Observation {
  readonly inspection: Inspection;
  readonly judgement: Judgement;
  readonly ticketText: TicketText;
  /** One sentence for outcome rows: `The drive is 95 % used.` */
  readonly summary: string;
  /** How bad it is, where that is a number: by it a person's end of a ticket is checked again. */
  readonly gravity?: Gravity;
  /** Why it has become worse than its alert says, without a full stop. */
  readonly worse?: string;
}

/**
 * The device in Automox, or why the app cannot act on it, in words for a ticket without a full
 * stop.
 */
export type AutomoxMatch =
  | {
      readonly has: true;
      readonly organizationId: number;
      readonly serverId: number;
      /** The marks under which it was matched: a reading with others is of another device. */
      readonly marks?: MatchedMarks['server'];
    }
  | {
      readonly has: false;
      readonly reason: string;
      /** The reason alone, where `reason` continues with what is to be done about it. */
      readonly cause?: string;
    };

/**
 * The device as Automox reports it; times are epoch ms. All but `connected` is as of `scannedAt`,
 * the last scan, which succeeded. What is absent was not reported.
 */
export type ServerReading =
  | {
      readonly found: false;
      /**
       * Why, when Automox reports a device that is not this one; for a ticket, without a full stop.
       */
      readonly reason?: string;
    }
  | {
      readonly found: true;
      readonly connected?: boolean;
      readonly lastDisconnectAt?: number;
      readonly scannedAt?: number;
      /** The last scan failed: then nothing from a scan is reported. */
      readonly scanFailed?: true;
      readonly needsReboot?: boolean;
      readonly uptimeMinutes?: number;
      /** The last user ever reported, who may be long gone. */
      readonly lastUser?: string;
      /** Only when details were asked for. Sizes in MiB. */
      readonly volumes?: readonly { readonly drive: string; readonly totalMb: number; readonly freeMb: number }[];
      /** A scan was asked for at this moment. */
      readonly scanAskedAt?: number;
    };
