import type { Budget } from './budgets.ts';

/**
 * A lease not yet settled: number, tokens, class index, start, end. Times in the whole state are ms
 * since `base`.
 */
export type LiveLease = readonly [seq: number, n: number, cls: number, start: number, end: number];

/** Tokens by class that count up to the bucket's end. */
export type UsedBucket = readonly [endsAt: number, remediate: number, verify: number, poll: number];

/**
 * The queue position of a waiting caller: its place (lower = earlier), tokens, class index, when it
 * is to retry, and how often it was deferred.
 */
export type QueueEntry = readonly [seq: number, n: number, cls: number, wakeAt: number, turns: number];

/** How much of the share may be used after the vendor said "too many". */
export interface ShareState {
  /** 1 = all of it. */
  readonly factor: number;
  /** The next lease number at the last cut: a 429 of an older lease must not cut again. */
  readonly cutSeq: number;
  readonly cutAt: number;
  /** The factor at the last cut. */
  readonly peak: number;
  /** The time of the last cut, later by the pauses since; of no meaning at factor 1. */
  readonly growsFrom: number;
  readonly pausedUntil: number;
  /** The next lease number at the last pause: what was granted before is no probe. */
  readonly pauseSeq: number;
  /** Probes refused in a row; 0 = requests are answered. */
  readonly refusals: number;
  /** Tokens granted since the last pause began. */
  readonly granted: number;
}

/** The state of one budget. Compact arrays and relative times: it has to stay under 16 KB. */
export interface LedgerState {
  readonly v: 1;
  /** Epoch ms of its creation: makes lease ids unique beyond a lost state. */
  readonly born: number;
  /** Epoch ms that all other times count from. */
  readonly base: number;
  /** The highest time ever observed. */
  readonly last: number;
  /** Next number for a lease or a queue position. */
  readonly seq: number;
  /** By end. */
  readonly live: readonly LiveLease[];
  /** By end. */
  readonly used: readonly UsedBucket[];
  /** By place. */
  readonly waiting: readonly QueueEntry[];
  /** Tokens of callers who were sent away because the list of waiting ones was full. */
  readonly overflow: number;
  /** Part of their tokens that leases have used recently; for estimates only. */
  readonly usedPart: number;
  readonly share: ShareState;
}

/** A state that one operation may change; entries themselves are never changed. */
export interface Draft extends Omit<LedgerState, 'live' | 'used' | 'waiting'> {
  seq: number;
  last: number;
  base: number;
  live: LiveLease[];
  used: UsedBucket[];
  waiting: QueueEntry[];
  overflow: number;
  usedPart: number;
  share: ShareState;
}

/** Live leases and waiting callers are listed up to this number each; it bounds the state. */
export const MAX_LISTED = 200;

/**
 * Buckets per window: 250 ms at a minute. Finer buckets lose less to rounding; the state holds one
 * entry for each.
 */
const BUCKETS_PER_WINDOW = 240;

/** Length of a bucket in ms. */
export function bucketMs(budget: Pick<Budget, 'windowMs'>): number {
  return Math.ceil(budget.windowMs / BUCKETS_PER_WINDOW);
}

/** When relative times grow longer than seven digits (nearly three hours), they start again. */
const REBASE_AFTER_MS = 9_000_000;

const UNTOUCHED: ShareState = {
  factor: 1,
  cutSeq: 0,
  cutAt: 0,
  peak: 1,
  growsFrom: 0,
  pausedUntil: 0,
  pauseSeq: 0,
  refusals: 0,
  granted: 0,
};

/** Returns an unused ledger; `time` is epoch ms. */
export function emptyLedger(time: number): LedgerState {
  const now = Math.floor(time);
  const share: ShareState = { ...UNTOUCHED };
  return {
    v: 1,
    born: now,
    base: now,
    last: 0,
    seq: 1,
    live: [],
    used: [],
    waiting: [],
    overflow: 0,
    usedPart: 1,
    share,
  };
}

/** Returns a copy that may be changed, its clock moved to `now` (epoch ms) but never back. */
export function draftOf(state: LedgerState, now: number): Draft {
  const draft = { ...state, live: [...state.live], used: [...state.used], waiting: [...state.waiting] };
  draft.last = Math.max(state.last, Math.floor(now) - state.base);
  return draft.last > REBASE_AFTER_MS ? rebased(draft) : draft;
}

function rebased(draft: Draft): Draft {
  // Whole minutes keep the buckets where they were.
  const by = draft.last - (draft.last % 60_000);
  return {
    ...draft,
    base: draft.base + by,
    last: draft.last - by,
    live: draft.live.map(([seq, n, cls, start, end]) => [seq, n, cls, start - by, end - by]),
    used: draft.used.map(([endsAt, ...counts]) => [endsAt - by, ...counts]),
    waiting: draft.waiting.map(([seq, n, cls, wakeAt, turns]) => [seq, n, cls, wakeAt - by, turns]),
    share: {
      ...draft.share,
      cutAt: longAgo(draft.share.cutAt - by),
      growsFrom: longAgo(draft.share.growsFrom - by),
      pausedUntil: longAgo(draft.share.pausedUntil - by),
    },
  };
}

/** What is past for hours stays as it is: nothing reads further back. */
const longAgo = (time: number) => Math.max(time, -REBASE_AFTER_MS);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTuples = (value: unknown, width: number): boolean =>
  Array.isArray(value) &&
  value.every((entry) => Array.isArray(entry) && entry.length === width && entry.every(Number.isFinite));

/**
 * Returns whether a stored value is a ledger. Written by hand, since a schema takes longer than the
 * whole operation.
 */
export function isLedgerState(value: unknown): value is LedgerState {
  if (typeof value !== 'object' || value === null) return false;
  const { v, born, base, last, seq, live, used, waiting, overflow, usedPart, share } = value as Record<string, unknown>;
  if (v !== 1 || ![born, base, last, seq, overflow].every(isCount)) return false;
  if (!isTuples(live, 5) || !isTuples(used, 4) || !isTuples(waiting, 5)) return false;
  if (typeof share !== 'object' || share === null) return false;
  const figures = share as Record<string, unknown>;
  return Number.isFinite(usedPart) && Object.keys(UNTOUCHED).every((name) => Number.isFinite(figures[name]));
}
