import type { Budget } from './budgets.ts';
import type { ShareState } from './ledger-state.ts';

/** A vendor that says "too many" gets at most half of what it got, but never less than this part of the share. */
const FLOOR = 0.1;
const RAISE_PER_CLEAN_WINDOW = 0.05;

/** A Retry-After beyond this is taken for a mistake of the vendor's. */
const LONGEST_PAUSE_MS = 3_600_000;

/** The share at `at`: 5 % of N more for each window since the pause without a 429. */
export function shareAt(share: ShareState, budget: Budget, at: number): ShareState {
  if (share.factor >= 1 || at < share.raiseAt) return share;
  const windows = 1 + Math.floor((at - share.raiseAt) / budget.windowMs);
  const factor = Math.min(1, share.factor + windows * RAISE_PER_CLEAN_WINDOW);
  return { ...share, factor, raiseAt: share.raiseAt + windows * budget.windowMs };
}

/**
 * The share after the vendor answered 429 to a request of lease `seq`: paused for as long as the vendor says, else one full
 * window; halved, but at most once per window and never for a lease granted before the last cut (its 429 tells nothing new).
 */
export function afterRateLimit(
  share: ShareState,
  budget: Budget,
  limit: { readonly seq: number; readonly nextSeq: number; readonly at: number; readonly retryAfterSeconds?: number },
): ShareState {
  const { seq, nextSeq, at, retryAfterSeconds } = limit;
  const askedMs = retryAfterSeconds === undefined ? budget.windowMs : retryAfterSeconds * 1_000;
  const pausedUntil = Math.max(share.pausedUntil, at + Math.min(askedMs, LONGEST_PAUSE_MS));
  const paused = { ...share, pausedUntil, raiseAt: pausedUntil + budget.windowMs };
  const isNews = share.cutSeq === 0 || (seq >= share.cutSeq && at - share.cutAt >= budget.windowMs);
  if (!isNews) return paused;
  return { ...paused, factor: Math.max(FLOOR, share.factor / 2), cutSeq: nextSeq, cutAt: at };
}

/** When the share will have recovered to `factor`, if no 429 comes. */
export function recoveryTime(share: ShareState, budget: Budget, factor: number): number {
  const windows = Math.ceil((Math.min(1, factor) - share.factor) / RAISE_PER_CLEAN_WINDOW);
  return windows <= 0 ? share.pausedUntil : share.raiseAt + (windows - 1) * budget.windowMs;
}
