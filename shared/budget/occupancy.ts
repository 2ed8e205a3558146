import type { Budget } from './budgets.ts';
import { DELIVERY_AFTER_ABORT_MS } from './lease.ts';
import type { Draft, LiveLease, UsedBucket } from './ledger-state.ts';

/**
 * Tokens by level: of all classes, of `verify` and below, of `poll` alone. A request of class c
 * must find room on the levels 0 to c: level 0 is the vendor's limit, the others are what is
 * reserved for the classes above.
 */
export type Levels = [all: number, verifyAndBelow: number, poll: number];

/** What a start has to leave room for. */
export interface Demand {
  /** What `heldTokens` returns now. */
  readonly held: Readonly<Levels>;
  readonly n: number;
  readonly cls: number;
  /** Tokens of those who come first. */
  readonly ahead: Readonly<Levels>;
}

/**
 * Returns how many tokens each level may hold when `factor` of the share is in use. At least one of
 * every level.
 */
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

/**
 * Tokens held now, by those who may still send and by requests within the window. Expired buckets
 * must be gone.
 */
export function heldTokens({ live, used }: Pick<Draft, 'live' | 'used'>): Levels {
  const held: Levels = [0, 0, 0];
  // By index: this is the longest loop of every operation, and taking tuples apart doubles its
  // time.
  for (const lease of live) addTo(held, lease[2], lease[1]);
  for (const bucket of used) release(held, bucket, -1);
  return held;
}

/**
 * Returns until when an unsettled lease must be counted: any of its requests may reach the vendor
 * up to its end and a little more.
 */
export function latestRelease(budget: Budget, lease: LiveLease): number {
  return lease[4] + DELIVERY_AFTER_ABORT_MS + budget.windowMs;
}

/**
 * From when on a start is wanted, and when an unsettled lease gives its tokens back (must grow
 * along `draft.live`).
 */
interface Walk {
  readonly from: number;
  readonly releaseOf: (lease: LiveLease) => number;
}

/**
 * Returns the earliest time ≥ `from` from which on `demand` always fits: beside what is held then,
 * and at the start of every lease already promised for later. Undefined when the known releases are
 * not enough.
 */
export function earliestStart(draft: Draft, budget: Budget, demand: Demand, walk: Walk): number | undefined {
  const { live, used } = draft;
  const missing = missingTokens(draft, budget, demand);
  const promised = live.filter((lease) => lease[3] > walk.from).sort((a, b) => a[3] - b[3]);
  for (const [, n, cls] of promised) addTo(missing, cls, -n);
  let fitsFrom = fits(missing, demand.cls) ? walk.from : undefined;
  let [u, l, p] = [0, 0, 0];
  while (p < promised.length || fitsFrom === undefined) {
    const bucketAt = u < used.length ? (used[u] as UsedBucket)[0] + budget.windowMs : Number.POSITIVE_INFINITY;
    const leaseAt = l < live.length ? walk.releaseOf(live[l] as LiveLease) : Number.POSITIVE_INFINITY;
    const startAt = p < promised.length ? (promised[p] as LiveLease)[3] : Number.POSITIVE_INFINITY;
    const at = Math.min(bucketAt, leaseAt, startAt);
    if (at === Number.POSITIVE_INFINITY) return undefined;
    // What is released at a moment is free for what starts at that moment.
    if (at === bucketAt) release(missing, used[u++] as UsedBucket);
    else if (at === leaseAt) addTo(missing, (live[l] as LiveLease)[2], -(live[l++] as LiveLease)[1]);
    else addTo(missing, (promised[p] as LiveLease)[2], (promised[p++] as LiveLease)[1]);
    if (!fits(missing, demand.cls)) fitsFrom = undefined;
    else fitsFrom ??= Math.max(at, walk.from);
  }
  return fitsFrom;
}

/** Levels below the demand's class do not concern it. */
function fits(missing: Levels, cls: number): boolean {
  return missing[0] <= 0 && (cls < 1 || missing[1] <= 0) && (cls < 2 || missing[2] <= 0);
}

/** Takes a bucket's tokens off the levels, or puts them on with `times` -1. */
function release(levels: Levels, bucket: UsedBucket, times = 1): void {
  levels[0] -= (bucket[1] + bucket[2] + bucket[3]) * times;
  levels[1] -= (bucket[2] + bucket[3]) * times;
  levels[2] -= bucket[3] * times;
}

/**
 * Returns how many tokens each level lacks for `demand`, all promised leases counted; zero or less
 * = none.
 */
export function missingTokens(draft: Draft, budget: Budget, { held, n, cls, ahead }: Demand): Levels {
  const caps = levelCaps(budget, draft.share.factor);
  const missing: Levels = [0, 0, 0];
  for (const level of [0, 1, 2] as const) {
    const cap = level === 0 ? caps[0] - freeFor(budget, cls, caps[0]) : caps[level];
    if (level <= cls) missing[level] = held[level] + ahead[level] + n - cap;
  }
  return missing;
}

/**
 * Half of its reserve a class leaves free even when the classes above have used theirs: theirs may
 * come in a burst.
 */
function freeFor(budget: Budget, cls: number, cap: number): number {
  const reserve = [budget.reserve.remediate, budget.reserve.verify, budget.reserve.poll][cls] ?? 0;
  return Math.floor((cap * reserve) / 2);
}
