/** A report, as `GET /api/reports/summary` has it. */
export interface ReportData {
  readonly from: string;
  readonly to: string;
  readonly customerId: number | null;
  readonly madeAt: string;
  readonly countedAt: string;
  readonly stale: boolean;
  readonly overall: Figures;
  readonly customers: readonly (Figures & {
    readonly customerId: number | null;
    readonly customerName: string | null;
  })[];
  readonly trend: readonly TrendDay[];
  readonly formula: string;
  readonly noisyDevices: readonly {
    readonly customerId: number | null;
    readonly customerName: string | null;
    readonly name: string;
    readonly alerts: number;
  }[];
  readonly alertClasses: readonly { readonly name: string; readonly isPlaybook: boolean; readonly alerts: number }[];
  readonly listsPartial: boolean;
  readonly agents: {
    readonly refreshedAt: string;
    readonly longUnseenDays: number;
    readonly classes: readonly ClassStatus[];
  } | null;
  readonly openTickets: {
    readonly total: number;
    readonly byAge: readonly { readonly fromDays: number; readonly toDays: number | null; readonly tickets: number }[];
  };
}

/** What became of the alerts first listed on one UTC day. */
export interface TrendDay {
  readonly day: string;
  readonly alerts: number;
  readonly takenUp: number;
  readonly ticketed: number;
}

/** The agents of one class. */
export interface ClassStatus {
  readonly deviceClass: 'server' | 'workstation' | 'laptop';
  readonly online: number;
  readonly offline: number;
  readonly unknown: number;
  readonly longUnseen: number;
}

/** The figures of one customer or of all. */
export interface Figures {
  readonly alerts: number;
  readonly unreadable: number;
  readonly recognised: number;
  readonly takenUp: number;
  readonly fixed: number;
  readonly ticketed: number;
  readonly recovered: number;
  readonly left: number;
  readonly inHand: number;
  readonly notTakenUp: Readonly<Record<string, number>>;
  readonly occurrences: number;
  readonly tickets: number;
  readonly back: Readonly<Record<'within24h' | 'within7d' | 'within30d', Back>>;
  readonly secondsToDetect: Percentiles;
  readonly secondsToDecide: Percentiles;
  readonly secondsToEnd: Percentiles;
  readonly minutesSaved: number;
}

/** Conditions that came back. */
export interface Back {
  readonly conditions: number;
  readonly afterFix: number;
}

/** A duration in seconds. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number | null;
  readonly p95: number | null;
}
