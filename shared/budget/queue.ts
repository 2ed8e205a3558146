import type { Budget } from './budgets.ts';
import { type Draft, type LiveLease, MAX_LISTED, type QueueEntry } from './ledger-state.ts';
import { addTo, type Demand, earliestStart, type Levels, levelCaps, missingTokens } from './occupancy.ts';
import { isProbing, opensAt, recoveryTime } from './share.ts';

/**
 * How far ahead a lease may be promised, by class. A promise saves the caller a second call; but
 * what is promised to a poll is not there for a fix that comes a moment later, so the lower classes
 * get less.
 */
const LONGEST_PROMISE_MS: readonly number[] = [20_000, 10_000, 2_000];
/** No lease starts later than this after it was granted. */
export const FARTHEST_PROMISE_MS = Math.max(...LONGEST_PROMISE_MS);
/**
 * While leases return part of their tokens, an early promise leaves them idle: it was made as if
 * all were to be used.
 */
const PROMISE_WHEN_TOKENS_RETURN_MS = 4_000;
/**
 * What is promised can't be taken back when the vendor refuses: little while it may, next to
 * nothing until a probe is answered.
 */
const PROMISE_WHEN_CUT_MS = 4_000;
const PROMISE_WHILE_PROBING_MS = 1_000;
/**
 * The holder of a queue position is called back this part of the promise before its turn, so that a wrong guess
 * costs no tokens.
 */
const WAKE_EARLY = 0.8;
/** The shortest wait before a caller retries. */
const SHORTEST_WAIT_MS = 1_000;
/** Not worth a call on half of the way. */
const SHORT_WAY_MS = 8_000;
/** One who is this late is no longer waited for; coming back, it has its old place again. */
const ABSENT_AFTER_MS = 20_000;
/**
 * What a lease lasts in practice, for estimates of when its tokens are returned; nothing depends on
 * it but waiting times.
 */
const USUAL_USE_MS = 3_000;
/**
 * A class that holds less than this part of the share is served as if it were of the first class,
 * so that none starves.
 */
const FAIR_MINIMUM = 0.1;
/**
 * A caller deferred this often is served as if in the class above; otherwise newcomers would
 * overtake it repeatedly.
 */
const LONG_ENOUGH_TURNS = 3;

/** One who asks. `seq` is its place: from its queue position, or the next number. */
export interface Caller {
  readonly seq: number;
  readonly n: number;
  readonly cls: number;
  /** How often it has retried. */
  readonly turns: number;
}

/** What is known of a caller's turn. */
export interface Turn {
  readonly held: Readonly<Levels>;
  /** Tokens of those who come first. */
  readonly ahead: Readonly<Levels>;
  /** From when on its tokens are free whatever happens, if that is known. */
  readonly certainAt?: number | undefined;
}

/** Drops those that did not retry in time. */
export function forgetAbsent(draft: Draft): void {
  if (draft.waiting.some(([, , , wakeAt]) => wakeAt + ABSENT_AFTER_MS < draft.last)) {
    draft.waiting = draft.waiting.filter(([, , , wakeAt]) => wakeAt + ABSENT_AFTER_MS >= draft.last);
  }
}

/**
 * Takes the caller off the list of waiting ones; one who was sent away unlisted is taken off the
 * overflow.
 */
export function leaveQueue(draft: Draft, { seq, n }: Caller): void {
  const index = draft.waiting.findIndex(([place]) => place === seq);
  if (index >= 0) draft.waiting.splice(index, 1);
  else draft.overflow = Math.max(0, draft.overflow - n);
}

/**
 * Tokens of those whose turn is before the caller's: a class above, or the same class and an
 * earlier place.
 */
export function tokensAhead(draft: Draft, budget: Budget, caller: Caller, held: Readonly<Levels>): Levels {
  const caps = levelCaps(budget, draft.share.factor);
  const rank = (n: number, cls: number, turns: number) => {
    const heldByClass = (held[cls as 0 | 1 | 2] ?? 0) - (held[(cls + 1) as 1 | 2] ?? 0);
    return heldByClass + n <= budget.n * FAIR_MINIMUM ? 0 : turns < LONG_ENOUGH_TURNS ? cls : Math.max(0, cls - 1);
  };
  const mine = rank(caller.n, caller.cls, caller.turns);
  const ahead: Levels = [0, 0, 0];
  for (const [seq, n, cls, , turns] of draft.waiting) {
    const theirs = rank(n, cls, turns);
    const isFirst = theirs < mine || (theirs === mine && seq < caller.seq);
    // A caller that asks for more than the reduced share allows waits for its recovery, and blocks
    // no other.
    if (isFirst && n <= caps[cls as 0 | 1 | 2]) addTo(ahead, cls, n);
  }
  return ahead;
}

