import { remediationId } from '../../shared/domain/keys.ts';
import type { Outcome } from '../../shared/outcomes/outcomes.ts';
import type { AlertRow } from '../../shared/storage/alerts.ts';
import type { ConditionFacts, Opened } from '../../shared/storage/conditions.ts';
import type { ActivityDeps } from '../deps.ts';
import { failureText } from '../failure-text.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'outcomes' | 'clock' | 'log'>;

/** Alerts opened in one poll: an installation that meets a thousand old alerts starts gently, and an activity stays under 30 s. */
const OPENED_PER_POLL = 50;

/** A storage that answers slowly is given less work instead of more time. */
const OPENING_MS = 10_000;

/** Opens an occurrence for each waiting alert, or lets it join the open one. Answers how many alerts were handled. */
export async function openWaitingAlerts(deps: Deps): Promise<number> {
  const until = deps.clock.now() + OPENING_MS;
  let handled = 0;
  for await (const row of deps.alerts.waiting()) {
    if (handled >= OPENED_PER_POLL || deps.clock.now() >= until) break;
    try {
      if (await openFor(deps, row)) handled++;
    } catch (error) {
      // It waits for the next poll; the ones after it must not.
      deps.log('alert-not-opened', { alertId: row.alertId, error: failureText(error) });
    }
  }
  return handled;
}

/** Opens or joins the occurrence of one alert, and says so in its outcome row. Undefined when the alert names no condition. */
export async function openFor(deps: Deps, row: AlertRow): Promise<Opened | undefined> {
  const facts = factsOf(row);
  if (!facts) return undefined;
  const opened = await deps.conditions.openOccurrence(facts, deps.clock.now());
  await deps.outcomes.save([outcomeOf(row, opened, deps.clock.now())]);
  await deps.alerts.save([{ ...row, state: 'handled' }]);
  deps.log(opened.joined ? 'alert-joined' : 'occurrence-opened', {
    alertId: row.alertId,
    runId: remediationId(opened.condition),
    device: row.deviceName,
  });
  return opened;
}

function factsOf(row: AlertRow): ConditionFacts | undefined {
  const { deviceKey, conditionKey, agentId, drive, ticketId } = row;
  if (!deviceKey || !conditionKey) return undefined;
  const { alertId, playbook, customerId, deviceName, thresholdPercent } = row;
  const about = { playbook, customerId, deviceName, thresholdPercent, ...(ticketId !== undefined && { ticketId }) };
  return {
    deviceKey,
    conditionKey,
    alertId,
    ...about,
    ...(agentId !== undefined && { agentId }),
    ...(drive && { drive }),
  };
}

function outcomeOf(row: AlertRow, { condition, joined }: Opened, now: number): Outcome {
  const { alertId, title, playbook, customerId, customerName, deviceName, firstSeenAt } = row;
  const runId = remediationId(condition);
  return {
    subject: String(alertId),
    state: 'waiting',
    code: joined ? 'joined' : 'opened',
    text: joined ? `Another firing of a condition that ${runId} takes care of.` : `Taken up by ${runId}.`,
    ...{ alertId, title, playbook, customerId, customerName, deviceName, firstSeenAt },
    deviceKey: condition.deviceKey,
    conditionKey: condition.conditionKey,
    remediationId: runId,
    ticketId: condition.ticketId,
    nextAt: condition.nextAt,
    updatedAt: now,
  };
}
