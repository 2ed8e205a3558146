import type { BudgetClass } from './operations.ts';
import type { Standing } from './standing.ts';

/** One limit of a vendor, as the ledger keeps it. */
export interface Budget {
  /** Key of the entity and first part of every lease id. */
  readonly id: string;
  /** What the ledger grants: at most this many requests in any window. */
  readonly n: number;
  /** What may be sent besides, under leases that nobody grants: both together are our share. */
  readonly standing?: Standing;
  readonly windowMs: number;
  /** Life of a lease: must hold the queueing of an activity and a phase of calls. */
  readonly leaseMs: number;
  /**
   * Part of the share that a class, and those below it, may not use, so that the classes above find
   * it free.
   */
  readonly reserve: Readonly<Record<BudgetClass, number>>;
}

const LEASE_MS = 20_000;
const RESERVE: Budget['reserve'] = { remediate: 0, verify: 0.1, poll: 0.25 };

/**
 * Atera counts per minute (700 by most reports, shared with the customer's other tools). `n` is our
 * share of it.
 */
export function ateraBudget(n: number): Budget {
  return { id: 'atera', n, windowMs: 60_000, leaseMs: LEASE_MS, reserve: RESERVE };
}

/** Automox refuses 30 `GET /servers` requests in a minute. */
const AUTOMOX_SERVER_LISTS_PER_MINUTE = 29;
const AUTOMOX_WINDOW_MINUTES = 5;

/**
 * Automox counts everything in 5 minutes, and `GET /servers` in one minute besides. The share is
 * divided, so that a request needs one lease: server lists take at most an eighth of it, everything
 * else the rest, and both together never exceed `n`.
 */
export function automoxBudgets(n: number): { readonly automox: Budget; readonly servers: Budget } {
  const lists = Math.min(AUTOMOX_SERVER_LISTS_PER_MINUTE, Math.max(1, Math.floor(n / 8 / AUTOMOX_WINDOW_MINUTES)));
  const rest = n - lists * AUTOMOX_WINDOW_MINUTES;
  const shared = { leaseMs: LEASE_MS, reserve: RESERVE };
  return {
    automox: { id: 'automox', n: rest, windowMs: AUTOMOX_WINDOW_MINUTES * 60_000, ...shared },
    servers: { id: 'automox-servers', n: lists, windowMs: 60_000, ...shared },
  };
}
