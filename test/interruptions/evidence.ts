import type { LoggedRequest } from '../../dev/simulator/request-log.ts';

/** Something about a device that may be true or not: what an alert says. */
export type Condition = 'disk' | 'offline' | 'reboot';

/** Of which device and which condition something is reported. */
export interface About {
  readonly device: string;
  readonly condition: Condition;
}

/** A run of the cleanup worklet, as Automox has it. */
export interface WorkletRun {
  readonly at: number;
  readonly device: string;
  readonly exitCode: number | null;
}

/** How full a drive really is, from `at` on. */
export interface Fill {
  readonly at: number;
  readonly device: string;
  readonly percent: number;
}

/** A change of what is true, at `at` (epoch ms). */
export interface Turn extends About {
  readonly at: number;
  readonly holds: boolean;
}

/** A command that Automox took. */
export interface TakenCommand {
  readonly at: number;
  readonly device: string;
  readonly kind: 'worklet' | 'reboot';
}

/** A person's answer that the app took, or may have taken. */
export interface GivenAnswer {
  /** It was answered with an error of the app, or not at all: it may count, and need not. */
  readonly mayCount?: true;
  readonly at: number;
  readonly id: string;
  readonly how: 'approve' | 'reject';
  readonly evidence: string;
  readonly asks: string;
}

/** A change of a ticket; `by` as far as the vendor's log says. */
export interface TicketTurn {
  readonly at: number;
  readonly ticketId: number;
  readonly status: string;
}

/** A ticket as Atera has it at the end, with what happened to it. */
export interface TicketRecord {
  readonly id: number;
  readonly createdAt: number;
  /** Atera opened it by itself for an alert. */
  readonly isCarried: boolean;
  /** What it is about; a ticket for a site stands for each of its devices. */
  readonly about: About;
  /** `rmm …` of its title: device, condition and occurrence. */
  readonly marker: string | undefined;
  readonly title: string;
  readonly description: string;
  readonly status: string;
  readonly turns: readonly TicketTurn[];
  readonly comments: readonly { readonly at: number; readonly text: string; readonly isOurs: boolean }[];
}

/** An alert in Atera. */
export interface AlertRecord {
  readonly id: number;
  readonly about: About;
  readonly createdAt: number;
  readonly archivedAt: number | undefined;
  readonly archivedBy: 'atera' | 'person' | 'api' | undefined;
}

/** What the app reported of itself when it was asked at `readAt`. */
export interface Reported {
  readonly source: 'outcome' | 'decision' | 'remediation';
  /** The alert or the remediation. */
  readonly id: string;
  readonly about: About;
  readonly code: string;
  readonly text: string;
  readonly readAt: number;
  /** When it still reported so. */
  lastReadAt: number;
  /** As the app says. */
  readonly writtenAt: number;
}

/** The question of a remediation as the app reported it. */
export interface ReportedQuestion {
  readonly id: string;
  readonly readAt: number;
  readonly state: string;
  readonly evidence: string;
  readonly asks: string;
  readonly answer: { readonly approved: boolean; readonly by: string } | undefined;
  readonly became: string | undefined;
}

/** A span of time (epoch ms). */
export type Span = readonly [from: number, to: number];

/**
 * All the oracle knows: the vendors' logs, the truth, what the person answered, and what the app
 * reported to people.
 */
export interface Evidence {
  readonly start: number;
  readonly end: number;
  readonly requests: readonly LoggedRequest[];
  readonly commands: readonly TakenCommand[];
  readonly turns: readonly Turn[];
  readonly fills: readonly Fill[];
  readonly boots: readonly { readonly at: number; readonly device: string }[];
  readonly workletRuns: readonly WorkletRun[];
  readonly answers: readonly GivenAnswer[];
  readonly tickets: readonly TicketRecord[];
  readonly alerts: readonly AlertRecord[];
  readonly reported: readonly Reported[];
  readonly questions: readonly ReportedQuestion[];
  /** When somebody was signed in. */
  readonly signedIn: readonly Span[];
  /**
   * When the test kept the app from working: any interruption, and the time after it in which it
   * may still be felt.
   */
  readonly disturbed: readonly Span[];
  /** When a process went away with the answer to a write that it had sent (epoch ms). */
  readonly gone?: readonly number[];
  readonly killSwitch: readonly Span[];
  readonly muted: readonly Span[];
}
