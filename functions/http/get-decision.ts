import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { lastCap } from '../../orchestrations/activities/commands/read-fields.ts';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import type { AlertRow } from '../../shared/domain/alerts/alert-row.ts';
import type { Condition } from '../../shared/domain/occurrences/condition.ts';
import { lower } from '../../shared/policy/ladder.ts';
import { effectiveMode, isPlaybook, type Mode } from '../../shared/policy/policy.ts';
import { UnreadableConditionError } from '../../shared/storage/conditions/conditions.ts';
import { decisionView } from './parts/decision-view.ts';
import { muteNow } from './parts/mute-view.ts';
import { ALERT_UNKNOWN, problem } from './parts/problem.ts';
import { idInQuery } from './parts/query-fields.ts';

type Deps = Pick<
  AppDeps,
  | 'alerts'
  | 'outcomes'
  | 'conditions'
  | 'customers'
  | 'killSwitch'
  | 'mutes'
  | 'narrowings'
  | 'clock'
  | 'mode'
  | 'policy'
>;

/**
 * `GET /api/alerts/{alertId}/decision`: why the app did or did not act on an alert, and when it
 * checks again. 200; 400 for a malformed id; 404 for an alert no poll has listed. Answered from our
 * tables (at most seven reads), never from the vendor.
 */
export function makeGetDecision(deps: Deps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const alertId = idInQuery.safeParse(request.params.alertId);
    if (!alertId.success) return problem(400, 'Invalid request', 'alertId: is no id: a whole number from 1');
    const alert = await deps.alerts.get(alertId.data);
    if (!alert) return ALERT_UNKNOWN;
    const outcome = await deps.outcomes.get(String(alert.alertId), alert.firstListedAt);
    const condition = await conditionOf(deps, alert);
    const { on: killSwitchOn } = await deps.killSwitch.get();
    const mode = await modeOf(deps, alert);
    return {
      jsonBody: {
        ...decisionView(alert, outcome, condition, {
          now: deps.clock.now(),
          locale: await deps.customers.policyOf(alert.customerId),
        }),
        mode,
        killSwitchOn,
        mute: await muteNow(deps, { ...alert, customerId: condition?.customerId ?? alert.customerId }),
      },
    };
  };
}

/**
 * What the playbook may do for the device now, by the policy and what custom fields in Atera said
 * when they were last read; null when none knows the alert.
 */
async function modeOf(deps: Deps, { playbook, customerId, agentId }: AlertRow): Promise<Mode | null> {
  const { policy, mode } = deps;
  if (!isPlaybook(playbook)) return null;
  return lower(effectiveMode(policy, mode, playbook, customerId), await lastCap(deps, { agentId, customerId }));
}

/**
 * The condition while the alert belongs to its newest occurrence; a later one says nothing about
 * this alert.
 */
async function conditionOf(
  { conditions }: Pick<AppDeps, 'conditions'>,
  alert: AlertRow,
): Promise<Condition | undefined> {
  const { deviceKey, conditionKey, alertId } = alert;
  if (!deviceKey || !conditionKey) return undefined;
  const condition = await conditions.get(deviceKey, conditionKey).catch((error) => {
    // The outcome says so.
    if (error instanceof UnreadableConditionError) return undefined;
    throw error;
  });
  return condition?.alertIds.includes(alertId) ? condition : undefined;
}
