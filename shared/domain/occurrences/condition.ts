import type { Approval } from '../approvals/approval.ts';
import type { TicketMemory } from '../tickets/ticket-memory.ts';
import type { Trail } from './course/trail.ts';
import type { FailedInspections } from './failed-inspections.ts';
import type { LastAction, SentCommand } from './last-action.ts';

/**
 * How far an occurrence is: a remediation runs, its ticket (or what it would have written) is
 * watched, or it is closed.
 */
export const conditionStates = ['opening', 'remediating', 'watching', 'closed'] as const;

/** One of `conditionStates`. */
export type ConditionState = (typeof conditionStates)[number];

/**
 * One condition of one device: its current occurrence and everything the next step needs. Times are
 * epoch ms.
 */
export interface Condition {
  readonly deviceKey: string;
  readonly conditionKey: string;
  readonly occurrence: number;
  readonly state: ConditionState;
  readonly playbook: string;
  /** Absent for what is no single device. */
  readonly agentId?: number | undefined;
  /** Names a device without an agent. */
  readonly deviceGuid?: string | undefined;
  readonly customerId?: number | undefined;
  readonly deviceName?: string | undefined;
  /** What its alert names beside the device, as its playbook's schema has it. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /**
   * How urgent it is among others that are new; 0 = the most urgent, as is what a person asks for.
   */
  readonly rank?: number | undefined;
  /** Alerts of this occurrence, oldest first; Atera gives each firing a new id. */
  readonly alertIds: readonly number[];
  readonly openedAt: number;
  readonly closedAt?: number | undefined;
  /**
   * Which person leaves it alone, and why, while a ticket that was begun is still searched for;
   * nothing else is done any more.
   */
  readonly cancelled?: string | undefined;
  /** When the poll starts the next step; unset while nothing is due. */
  readonly nextAt?: number | undefined;
  readonly followUps: number;
  /**
   * Number of the latest run, remediation or follow-up, over all occurrences: only grows, so that
   * an older run is recognised.
   */
  readonly run: number;
  /** The latest run whose end is in the row: lower than `run` while that one is under way. */
  readonly runEnded: number;
  /** Which version of the app started the latest run, and when; absent before the first. */
  readonly runBy?: StartedBy | undefined;
  /**
   * How often a remediation of this occurrence was begun again under another instance id, beside one
   * that would not end; the last of them owns the row.
   */
  readonly restarts?: number | undefined;
  /** How often a remediation of this occurrence was started. */
  readonly starts: number;
  readonly ticketId?: number | undefined;
  /** True when Atera or a person opened the ticket: we only comment. */
  readonly ticketAdopted: boolean;
  /**
   * How often a ticket of this occurrence was ended or abandoned while it lasted: numbers its
   * tickets and their comments.
   */
  readonly ticketNumber: number;
  /**
   * What is known of `ticketId`, or of `previousTicketId` while there is no other: baseline, last
   * read, a person's end.
   */
  readonly ticket?: TicketMemory | undefined;
  /** Atera has hinted at a change of `ticketId`: from then on it is to be read again. */
  readonly ticketHintAt?: number | undefined;
  /** When the app opened a closed ticket of this condition again, newest last; at most 10. */
  readonly reopens: readonly number[];
  /** Ticket of the occurrence before, reopened when the condition recurs soon. */
  readonly previousTicketId?: number | undefined;
  readonly previousClosedAt?: number | undefined;
  /** What the inspections so far have shown, where a recovery is proven by comparing them. */
  readonly memory?: Readonly<Record<string, unknown>> | undefined;
  /** The latest inspections, as far as they failed; absent when the last one did not. */
  readonly failedInspections?: FailedInspections | undefined;
  /** The latest tries in a row to send an approved command, as far as they failed. */
  readonly failedActions?: FailedInspections | undefined;
  /** First of the inspections in a row that found the condition recovered. */
  readonly clearSince?: number | undefined;
  /** Firings after the first one since the last comment. */
  readonly repeats: number;
  readonly lastCommentAt?: number | undefined;
  readonly comments: number;
  /** The latest question to a person about an action, and the answer. */
  readonly approval?: Approval | undefined;
  /** The last command that was sent to the device for this condition, by whatever occurrence. */
  readonly lastAction?: LastAction | undefined;
  /** When commands were sent for this condition, newest last. */
  readonly commands?: readonly SentCommand[] | undefined;
  /** Keys of what its ticket reports of the above; see `ticket-notes.ts`. */
  readonly notedInTicket?: readonly string[] | undefined;
  /** True while Atera does not know the device. */
  readonly deviceGone?: boolean | undefined;
  /** Id of the last mute that held something up; its ticket's next text says so. */
  readonly mute?: string | undefined;
  /** What would be proposed to a person where the mode does not let the app do it. */
  readonly wouldPropose?: string | undefined;
  /**
   * The last boot of the device that is known from before the alert, where a reboot is waited for.
   */
  readonly bootBefore?: number | undefined;
  /** When Automox last reached the device although its Atera agent is silent. */
  readonly agentSilentAt?: number | undefined;
  /**
   * When this condition last ended after a command of ours that is not known to have failed: one
   * that is back soon was not fixed.
   */
  readonly fixedAt?: number | undefined;
  /** What happened in this occurrence, as far as no other column or table says it. */
  readonly trail?: Trail | undefined;
  /** When the latest occurrences ended, newest last; at most 10. */
  readonly recentCloses: readonly number[];
}

/** Who started a run: the app's version, and when (epoch ms). */
export interface StartedBy {
  readonly version: string;
  readonly at: number;
  /** Taken then from a run of a newer version; the next one is still to be started. */
  readonly takenUp?: boolean | undefined;
}

/** What an alert or a request says when it opens an occurrence. */
export type ConditionFacts = Pick<Condition, 'deviceKey' | 'conditionKey' | 'playbook'> &
  Partial<Pick<Condition, 'agentId' | 'deviceGuid' | 'details' | 'customerId' | 'deviceName' | 'rank'>> & {
    readonly alertId?: number;
    /** Ticket the alert already carries. */
    readonly ticketId?: number;
  };

/** An occurrence: opened now, or joined because it was open already. */
export interface Opened {
  readonly condition: Condition;
  readonly joined: boolean;
}
