import type { Budget } from './budgets.ts';
import { draftOf, emptyLedger, isLedgerState } from './ledger-state.ts';
import { heldTokens, levelCaps } from './occupancy.ts';
import { type BudgetClass, budgetClasses } from './operations.ts';
import { expire } from './settle.ts';
import { shareAt } from './share.ts';

/** A budget as shown to people. Times are epoch ms, counts are requests. */
export interface BudgetView {
  readonly budget: string;
  readonly windowMs: number;
  /** What the settings allow in a window. */
  readonly share: number;
  /** What is allowed now: less than the share for a while after the vendor said "too many". */
  readonly effectiveShare: number;
  /** Sent within the window, or leased and perhaps still to be sent; standing leases apart. */
  readonly used: number;
  /** Part of `used` that is leased and not yet settled. */
  readonly leased: number;
  readonly waiting: Readonly<Record<BudgetClass, number>>;
  readonly pausedUntil?: number;
  readonly pausedBecause?: 'vendor_rate_limited' | 'ledger_reset';
}

/**
 * Returns the state of a budget at `now` in words for an API; undefined when the stored state can't
 * be read. Changes nothing.
 */
export function describeBudget(stored: unknown, now: number, budget: Budget): BudgetView | undefined {
  const state = stored === undefined || stored === null ? emptyLedger(now) : stored;
  if (!isLedgerState(state)) return undefined;
  const draft = draftOf(state, now);
  expire(draft, budget);
  const share = shareAt(draft.share, budget, draft.last);
  const standing = budget.standing?.tokens ?? 0;
  const waiting = { remediate: 0, verify: 0, poll: 0 };
  for (const [, , cls] of draft.waiting) waiting[budgetClasses[cls] ?? 'poll']++;
  const view = {
    budget: budget.id,
    windowMs: budget.windowMs,
    share: budget.n + standing,
    effectiveShare: levelCaps(budget, share.factor)[0] + (share.factor < 1 ? 0 : standing),
    used: heldTokens(draft)[0],
    leased: draft.live.reduce((sum, [, n]) => sum + n, 0),
    waiting,
  };
  if (share.pausedUntil <= draft.last) return view;
  const pausedBecause = share.cutSeq > 0 ? 'vendor_rate_limited' : 'ledger_reset';
  return { ...view, pausedUntil: draft.base + share.pausedUntil, pausedBecause };
}
