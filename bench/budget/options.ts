import type { Budget } from '../../shared/budget/budgets.ts';
import type { BudgetClass } from '../../shared/budget/operations.ts';
import type { SharedLimit } from './vendor.ts';

/** A duration drawn evenly from `[low, high)`, ms. */
export type Range = readonly [low: number, high: number];

/** Those who ask for leases of one class. */
export interface Crew {
  readonly class: BudgetClass;
  /** Tokens of one phase lease. */
  readonly n: number;
  /** Calls a phase really makes: one of these numbers, evenly. */
  readonly calls: readonly number[];
  /** Workers that begin a phase as soon as the last one ended. */
  readonly workers?: number;
  /** Or phases that begin on their own, at random times. */
  readonly phasesPerMinute?: number;
  /**
   * How many phases an orchestration has: its settlements go along with the next acquire, the last
   * one alone.
   */
  readonly phases: number;
}

/** How long things take when nothing goes wrong. */
export interface Latencies {
  /** An entity operation, one way. */
  readonly operation: Range;
  /** From scheduling an activity to its first line, and from its last line to the orchestrator. */
  readonly dispatch: Range;
  /** How late a durable timer fires. */
  readonly timer: Range;
  /** From sending a request to its response headers. */
  readonly request: Range;
}

/** Probabilities for one activity or request, mean times for the rest. */
export interface Faults {
  /** An activity waits in its queue for up to five minutes. */
  readonly longQueue: number;
  /** An activity is executed twice. */
  readonly duplicate: number;
  /**
   * An activity's machine dies at a random point of its work; its message is delivered again later.
   */
  readonly lost: number;
  /** A request gets no answer, and may reach the vendor as late as it can. */
  readonly silent: number;
  /** Mean time between bursts in which the vendor answers 429, ms. */
  readonly rateLimitEveryMs: number;
  readonly clockStepEveryMs: number;
  /** The entity is unloaded and comes up on another machine. */
  readonly entityMoveEveryMs: number;
  /** The share changes to a random one between half and all of `budget.n`. */
  readonly shareChangeEveryMs: number;
}

/** One simulation. */
export interface SimulationOptions {
  readonly seed: number;
  readonly budget: Budget;
  readonly machines: number;
  readonly skewMs: number;
  readonly durationMs: number;
  /** Not counted in utilisation and waits. */
  readonly warmUpMs: number;
  readonly crews: readonly Crew[];
  readonly latencies: Latencies;
  readonly faults: Faults;
  /** The vendor's own limit and the others that use it; default none but the bursts of `faults`. */
  readonly shared?: SharedLimit;
  /** A mistake to show that the simulation would find it. */
  readonly mistake?: 'fence-loser-settles' | 'no-fence' | 'ignores-lease-end';
}

/** The faults of a day without any. */
export const NO_FAULTS: Faults = {
  longQueue: 0,
  duplicate: 0,
  lost: 0,
  silent: 0,
  rateLimitEveryMs: Number.POSITIVE_INFINITY,
  clockStepEveryMs: Number.POSITIVE_INFINITY,
  entityMoveEveryMs: Number.POSITIVE_INFINITY,
  shareChangeEveryMs: Number.POSITIVE_INFINITY,
};

/**
 * Azure Storage as the Durable backend, polled every 2 s at most but seldom idle; a vendor that
 * answers in half a second.
 */
export const USUAL_LATENCIES: Latencies = {
  operation: [30, 150],
  dispatch: [50, 250],
  timer: [0, 1_000],
  request: [200, 800],
};
