import type { Mute } from '../mutes/mutes-data.ts';

/** What `GET /api/now` holds: one picture of the app for everybody who opens it. */
export interface NowData {
  readonly questions: readonly Question[];
  /** Not all remediations have been read yet: there may be more questions. */
  readonly moreQuestions: boolean;
  readonly runs: readonly Run[];
  /** There are more than the picture holds. */
  readonly moreRuns: boolean;
  readonly siteIncidents: readonly Site[];
  readonly ateraSuspected: { readonly since: string } | null;
  readonly budgets: readonly BudgetLine[];
  readonly brakes: readonly Brake[];
  /** What is muted now, what ends first is first. */
  readonly mutes: readonly Mute[];
  readonly moreMutes: boolean;
  readonly killSwitch: KillSwitch;
  readonly health: Health;
  /** When the devices of both vendors were last listed; null before the first time. */
  readonly directoryRefreshedAt: string | null;
  /** Their names by id. */
  readonly customers: Readonly<Record<string, string>>;
  /** What could not be read the last time. */
  readonly unread: readonly string[];
}

/** An occurrence that is handled now. */
export interface Run {
  readonly id: string;
  readonly state: string;
  readonly playbook: string;
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly deviceName: string | null;
  readonly alertIds: readonly number[];
  readonly ticketId: number | null;
  readonly openedAt: string;
  readonly nextAt: string | null;
}

/** One that waits for a person. */
export interface Question extends Run {
  readonly approval: {
    readonly asks: string;
    readonly evidence: string;
    readonly expiresAt: string;
    readonly askedAt: string;
    readonly facts: Readonly<Record<string, string | number | boolean>>;
  };
}

/** A site whose always-on devices are quiet. */
export interface Site {
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly quiet: number;
  readonly of: number;
  readonly since: string;
}

/** A rate budget, in steps of a tenth. */
export interface BudgetLine {
  readonly budget: string;
  readonly share: number;
  readonly effectiveShare: number;
  readonly usedPercent: number;
  readonly waiting: Readonly<Record<string, number>>;
  readonly pausedUntil: string | null;
  readonly problem?: string;
}

/** A customer for whom nothing is done to devices until then. */
export interface Brake {
  readonly customerId: number | null;
  readonly customerName: string | null;
  readonly until: string;
  readonly because: string;
}

/** `on` is null when it could not be read. */
export interface KillSwitch {
  readonly on: boolean | null;
  readonly reason: string | null;
  readonly setBy: string | null;
  readonly setAt: string | null;
}

/** As `GET /api/health/ready` says. */
export interface Health {
  readonly status: string;
  readonly checks: readonly {
    readonly name: string;
    readonly status: 'ok' | 'warning' | 'failed';
    readonly detail: string | null;
  }[];
}
