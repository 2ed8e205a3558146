/**
 * `new` = waits for a remediation to be started; `handled` = an occurrence has it; `skipped` = no
 * playbook, or a rule said no.
 */
export const alertStates = ['new', 'handled', 'skipped'] as const;

/** One of `alertStates`. */
export type AlertState = (typeof alertStates)[number];

/**
 * How an alert ended: `app` = the app resolved it, `atera` = Atera says by its id that it is over,
 * `unlisted` = no list names it any more and nothing watches it, so nobody asked further.
 */
export const alertEnds = ['app', 'atera', 'unlisted'] as const;

/** One of `alertEnds`. */
export type AlertEnd = (typeof alertEnds)[number];

/** That a playbook recognised an alert; `at` is epoch ms, `rule` a sentence for people. */
export interface Recognised {
  readonly at: number;
  readonly rule: string;
}

/**
 * One alert as last listed, and what has become of it. Times are epoch ms. CONTRIBUTING.md (Add a
 * field of an alert) names the stations of a field on its way from Atera's row to a decision.
 */
export interface AlertRow {
  readonly alertId: number;
  readonly state: AlertState;
  readonly playbook: string;
  readonly deviceKey?: string | undefined;
  readonly conditionKey?: string | undefined;
  readonly agentId?: number | undefined;
  /** Where its playbook is for devices without an agent. */
  readonly deviceGuid?: string | undefined;
  readonly customerId?: number | undefined;
  readonly customerName?: string | undefined;
  readonly deviceName?: string | undefined;
  /** What it names beside its device, as its playbook's schema has it. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly title: string;
  /** What the alert itself says, as text for people. */
  readonly message?: string | undefined;
  readonly severity?: 'Information' | 'Warning' | 'Critical' | 'unknown' | undefined;
  readonly createdAt: number;
  readonly firstListedAt: number;
  /**
   * The poll that listed it and last wrote the row; poll ids sort by time. Later ones that found
   * nothing changed leave it (`listedSince` of the alert store).
   */
  readonly lastPoll: string;
  readonly ticketId?: number | undefined;
  /** When Atera last said by id that it is open although no list named it: a snoozed one. */
  readonly confirmedOpenAt?: number | undefined;
  readonly closedAt?: number | undefined;
  /** How its end is known; absent while it is open. */
  readonly closedBy?: AlertEnd | undefined;
  /** Since when a playbook takes it, and by which rule: of the latest playbook, when it changed. */
  readonly recognised?: Recognised | undefined;
  /**
   * True for one that was old already when the account was first polled: recorded only, until it is
   * requested.
   */
  readonly olderThanStart?: boolean | undefined;
  /** The code of why it is skipped: when that changes, its outcome is written again. */
  readonly skippedAs?: string | undefined;
  /** When it is to be retried after opening it failed. */
  readonly retryAt?: number | undefined;
}

/**
 * True when the last complete poll named the alert, or there was none yet; absence only suggests
 * that it has ended.
 */
export function isListed({ lastPoll }: Pick<AlertRow, 'lastPoll'>, listedSince: string | undefined): boolean {
  return listedSince === undefined || lastPoll >= listedSince;
}
