import type { AlertRow } from '../../shared/domain/alerts/alert-row.ts';
import { surelyRaisedAt } from '../../shared/domain/alerts/raised-at.ts';
import type { DeviceClass } from '../../shared/domain/devices/device-class.ts';
import type { HeldBy } from '../../shared/domain/mutes/held-by.ts';
import type { KnownCommands } from '../../shared/domain/occurrences/attempts.ts';
import type { FailedInspections } from '../../shared/domain/occurrences/failed-inspections.ts';
import type { RunKey } from '../../shared/domain/occurrences/keys.ts';
import type { RunResult } from '../../shared/domain/occurrences/occurrence.ts';
import type { Hold } from '../../shared/domain/tickets/ticket-memory.ts';
import type { SectionName } from '../../shared/playbooks/index.ts';
import type { CustomerPolicy } from '../../shared/policy/customer.ts';
import type { Mode, PlaybookName, Policy } from '../../shared/policy/policy.ts';
import type { Inspection } from './inspection.ts';
import type { Lanes } from './leases/standing.ts';

/**
 * Which condition of which device a run is about; the same for a remediation and its follow-ups.
 */
export interface Subject {
  /** With the number of the run, which every write of it carries. */
  readonly key: RunKey;
  readonly playbook: PlaybookName;
  /**
   * Absent for what is no single device, and for one without an agent, which has a `deviceGuid`
   * instead.
   */
  readonly agentId?: number;
  readonly deviceGuid?: string;
  readonly customerId?: number;
  readonly deviceName?: string;
  /** What its alert names beside the device, as the playbook's schema has it. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The same for a row whose playbook this version of the app may not have. */
export type AboutRun = Pick<Subject, 'key' | 'customerId' | 'deviceName'> & { readonly playbook: string };

/**
 * The parts of the policy a run uses: those at its start, because a policy changed in between must
 * not change a replay.
 */
export type RunPolicy = Pick<
  Policy,
  | 'retryAfterMinutes'
  | 'brokenRunRetryMinutes'
  | 'inspectionFailuresBeforeTicket'
  | 'optOutCheckHours'
  | 'customFields'
  | 'remediationDeadlineMinutes'
  | 'approvalExpiresHours'
  | 'returnCheckMinutes'
  | 'busyCheckMinutes'
  | 'attemptsPerDay'
  | 'attemptsPerWeek'
  | 'fixHoldsDays'
  | 'breaker'
  | 'deferredExpiresHours'
  | 'workletOutput'
> &
  // The section of its own playbook, which `rulesIn` of the definition reads.
  Partial<Pick<Policy, SectionName>> & {
    /** No part of the policy, but fixed with it, and needed wherever a vendor is asked. */
    readonly lanes?: Lanes;
  };

/**
 * Input of `remediateAlert`. Times are epoch ms. (The acting activities check the current mode
 * again.)
 */
export interface RemediationRun {
  readonly subject: Subject;
  /** The version of the app that started it. */
  readonly version?: string;
  /** How many instances of the same remediation this one takes the place of. */
  readonly restarts?: number;
  readonly alertId?: number;
  readonly alertCreatedAt: number;
  /** When a poll first listed that alert; absent without one. */
  readonly alertFirstListedAt?: number;
  /** When the occurrence was opened: a poll had listed its alert by then. */
  readonly openedAt: number;
  /**
   * The last complete poll did not list the alert: it is probably over, which an inspection finds
   * out.
   */
  readonly mayBeOver?: boolean;
  /** What the newest alert says, for people; absent without one. */
  readonly alertSays?: Pick<AlertRow, 'title' | 'message' | 'severity'>;
  /** How many inspections in a row have failed before this run. */
  readonly failedInspections?: FailedInspections;
  /** How often in a row before this run an approved command could not be sent. */
  readonly failedActions?: FailedInspections;
  /**
   * A person has cancelled the occurrence: its lost ticket is searched for, and nothing else is
   * done.
   */
  readonly cancelled?: { readonly reason: string; readonly alertIds: readonly number[] };
  readonly mode: Mode;
  readonly flapping: boolean;
  /** When the latest occurrences of the condition ended, newest last. */
  readonly recentCloses?: readonly number[];
  readonly policy: RunPolicy;
  /** What the policy says about the device's customer. */
  readonly customer: CustomerPolicy;
  /**
   * What the directory knew at the start: the device's class, and how many devices its customer
   * has.
   */
  readonly known: { readonly deviceClass?: DeviceClass; readonly deviceCount?: number };
  /** The ticket that carries the occurrence already. */
  readonly ticketId?: number;
  /**
   * True when a ticket was begun whose number was never learned: it is searched for before the end.
   */
  readonly mayHaveLostTicket?: boolean;
  /** The commands that were sent for the condition before. */
  readonly commands?: KnownCommands;
  /**
   * When an action of ours last ended this condition: within `fixHoldsDays` of it, it was no fix.
   */
  readonly fixedAt?: number;
}

/** Returns when the newest alert of the occurrence was raised. */
export function raisedAt(run: RemediationRun, inspection: Inspection): number {
  return Math.max(run.alertCreatedAt, inspection.newestAlertAt ?? 0);
}

/**
 * Returns when the newest alert of the occurrence was raised for certain, whatever zone its date
 * was read in.
 */
export function surelyRaised(run: RemediationRun, inspection?: Inspection): number {
  const { alertCreatedAt, alertFirstListedAt = alertCreatedAt } = run;
  const own = surelyRaisedAt({ createdAt: alertCreatedAt, firstListedAt: alertFirstListedAt });
  return Math.max(own, inspection?.surelyRaisedAt ?? 0);
}

/**
 * Returns whether the alert is still open. A run that a person asked for has no alert that could
 * end.
 */
export function alertStands(inspection: Inspection): boolean {
  return inspection.alertOpen || inspection.alertIds.length === 0;
}

/** How a playbook ended; `code` is for programs, `text` for people. */
export interface PlaybookEnd {
  readonly end: 'resolved' | 'escalated' | 'waiting' | 'proposed' | 'skipped' | 'failed';
  readonly code: string;
  readonly text: string;
  readonly ticketId?: number;
  /** Why its inspection failed, if it did: such ends are counted in the row. */
  readonly inspectionFailed?: string;
  /** Why an approved command could not be sent, if so: such ends are counted as well. */
  readonly actionFailed?: string;
  /**
   * Why what a person approved has not been done, without a full stop; where `text` does not say it
   * shorter.
   */
  readonly why?: string;
  /** What a person would be asked to approve if the mode let the app do it. */
  readonly wouldPropose?: string;
  /** The mute that held it up. */
  readonly mute?: HeldBy;
}

/** What follows for the condition after a run: it is closed, or it is checked again. */
export type Afterwards = RunResult;

/** The end of a run. */
export type RunEnd = PlaybookEnd & { readonly afterwards: Afterwards };

/** A ticket that carries the occurrence now, and why. */
export interface TicketWritten {
  readonly ticketId: number;
  /** `held`: a person has closed the ticket that the alert carries; nothing was written. */
  readonly how: 'opened' | 'adopted' | 'reopened' | 'held';
  readonly hold?: Hold;
}

/** The ticket that a new one takes the place of, because a person ended it. */
export interface Instead {
  readonly ticketId: number;
  /** What became of it, as a clause for the new ticket. */
  readonly before: string;
}

/** The ticket of a watched condition as it was last read. */
export interface WatchedTicket {
  /** Absent before it was read for the first time. Epoch ms. */
  readonly readAt?: number;
  readonly readDue: boolean;
  /** A person has ended it. */
  readonly hold?: Hold;
  /** How the alerts raised since then are worse, without a full stop. */
  readonly worse?: string;
}

/** Input of `recordOutcome`. */
export interface OutcomeRecord {
  readonly subject: AboutRun;
  readonly runId: string;
  readonly end: PlaybookEnd;
  readonly afterwards: Afterwards;
  /** How many inspections the run made, and when the latest was (epoch ms); absent without one. */
  readonly inspections?: { readonly count: number; readonly lastAt: number };
}

/** Input of `followUp`: the watched condition as it was when the follow-up became due. */
export interface FollowUpRun extends RemediationRun {
  readonly clearSince?: number;
  /**
   * True when the alert fired again, or a reminder is due, and the last note is old enough for
   * another.
   */
  readonly commentDue: boolean;
  /**
   * True when its ticket was opened again so often that it is closed only after the condition has
   * stayed away for long.
   */
  readonly bouncing: boolean;
  readonly ticket: WatchedTicket;
}
