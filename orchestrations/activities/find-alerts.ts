import type { LeaseSession } from '../../shared/budget/fence.ts';
import { surelyRaisedAt } from '../../shared/domain/evidence/raised-at.ts';
import type { OccurrenceKey } from '../../shared/domain/keys.ts';
import { type AlertRow, isListed } from '../../shared/storage/alerts.ts';
import type { ActivityDeps } from '../deps.ts';
import type { Look } from '../run.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'conditions' | 'clock'>;

const CONFIRMED_FOR_MS = 5 * 60_000;

/**
 * The occurrence's alerts, and which of them are still open. What the last complete poll listed is open; absence from it only
 * suggests the end, so such an alert is read (one request) and, when Atera confirms, closed in our table. With `deviceWasRead` absence
 * is enough: what the device itself shows decides, and an alert that is open all the same is listed again one day.
 */
export async function findAlerts(
  deps: Deps,
  session: LeaseSession,
  key: OccurrenceKey,
  { deviceWasRead = false } = {},
): Promise<Pick<Look, 'alertOpen' | 'alertIds' | 'openAlertIds' | 'newestAlertAt' | 'surelyRaisedAt'>> {
  const condition = await deps.conditions.get(key.deviceKey, key.conditionKey);
  const alertIds = condition?.alertIds ?? [];
  const lastComplete = await deps.alerts.lastCompletePoll();
  const open: AlertRow[] = [];
  for (const alertId of alertIds) {
    const row = await deps.alerts.get(alertId);
    if (!row || row.closedAt !== undefined) continue;
    if (isListed(row, lastComplete) || isConfirmed(deps, row)) open.push(row);
    else if (!deviceWasRead && (await isOpenAtVendor(deps, session, row))) open.push(row);
  }
  const newest = open.length > 0 && {
    newestAlertAt: Math.max(...open.map((row) => row.createdAt)),
    surelyRaisedAt: Math.max(...open.map(surelyRaisedAt)),
  };
  return { alertOpen: open.length > 0, alertIds, openAlertIds: open.map((row) => row.alertId), ...newest };
}

async function isOpenAtVendor({ atera, alerts, clock }: Deps, session: LeaseSession, row: AlertRow): Promise<boolean> {
  const alert = await atera.getAlert(session, row.alertId);
  if (alert && !alert.archived) {
    await alerts.save([{ ...row, confirmedOpenAt: clock.now() }]);
    return true;
  }
  await alerts.close(row, clock.now());
  return false;
}

/** Asked a moment ago, under a lease that was spent before the look was done: the next one must get further. */
function isConfirmed({ clock }: Deps, { confirmedOpenAt }: AlertRow): boolean {
  return confirmedOpenAt !== undefined && clock.now() - confirmedOpenAt < CONFIRMED_FOR_MS;
}
