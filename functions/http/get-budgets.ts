import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { entities } from '../../orchestrations/runtime/names.ts';
import { budgetView } from './parts/budget-view.ts';

/**
 * `GET /api/budgets`: for each vendor limit our share, what of it is used in the window, who waits,
 * and until when and why it is paused. 200; a budget whose state cannot be read says so. Reads the
 * entity's state, changes nothing.
 */
export function makeGetBudgets({ budgets, clock }: Pick<AppDeps, 'budgets' | 'clock'>) {
  return async (_request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const client = df.getClient(context);
    const described = Object.values(budgets).map(async (budget) => {
      const { entityState } = await client.readEntityState<unknown>(new df.EntityId(entities.rateBudget, budget.id));
      return budgetView(entityState, clock.now(), budget);
    });
    return { jsonBody: { budgets: await Promise.all(described) } };
  };
}