/**
 * Puts the caller on the list (or, when that is full, counts it as overflow) and returns when it
 * should retry.
 */
export function joinQueue(draft: Draft, budget: Budget, caller: Caller & Turn): number {
  const { certainAt } = caller;
  const turn = estimatedTurn(draft, budget, caller);
  // When the guess says "about now" and is wrong, half the way to the certain time keeps the number
  // of calls small; a short way is gone at once.
  const certainMs = (certainAt ?? draft.last + budget.windowMs) - promiseMs(draft, caller.cls, true) - draft.last;
  const shortest = Math.max(SHORTEST_WAIT_MS, certainMs <= SHORT_WAY_MS ? certainMs : certainMs / 2);
  const wakeAt = Math.ceil(Math.max(draft.last + shortest, turn - promiseMs(draft, caller.cls) * WAKE_EARLY));
  if (draft.waiting.length >= MAX_LISTED) {
    draft.overflow += caller.n;
    return wakeAt;
  }
  if (draft.waiting.length < MAX_LISTED / 2) draft.overflow = 0;
  const entry: QueueEntry = [caller.seq, caller.n, caller.cls, wakeAt, caller.turns + 1];
  const index = draft.waiting.findIndex(([seq]) => seq > caller.seq);
  draft.waiting.splice(index < 0 ? draft.waiting.length : index, 0, entry);
  return wakeAt;
}

/**
 * Returns how far ahead to promise: as far as costs next to no tokens, or, to a caller that retried
 * for it, as far as is allowed.
 */
export function promiseMs(draft: Draft, cls: number, isReturning = false): number {
  const { share } = draft;
  const contested = isProbing(share) ? PROMISE_WHILE_PROBING_MS : share.factor < 1 ? PROMISE_WHEN_CUT_MS : Infinity;
  const longest = Math.min(contested, LONGEST_PROMISE_MS[cls] ?? 0);
  const unusedPart = 1 - draft.usedPart;
  // At 2 % unused tokens a promise of 20 s leaves 0.7 % of a minute's share idle.
  const harmless = unusedPart > 0 ? (400 * draft.usedPart) / unusedPart : longest;
  return isReturning ? longest : Math.min(longest, Math.max(PROMISE_WHEN_TOKENS_RETURN_MS, harmless));
}

/**
 * When the caller's tokens will probably be free: leases in use are returned as usual, and those
 * ahead use theirs in turn.
 */
function estimatedTurn(draft: Draft, budget: Budget, demand: Demand): number {
  const { share, last } = draft;
  const from = Math.max(last, opensAt(share, budget, demand.ahead[0]));
  const cap = levelCaps(budget, share.factor)[demand.cls as 0 | 1 | 2];
  // One more than needed, because caps are rounded down.
  if (demand.n > cap)
    return recoveryTime(share, budget, (demand.n + 1) / levelCaps(budget, 1)[demand.cls as 0 | 1 | 2]);

  const ahead = demand.ahead.map((tokens) => Math.round(tokens * draft.usedPart)) as Levels;
  if (draft.waiting.length >= MAX_LISTED) addTo(ahead, demand.cls, draft.overflow);
  const missing = Math.max(...missingTokens(draft, budget, { ...demand, ahead }));
  const rounds = Math.max(0, Math.floor((missing - 1) / cap));
  for (const level of [0, 1, 2] as const) ahead[level] -= rounds * cap;
  const releaseOf = ([, , , start, end]: LiveLease) =>
    Math.min(end, Math.max(start, last) + USUAL_USE_MS) + budget.windowMs;
  const cycleMs = budget.windowMs + USUAL_USE_MS;
  return (earliestStart(draft, budget, { ...demand, ahead }, { from, releaseOf }) ?? from + cycleMs) + rounds * cycleMs;
}
