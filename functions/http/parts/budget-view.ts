import type { z } from 'zod';
import type { Budget } from '../../../shared/budget/budgets.ts';
import { describeBudget } from '../../../shared/budget/describe.ts';
import type { BrokenBudget, Budget as BudgetNow } from '../answers/now.ts';
import { iso } from './query-fields.ts';

/** Returns a budget as people and programs read it, or that its stored state cannot be read. */
export function budgetView(state: unknown, now: number, budget: Budget): BudgetAnswer {
  const view = describeBudget(state, now, budget);
  if (!view) return { budget: budget.id, problem: 'The stored state cannot be read.' };
  const { windowMs, pausedUntil, pausedBecause, ...rest } = view;
  return {
    ...rest,
    windowSeconds: windowMs / 1_000,
    pausedUntil: iso(pausedUntil) ?? null,
    pausedBecause: pausedBecause ?? null,
  };
}

/** As above. */
export type BudgetAnswer = z.input<typeof BudgetNow> | z.input<typeof BrokenBudget>;
