import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import type { Outcome } from '../../shared/domain/occurrences/course/outcome.ts';
import { remediationKey } from '../../shared/domain/occurrences/remediation-key.ts';
import { UnreadableConditionError } from '../../shared/storage/conditions/conditions.ts';
import { ALERT_UNKNOWN, problem } from './parts/problem.ts';
import { idInQuery } from './parts/query-fields.ts';
import { timelineView } from './parts/timeline-view.ts';

type Deps = Pick<AppDeps, 'alerts' | 'outcomes' | 'conditions' | 'customers' | 'effects' | 'clock'>;

/**
 * `GET /api/alerts/{alertId}/timeline`: what happened with an alert, each event with the table that
 * holds it, and what is not known. 200; 400 for a malformed id; 404 for an alert no poll has listed.
 * Answered from our tables (at most five reads), never from the vendor.
 */
export function makeGetTimeline(deps: Deps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const alertId = idInQuery.safeParse(request.params.alertId);
    if (!alertId.success) return problem(400, 'Invalid request', 'alertId: is no id: a whole number from 1');
    const alert = await deps.alerts.get(alertId.data);
    if (!alert) return ALERT_UNKNOWN;
    const outcome = await deps.outcomes.get(String(alert.alertId), alert.firstListedAt);
    const known = { alert, outcome, ...(await ofOccurrence(deps, outcome)) };
    const locale = await deps.customers.policyOf(alert.customerId);
    return { jsonBody: timelineView(known, { now: deps.clock.now(), locale }) };
  };
}

/** A row of a later occurrence says nothing about this one; what it did outside has rows of its own. */
async function ofOccurrence({ conditions, effects }: Deps, outcome: Outcome | undefined) {
  const key = outcome?.remediationId === undefined ? undefined : remediationKey(outcome.remediationId);
  if (!key) return { condition: undefined, effects: undefined };
  const row = await conditions.get(key.deviceKey, key.conditionKey).catch((error) => {
    // What is not known is said.
    if (error instanceof UnreadableConditionError) return undefined;
    throw error;
  });
  const condition = row?.occurrence === key.occurrence ? row : undefined;
  return { condition, effects: await effects.ofOccurrence(key) };
}
