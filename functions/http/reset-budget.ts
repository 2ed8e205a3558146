import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { entities } from '../../orchestrations/runtime/names.ts';
import { describeBudget } from '../../shared/budget/describe.ts';
import { problem } from './parts/problem.ts';

/**
 * `POST /api/budgets/{budget}/reset`: a person's act when the stored state of a budget cannot be
 * read, which otherwise refuses every request indefinitely. 202: it starts empty, and paused until
 * nothing granted before can still be sent. 404 for an unknown budget; 409 while its state is
 * readable, because a reset only costs time then.
 */
export function makeResetBudget({ budgets, clock, log }: Pick<AppDeps, 'budgets' | 'clock' | 'log'>) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const name = request.params.budget ?? '';
    // An own one: `constructor` and the like are names of no budget.
    const budget = Object.hasOwn(budgets, name) ? budgets[name] : undefined;
    if (!budget) return problem(404, 'Not found', `The budgets are: ${Object.keys(budgets).join(', ')}.`);
    const client = df.getClient(context);
    const entity = new df.EntityId(entities.rateBudget, budget.id);
    const { entityState } = await client.readEntityState<unknown>(entity);
    if (describeBudget(entityState, clock.now(), budget)) {
      return problem(409, 'Not needed', `The state of budget ${budget.id} can be read; see GET /api/budgets.`);
    }
    await client.signalEntity(entity, 'reset', {});
    log('budget-reset', { budget: budget.id });
    return { status: 202, jsonBody: { budget: budget.id, reset: true } };
  };
}
