import type { Budget } from './budgets.ts';
import { CLOCK_SKEW_MS, type Lease } from './lease.ts';
import { type Draft, type LiveLease, MAX_LISTED } from './ledger-state.ts';
import { earliestStart, heldTokens, latestRelease, levelCaps } from './occupancy.ts';
import { type AcquireInput, type AcquireReply, budgetClasses } from './operations.ts';
import { type Caller, forgetAbsent, joinQueue, leaveQueue, promiseMs, tokensAhead } from './queue.ts';
import { isProbing, opensAt } from './share.ts';

/**
 * Grants `n` tokens now or from a later time on, or gives the caller a place in the queue. Changes
 * the draft.
 */
export function acquire(draft: Draft, budget: Budget, input: AcquireInput): AcquireReply {
  const cls = budgetClasses.indexOf(input.class);
  const { n } = input;
  const most = levelCaps(budget, 1)[cls as 0 | 1 | 2];
  if (n > most) {
    const message = `${n} requests at once for ${input.class}; budget ${budget.id} allows ${most}`;
    return { kind: 'refused', code: 'n_over_share', message };
  }
  forgetAbsent(draft);
  const caller: Caller = { seq: placeOf(draft, input.positionId) ?? draft.seq++, n, cls, turns: input.turns ?? 0 };
  if (input.positionId !== undefined) leaveQueue(draft, caller);

  const held = heldTokens(draft);
  const ahead = tokensAhead(draft, budget, caller, held);
  const from = Math.max(draft.last, opensAt(draft.share, budget, ahead[0]));
  const walk = { from, releaseOf: (lease: LiveLease) => latestRelease(budget, lease) };
  const isFull = draft.live.length >= MAX_LISTED;
  const start = isFull ? undefined : earliestStart(draft, budget, { n, cls, ahead, held }, walk);
  const isReturning = input.positionId !== undefined;
  if (start !== undefined && start <= draft.last + promiseMs(draft, cls, isReturning)) {
    const isCalm = isCalmWith(draft, budget, held[0] + n);
    const lease = grant(draft, budget, { n, cls }, start);
    return { kind: 'lease', lease, ...(isCalm && { calm: true }) };
  }
  const wakeAt = draft.base + joinQueue(draft, budget, { ...caller, ahead, held, certainAt: start });
  return { kind: 'queued', positionId: idOf(draft, caller.seq), wakeAt };
}

/**
 * Up to this part of the share it does not matter that leases count in full until they have left
 * the window.
 */
const CALM_PART = 1 / 8;

/**
 * Whether what a lease does not return is negligible: it is little, no caller waits, and the vendor
 * refuses nothing.
 */
function isCalmWith({ share, waiting }: Draft, budget: Budget, held: number): boolean {
  return held <= budget.n * CALM_PART && waiting.length === 0 && share.factor === 1 && !isProbing(share);
}

/** Ids of leases and queue positions: unique even if the ledger's state is lost and begun again. */
function idOf(draft: Draft, seq: number): string {
  return `${draft.born.toString(36)}-${seq.toString(36)}`;
}

/** The number in an id this ledger gave out before, else undefined. */
function placeOf(draft: Draft, id: string | undefined): number | undefined {
  const [born, seq = '', rest] = id?.split('-') ?? [];
  if (born !== draft.born.toString(36) || rest !== undefined || !/^[0-9a-z]{1,10}$/.test(seq)) return undefined;
  const place = Number.parseInt(seq, 36);
  return place < draft.seq ? place : undefined;
}

/** Returns the number of a lease this ledger granted, else undefined. */
export function leaseNumber(draft: Draft, budget: Budget, leaseId: string): number | undefined {
  const prefix = `${budget.id}.`;
  return leaseId.startsWith(prefix) ? placeOf(draft, leaseId.slice(prefix.length)) : undefined;
}

function grant(draft: Draft, budget: Budget, { n, cls }: Pick<Caller, 'n' | 'cls'>, start: number): Lease {
  const seq = draft.seq++;
  draft.share = { ...draft.share, granted: draft.share.granted + n };
  const end = start + budget.leaseMs;
  let index = draft.live.length;
  while (index > 0 && (draft.live[index - 1] as LiveLease)[4] > end) index--;
  draft.live.splice(index, 0, [seq, n, cls, start, end]);
  // Who starts at once can't be too early: its clock may only be behind the ledger's.
  const notBefore = start > draft.last ? start : start - CLOCK_SKEW_MS;
  return {
    id: `${budget.id}.${idOf(draft, seq)}`,
    budget: budget.id,
    n,
    notBefore: draft.base + notBefore,
    notAfter: draft.base + end,
  };
}
