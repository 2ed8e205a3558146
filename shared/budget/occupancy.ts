import type { Budget } from './budgets.ts';
import { DELIVERY_AFTER_ABORT_MS } from './lease.ts';
import type { Draft, LiveLease } from './ledger-state.ts';

/**
 * Tokens by level: of all classes, of `verify` and below, of `poll` alone. A request of class c must find room on the levels
 * 0 to c: level 0 is the vendor's limit, the others are what is reserved for the classes above.
 */
export type Levels = [all: number, verifyAndBelow: number, poll: number];

/** What a start has to leave room for. */
export interface Demand {
  readonly n: number;
  readonly cls: number;
  /** Tokens of those who come first. */
  readonly ahead: Readonly<Levels>;
}

/** How many tokens each level may hold when `factor` of the share is in use. At least one of every level. */
export function levelCaps(budget: Budget, factor: number): Levels {
  const n = Math.floor(budget.n * factor);
  const { verify, poll } = budget.reserve;
  const cap = (reserve: number) => Math.max(1, Math.floor(n * (1 - reserve)));
  return [Math.max(1, n), cap(verify), cap(poll)];
}

/** Adds tokens of a class to the levels they count on. */
export function addTo(levels: Levels, cls: number, n: number): void {
  for (let level = 0; level <= cls; level++) levels[level as 0 | 1 | 2] += n;
}

/** Tokens held now, by those who may still send and by requests within the window. Expired buckets must be gone. */
export function heldTokens(draft: Pick<Draft, 'live' | 'used'>): Levels {
  const held: Levels = [0, 0, 0];
  for (const [, n, cls] of draft.live) addTo(held, cls, n);
  for (const [, remediate, verify, poll] of draft.used) {
    held[0] += remediate + verify + poll;
    held[1] += verify + poll;
    held[2] += poll;
  }
  return held;
}

/** Until when an unsettled lease must be counted: any of its requests may reach the vendor up to its end and a little more. */
export function latestRelease(budget: Budget, [, , , , end]: LiveLease): number {
  return end + DELIVERY_AFTER_ABORT_MS + budget.windowMs;
}

/** What has to become free before a start is possible, and how far the known releases get. */
interface Walk {
  readonly from: number;
  readonly releaseOf: (lease: LiveLease) => number;
}

/**
 * The earliest time ≥ `from` at which `demand` fits beside everything held, or undefined when the known releases are not
 * enough. Leases that start later count from now on: then a newcomer leaves each of them admissible, for tokens held now only
 * become fewer. `releaseOf` must grow along `draft.live`.
 */
export function earliestStart(draft: Draft, budget: Budget, demand: Demand, walk: Walk): number | undefined {
  const missing = missingTokens(draft, budget, demand);
  const { live, used } = draft;
  const isEnough = () => missing[0] <= 0 && missing[1] <= 0 && missing[2] <= 0;
  let at = walk.from;
  let usedIndex = 0;
  let liveIndex = 0;
  while (!isEnough()) {
    const bucket = used[usedIndex];
    const lease = live[liveIndex];
    const bucketAt = bucket ? bucket[0] + budget.windowMs : Number.POSITIVE_INFINITY;
    const leaseAt = lease ? walk.releaseOf(lease) : Number.POSITIVE_INFINITY;
    if (bucket && bucketAt <= leaseAt) {
      missing[0] -= bucket[1] + bucket[2] + bucket[3];
      missing[1] -= bucket[2] + bucket[3];
      missing[2] -= bucket[3];
      usedIndex++;
    } else if (lease) {
      addTo(missing, lease[2], -lease[1]);
      liveIndex++;
    } else {
      return undefined;
    }
    at = Math.max(at, Math.min(bucketAt, leaseAt));
  }
  return at;
}

/** How many tokens must be released on each level before `demand` fits; zero or less = now. Levels it need not pass are 0. */
export function missingTokens(draft: Draft, budget: Budget, { n, cls, ahead }: Demand): Levels {
  const caps = levelCaps(budget, draft.share.factor);
  const held = heldTokens(draft);
  const missing: Levels = [0, 0, 0];
  for (const level of [0, 1, 2] as const) {
    if (level <= cls) missing[level] = held[level] + ahead[level] + n - caps[level];
  }
  return missing;
}
