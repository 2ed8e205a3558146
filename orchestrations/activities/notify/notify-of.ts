import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import { eventId, type NotifyEvent } from '../../../shared/notify/event.ts';
import type { Priority } from '../../../shared/notify/event-names.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { localText } from '../tickets/local-text.ts';

/** What notifying works with. */
export type NotifyDeps = Pick<ActivityDeps, 'alerts' | 'clock' | 'customers' | 'outbox' | 'policy'>;

/** A notification about an occurrence, as the row knows it. */
interface Notification
  extends Pick<NotifyEvent, 'event' | 'text'>,
    Partial<Pick<NotifyEvent, 'question' | 'ticketId'>> {
  /** With the event and the occurrence, what the row or the effect is that it is about. */
  readonly of: readonly (string | number)[];
  /** Default: by the severity of its alerts. */
  readonly priority?: Priority;
}

/**
 * Notifies people of an occurrence. Idempotent, to be awaited before what completes the step. Costs
 * nothing where the policy has no channel.
 */
export async function notifyOf(
  deps: NotifyDeps,
  row: Pick<
    Condition,
    'alertIds' | 'conditionKey' | 'customerId' | 'deviceKey' | 'deviceName' | 'occurrence' | 'playbook'
  >,
  { event, of, text, priority: given, ...more }: Notification,
): Promise<void> {
  if (deps.policy.notify.channels.length === 0) return;
  const { customerId, deviceName, playbook } = row;
  const runId = remediationId(row);
  const priority = given ?? (await priorityOf(deps, row));
  await deps.outbox.add({
    ...{ id: eventId(event, runId, ...of), event, at: deps.clock.now(), remediationId: runId, playbook, ...more },
    ...(customerId !== undefined && { customerId }),
    ...(deviceName !== undefined && { deviceName }),
    ...(priority !== undefined && { priority }),
    text: await localText(deps, customerId, text),
  });
}

/** A severity that is not reported gives no priority: then it is sent to every channel. */
const BY_SEVERITY = { Critical: 'Critical', Warning: 'High', Information: 'Low', unknown: undefined } as const;

const MOST_ALERTS = 5;

/** By the most severe of its latest alerts. */
async function priorityOf(
  { alerts }: Pick<NotifyDeps, 'alerts'>,
  { alertIds }: Pick<Condition, 'alertIds'>,
): Promise<Priority | undefined> {
  const rows = await Promise.all(alertIds.slice(-MOST_ALERTS).map((alertId) => alerts.get(alertId)));
  const severities = rows.map((row) => row?.severity ?? 'unknown');
  for (const severity of ['Critical', 'Warning', 'Information'] as const)
    if (severities.includes(severity)) return BY_SEVERITY[severity];
  return undefined;
}
