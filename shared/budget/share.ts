import type { Budget } from './budgets.ts';
import type { ShareState } from './ledger-state.ts';

/**
 * A vendor that says "too many" gets this part of what it got, but never less than `FLOOR` of the
 * share.
 */
const CUT = 0.8;
const FLOOR = 0.1;
/**
 * Part of a window after which the share is back where it was cut, if all goes well; from there on
 * it grows ever faster.
 */
const RECOVERY_WINDOWS = 1;
/**
 * A vendor that answers and refuses again within this fraction of a window grants less than the
 * share; it is no burst.
 */
const BRIEF_WINDOWS = 0.1;

/**
 * The first pause lasts one to two of these parts of a window; each probe that is refused doubles
 * it, up to one window.
 */
const FIRST_PAUSE_WINDOWS = 1 / 60;
/** A Retry-After beyond this is treated as a mistake of the vendor's. */
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * So many requests may start as soon as a pause ends; what comes after doubles with each
 * `DOUBLING_WINDOWS`.
 */
const FIRST_PROBE = 4;
const DOUBLING_WINDOWS = 1 / 60;

/** Returns the share at `at`, grown since the last cut; pauses do not count. */
export function shareAt(share: ShareState, budget: Budget, at: number): ShareState {
  if (share.factor >= 1 || at < share.growsFrom) return share;
  return { ...share, factor: factorAfter(share.peak, (at - share.growsFrom) / budget.windowMs) };
}

/**
 * As fast as it may where refusals are unlikely, and slow about where they came: a cubic curve
 * around `peak`, as TCP CUBIC's.
 */
function factorAfter(peak: number, windows: number): number {
  const grown = peak * (1 - (1 - CUT) * (1 - windows / RECOVERY_WINDOWS) ** 3);
  return Math.min(1, Math.max(FLOOR, grown));
}

/**
 * A 429 as the ledger records it. `seq` is the lease's number, `nextSeq` the next to be given, `at`
 * ms since the base.
 */
export interface RateLimited {
  readonly seq: number;
  readonly nextSeq: number;
  readonly at: number;
  readonly retryAfterSeconds?: number;
  /** Tokens held then. */
  readonly held: number;
  /** Anything that differs from ledger to ledger, for the jitter. */
  readonly salt: number;
}

/**
 * Returns the share after the vendor answered 429 to a request of lease `seq`: paused, and cut. It
 * is cut at most once per window and never for a lease granted before the last cut (its 429 says
 * nothing new); between, only down to what is held now, when the vendor answered but briefly. The
 * pause grows with each probe that is refused.
 */
export function afterRateLimit(share: ShareState, budget: Budget, limit: RateLimited): ShareState {
  const paused = pausedShare(share, budget, limit);
  const { seq, nextSeq, at } = limit;
  const isSoon = at - share.pausedUntil < budget.windowMs * BRIEF_WINDOWS;
  const isBrief = isSoon && share.refusals === 0 && seq >= share.pauseSeq;
  const isCut = share.cutSeq === 0 || (seq >= share.cutSeq && at - share.cutAt >= budget.windowMs);
  if (!isCut && !isBrief) return paused;
  const least = isCut ? FLOOR : Math.max(FLOOR, Math.min(share.factor, limit.held / budget.n));
  const factor = Math.max(least, share.factor * CUT);
  const cut = { factor, peak: factor / CUT, growsFrom: paused.pausedUntil };
  return isCut ? { ...paused, ...cut, cutSeq: nextSeq, cutAt: at } : { ...paused, ...cut };
}

function pausedShare(share: ShareState, budget: Budget, limit: RateLimited): ShareState {
  const { seq, nextSeq, at, retryAfterSeconds = 0 } = limit;
  const isProbe = share.refusals === 0 || seq >= share.pauseSeq;
  const refusals = isProbe ? share.refusals + 1 : share.refusals;
  // What was granted before the pause shows that it must go on, not that waiting is useless.
  const doublings = isProbe ? refusals - 1 : 0;
  const ownMs = budget.windowMs * Math.min(1, FIRST_PAUSE_WINDOWS * 2 ** Math.min(doublings, 10));
  const askedMs = Math.min(retryAfterSeconds * 1_000, LONGEST_PAUSE_MS);
  const pausedUntil = Math.max(
    share.pausedUntil,
    at + Math.max(askedMs, Math.round(ownMs * (1 + (isProbe ? jitter(limit) : 0)))),
  );
  const growsFrom = share.growsFrom + pausedUntil - Math.max(at, share.pausedUntil);
  return { ...share, refusals, pausedUntil, growsFrom, pauseSeq: nextSeq, granted: 0 };
}

/**
 * In [0, 1): the same for the same state and time, so that the ledger stays a function; different
 * from ledger to ledger.
 */
function jitter({ salt, seq, at }: RateLimited): number {
  let hash = Math.imul(salt ^ Math.floor(salt / 2 ** 32) ^ 0x811c9dc5, 0x01000193);
  for (const part of [seq, at]) hash = Math.imul(hash ^ part ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * Returns the share after requests of lease `seq` were answered without a 429: the next refusal
 * begins with a short pause again.
 */
export function afterAnswer(share: ShareState, seq: number): ShareState {
  return share.refusals > 0 && seq >= share.pauseSeq ? { ...share, refusals: 0 } : share;
}

/** Returns whether the vendor refused the last that was heard of it. */
export function isProbing(share: ShareState): boolean {
  return share.refusals > 0;
}

/**
 * Returns from when on a lease may start with `ahead` tokens before it that are not granted yet.
 */
export function opensAt(share: ShareState, budget: Budget, ahead: number): number {
  if (share.cutSeq === 0) return share.pausedUntil;
  const doublings = Math.log2(1 + (share.granted + ahead) / FIRST_PROBE);
  return Math.ceil(share.pausedUntil + doublings * DOUBLING_WINDOWS * budget.windowMs);
}

/** Returns when the share will have recovered to `factor`, if no 429 comes. */
export function recoveryTime(share: ShareState, budget: Budget, factor: number): number {
  const missing = 1 - Math.min(1, factor) / share.peak;
  const windows = RECOVERY_WINDOWS * (1 - Math.cbrt(missing / (1 - CUT)));
  return Math.max(share.pausedUntil, Math.ceil(share.growsFrom + windows * budget.windowMs));
}
