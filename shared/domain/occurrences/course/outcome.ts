import type { Trail } from './trail.ts';

/**
 * What became of an alert. `acted`: something was done, or it ended without need to; `proposed`:
 * what would have been done in a higher mode; `waiting`: not decided yet; `skipped`: a rule said
 * no; `unreadable`: the row could not be understood; `failed`: it could not be finished and a
 * person should investigate.
 */
export const outcomeStates = ['acted', 'proposed', 'waiting', 'skipped', 'unreadable', 'failed'] as const;

/** One of `outcomeStates`. */
export type OutcomeState = (typeof outcomeStates)[number];

/**
 * How an occurrence ended: `fixed` = after a command of the app that a reading shows to have helped,
 * `recovered` = without one, `left` = it was left alone (cancelled, its device gone, opted out).
 */
export const endings = ['fixed', 'recovered', 'left'] as const;

/** One of `endings`. */
export type Ending = (typeof endings)[number];

/** The answer to "why": one for each alert, updated as it proceeds. Times are epoch ms. */
export interface Outcome {
  /**
   * The alert's id as text; for a row without a readable id `raw-` and a hash of it; for a run
   * without an alert its own id.
   */
  readonly subject: string;
  readonly state: OutcomeState;
  /** A fixed word a program can test for, such as `ticket-opened` or `no-playbook`. */
  readonly code: string;
  /** The same for people: what was decided, on which values. */
  readonly text: string;
  readonly playbook: string;
  readonly alertId?: number | undefined;
  readonly title?: string | undefined;
  readonly customerId?: number | undefined;
  readonly customerName?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly deviceKey?: string | undefined;
  readonly conditionKey?: string | undefined;
  readonly remediationId?: string | undefined;
  readonly ticketId?: number | undefined;
  /** When the app inspects it again. */
  readonly nextAt?: number | undefined;
  readonly firstListedAt: number;
  readonly updatedAt: number;
  /** When the alert was raised, by Atera's date. */
  readonly raisedAt?: number | undefined;
  /** When the occurrence that has the alert was opened. */
  readonly takenUpAt?: number | undefined;
  /** When something was first decided about that occurrence. */
  readonly decidedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  readonly ending?: Ending | undefined;
  /** True for the alert that opened the occurrence, so that occurrences can be counted. */
  readonly isFirst?: boolean | undefined;
  /** Of that one: how long before the condition had recovered, and whether after the app's command. */
  readonly backAfterMinutes?: number | undefined;
  readonly backAfterFix?: boolean | undefined;
  /** Whether the ticket's occurrence is open, and no person has ended the ticket. */
  readonly ticketOpen?: boolean | undefined;
  /** What happened, once the occurrence has ended: its row may be of the next one by then. */
  readonly trail?: Trail | undefined;
}
