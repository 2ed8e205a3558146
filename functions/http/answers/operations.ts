import { z } from 'zod';
import { coverage } from '../../../shared/domain/devices/coverage.ts';
import { RefreshProgress } from '../../../shared/domain/lists/refresh-progress.ts';
import { killSwitchRow } from '../../../shared/storage/kill-switch.ts';
import { number, time } from './common.ts';
import { BrokenBudget, Budget, Check } from './now.ts';

/** How far a refresh of the directory is; null = not known. */
const Refreshing = z.object({
  startedAt: time.optional(),
  stage: RefreshProgress.shape.stage.nullable(),
  list: z.int().positive().nullable(),
  lists: z.int().positive().nullable(),
  pagesRead: number,
  pages: z.int().positive().nullable(),
});

/** `begun` = by this request; `refreshing` = null: it has ended already. */
export const RefreshBegun = z.object({ begun: z.boolean(), refreshing: Refreshing.nullable() });

/** On which devices the app can act. */
export const Directory = z.object({
  refreshedAt: time.nullable(),
  finishedAt: time.nullable(),
  refreshing: Refreshing.nullable(),
  /** Of the refresh that was begun last, if it is not complete. */
  lastFailure: z.object({ at: time.nullable(), because: z.string().nullable() }).nullable(),
  agents: number,
  servers: number,
  coverage: coverage.nullable(),
});

/** The use of each vendor limit. */
export const Budgets = z.object({ budgets: z.array(z.union([Budget, BrokenBudget])) });

/** A budget that starts empty. */
export const BudgetReset = z.object({ budget: z.string(), reset: z.literal(true) });

/** Whether new changes outside are stopped, why, who said so and when. */
export const KillSwitchAnswer = killSwitchRow.omit({ revision: true });

/** The process answers. */
export const Live = z.object({ status: z.literal('live') });

/** Whether the app can do its work. */
export const Ready = z.object({ status: z.enum(['ready', 'not-ready']), checks: z.array(Check).readonly() });
