import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import type { UnreadableConditionError } from '../../../shared/storage/conditions/conditions.ts';
import { endingTexts } from '../../../shared/texts/ending/index.ts';
import { triageTexts } from '../../../shared/texts/triage/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

const CODE = 'record-unreadable';

/**
 * Says in the outcomes of alerts, once, that what the app keeps of their condition cannot be read,
 * so that nothing is done about them.
 */
export async function reportUnreadable(
  { outcomes, clock, policy }: Pick<ActivityDeps, 'outcomes' | 'clock' | 'policy'>,
  rows: readonly AlertRow[],
  { message }: UnreadableConditionError,
): Promise<void> {
  for (const row of rows) {
    const { alertId, title, playbook, customerId, customerName, deviceName, deviceKey, conditionKey } = row;
    const subject = String(alertId);
    const known = await outcomes.get(subject, row.firstListedAt);
    if (known?.code === CODE) continue;
    const ticketId = known?.ticketId ?? row.ticketId;
    const language = languageOf(policy, customerId);
    const said = triageTexts(language).recordUnreadable({ message });
    const text = ticketId === undefined ? said : `${said} ${endingTexts(language).itsTicketIsLeft({ ticketId })}`;
    const about = { alertId, title, playbook, customerId, customerName, deviceName, deviceKey, conditionKey, ticketId };
    const times = { firstListedAt: row.firstListedAt, updatedAt: clock.now() };
    await outcomes.save([{ subject, state: 'failed', code: CODE, text, ...about, ...times }]);
  }
}
