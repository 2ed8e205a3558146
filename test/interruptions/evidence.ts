import type { LoggedRequest } from '../../dev/simulator/request-log.ts';

/** Something about a device that may be true or not: what an alert says. */
export type Condition = 'disk' | 'offline' | 'reboot' | 'site';

/** A change of what is true, at `at` (epoch ms). */
export interface Turn {
  readonly at: number;
  readonly device: string;
  readonly condition: Condition;
  readonly holds: boolean;
}

/** A command that Automox took. */
export interface TakenCommand {
  readonly at: number;
  readonly device: string;
  readonly kind: 'worklet' | 'reboot';
}

/** A person's answer that the app took. */
export interface GivenAnswer {
  readonly at: number;
  readonly id: string;
  readonly how: 'approve' | 'reject';
  readonly evidence: string;
  readonly asks: string;
}

/** A change of a ticket; `by` as far as the vendor's log tells. */
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
  readonly title: string;
  readonly description: string;
  readonly status: string;
  readonly turns: readonly TicketTurn[];
  readonly comments: readonly { readonly at: number; readonly text: string; readonly isOurs: boolean }[];
}

/** An alert in Atera. */
export interface AlertRecord {
  readonly id: number;
  readonly device: string;
  readonly condition: Condition;
  readonly createdAt: number;
  readonly archivedAt: number | undefined;
  readonly archivedBy: 'atera' | 'person' | 'api' | undefined;
}

/** What the app told of itself when it was asked at `readAt`. */
export interface Told {
  readonly source: 'outcome' | 'decision' | 'remediation';
  /** The alert or the remediation. */
  readonly id: string;
  readonly device: string;
  readonly code: string;
  readonly text: string;
  readonly readAt: number;
  /** As the app says. */
  readonly writtenAt: number;
}

/** The question of a remediation as the app told of it. */
export interface ToldQuestion {
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

/** All the oracle knows: the vendors' logs, the truth, what the person answered, and what the app told people. */
export interface Evidence {
  readonly start: number;
  readonly end: number;
  readonly requests: readonly LoggedRequest[];
  readonly commands: readonly TakenCommand[];
  readonly turns: readonly Turn[];
  readonly boots: readonly { readonly at: number; readonly device: string }[];
  readonly answers: readonly GivenAnswer[];
  readonly tickets: readonly TicketRecord[];
  readonly alerts: readonly AlertRecord[];
  readonly told: readonly Told[];
  readonly questions: readonly ToldQuestion[];
  /** When somebody was signed in. */
  readonly signedIn: readonly Span[];
  /** When the test kept the app from working: any interruption, and the time after it in which it may still be felt. */
  readonly disturbed: readonly Span[];
  readonly killSwitch: readonly Span[];
}

/** Whether a condition held at `at`, by the world itself. */
export function heldAt({ turns }: Pick<Evidence, 'turns'>, device: string, condition: Condition, at: number): boolean {
  return (
    turns.findLast((turn) => turn.at <= at && turn.device === device && turn.condition === condition)?.holds ?? false
  );
}

/** Whether it held at some moment of a span, or (`wanted` false) whether it did not. */
export function wasEver(
  evidence: Pick<Evidence, 'turns'>,
  device: string,
  condition: Condition,
  [from, to]: Span,
  wanted = true,
): boolean {
  if (heldAt(evidence, device, condition, from) === wanted) return true;
  return evidence.turns.some(
    (turn) =>
      turn.at > from &&
      turn.at <= to &&
      turn.device === device &&
      turn.condition === condition &&
      turn.holds === wanted,
  );
}
