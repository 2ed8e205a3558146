/** What `GET /api/now` holds: one picture of the app for everybody who looks. */
export interface NowData {
  /** When the picture was taken, by the app's clock. */
  readonly at: string;
  readonly questions: readonly Question[];
  readonly runs: readonly Run[];
  readonly sites: readonly Site[];
  readonly budgets: readonly BudgetLine[];
  readonly brakes: readonly Brake[];
  readonly killSwitch: KillSwitch;
  readonly health: Health;
  readonly lastPollAt: string | null;
}

/** A question that waits for a person. */
export interface Question {
  readonly id: string;
  readonly playbook: string;
  readonly customerId: number;
  readonly customerName?: string;
  readonly deviceName?: string;
  readonly asks: string;
  readonly evidence: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly askedAt?: string;
  readonly expiresAt: string;
}

/** An occurrence that is not over. */
export interface Run {
  readonly id: string;
  readonly state: string;
  readonly playbook: string;
  readonly customerId: number;
  readonly customerName?: string;
  readonly deviceName?: string;
  readonly conditionKey: string;
  readonly alertIds: readonly number[];
  readonly ticketId?: number;
  readonly ticketAdopted?: boolean;
  readonly openedAt: string;
  readonly nextAt?: string;
  readonly isAsked: boolean;
}

/** A site that is quiet, or one suspicion that Atera is at fault. */
export interface Site {
  readonly name: string;
  readonly since: string;
  readonly devices: number;
  readonly ticketId?: number;
  readonly isVendor?: boolean;
}

/** A rate budget, as `GET /api/budgets` has it. */
export interface BudgetLine {
  readonly budget: string;
  readonly share: number;
  readonly effectiveShare: number;
  readonly used: number;
  readonly windowSeconds: number;
  readonly waiting: Readonly<Record<string, number>>;
  readonly pausedUntil: string | null;
  readonly problem?: string;
}

/** Something that holds actions back. */
export interface Brake {
  readonly text: string;
  readonly until?: string;
}

/** As `GET /api/kill-switch` says. */
export interface KillSwitch {
  readonly on: boolean;
  readonly reason?: string;
  readonly setBy?: string;
  readonly setAt?: string;
}

/** As `GET /api/health/ready` says. */
export interface Health {
  readonly status: string;
  readonly checks: readonly {
    readonly name: string;
    readonly status: 'ok' | 'warning' | 'failed';
    readonly detail: string;
  }[];
}
