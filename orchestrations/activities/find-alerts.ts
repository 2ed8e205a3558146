import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { OccurrenceKey } from '../../shared/domain/keys.ts';
import type { AlertRow } from '../../shared/storage/alerts.ts';
import type { ActivityDeps } from '../deps.ts';
import type { DiskLook } from '../run.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'conditions' | 'clock'>;

/**
 * The occurrence's alerts, and which of them are still open. What the last complete poll listed is open; absence from it only
 * suggests the end, so such an alert is read (one request) and, when Atera confirms, closed in our table.
 */
export async function findAlerts(
  deps: Deps,
  session: LeaseSession,
  key: OccurrenceKey,
): Promise<Pick<DiskLook, 'alertIds' | 'openAlertIds'>> {
  const condition = await deps.conditions.get(key.deviceKey, key.conditionKey);
  const alertIds = condition?.alertIds ?? [];
  const lastComplete = await deps.alerts.lastCompletePoll();
  const openAlertIds: number[] = [];
  for (const alertId of alertIds) {
    const row = await deps.alerts.get(alertId);
    if (!row || row.closedAt !== undefined) continue;
    const listed = lastComplete !== undefined && row.lastPoll >= lastComplete;
    if (listed || (await isOpenAtVendor(deps, session, row))) openAlertIds.push(alertId);
  }
  return { alertIds, openAlertIds };
}

async function isOpenAtVendor({ atera, alerts, clock }: Deps, session: LeaseSession, row: AlertRow): Promise<boolean> {
  const alert = await atera.getAlert(session, row.alertId);
  if (alert && !alert.archived) return true;
  await alerts.close(row, clock.now());
  return false;
}
