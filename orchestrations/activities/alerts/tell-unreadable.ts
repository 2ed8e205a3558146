import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { UnreadableConditionError } from '../../../shared/storage/conditions.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

const CODE = 'record-unreadable';

/** Says in the outcomes of alerts, once, that what the app keeps of their condition cannot be read, so that nothing is done about them. */
export async function tellUnreadable(
  { outcomes, clock }: Pick<ActivityDeps, 'outcomes' | 'clock'>,
  rows: readonly AlertRow[],
  { message }: UnreadableConditionError,
): Promise<void> {
  for (const row of rows) {
    const { alertId, title, playbook, customerId, customerName, deviceName, deviceKey, conditionKey } = row;
    const subject = String(alertId);
    const known = await outcomes.get(subject, row.firstSeenAt);
    if (known?.code === CODE) continue;
    const ticketId = known?.ticketId ?? row.ticketId;
    const ticket = ticketId === undefined ? '' : ` Its ticket ${ticketId} is left as it is.`;
    const text = `What the app keeps of this cannot be read (${message}), so nothing is done about it until that is repaired. Please check the device by hand.${ticket}`;
    const about = { alertId, title, playbook, customerId, customerName, deviceName, deviceKey, conditionKey, ticketId };
    const times = { firstSeenAt: row.firstSeenAt, updatedAt: clock.now() };
    await outcomes.save([{ subject, state: 'failed', code: CODE, text, ...about, ...times }]);
  }
}
