import type { LeaseSession } from '../../../shared/budget/fence.ts';
import { type AlertRow, isListed } from '../../../shared/domain/alerts/alert-row.ts';
import { surelyRaisedAt } from '../../../shared/domain/alerts/raised-at.ts';
import type { OccurrenceKey } from '../../../shared/domain/occurrences/keys.ts';
import { mapPooled } from '../../../shared/pooled.ts';
import { endedByAtera } from '../../../shared/recognition/ended-by-atera.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { AlertFacts, Inspection } from '../../runtime/inspection.ts';

/** The alerts of an occurrence, as an inspection reports them. */
export type FoundAlerts = Pick<
  Inspection,
  'alertOpen' | 'alertIds' | 'openAlertIds' | 'newestAlertAt' | 'surelyRaisedAt'
> &
  Required<Pick<Inspection, 'alerts'>>;

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'conditions' | 'clock'>;

const CONFIRMED_FOR_MS = 5 * 60_000;

/**
 * Returns the occurrence's alerts, and which of them are still open. What the last complete poll
 * listed is open; absence from it only suggests the end, so such an alert is read (one request)
 * and, when Atera confirms, closed in our table. With `deviceWasRead` absence of all of them is
 * enough: the device's own state decides, and an alert that is still open is listed again later. An
 * alert whose row is lost or cannot be read has not ended because of that: Atera is asked about it,
 * each time.
 */
export async function findAlerts(
  deps: Deps,
  session: LeaseSession,
  key: OccurrenceKey,
  { deviceWasRead = false } = {},
): Promise<FoundAlerts> {
  const condition = await deps.conditions.get(key.deviceKey, key.conditionKey);
  const alertIds = condition?.alertIds ?? [];
  const listedSince = await deps.alerts.listedSince();
  const rows = (await mapPooled(alertIds, (alertId) => deps.alerts.get(alertId))).filter((row) => row !== undefined);
  const isNamed = (row: AlertRow) =>
    row.closedAt === undefined && (isListed(row, listedSince) || isConfirmed(deps, row));
  // While one of them is open, Atera is still asked about the others: each has its own limit.
  const mayAsk = !deviceWasRead || rows.some(isNamed);
  const found: { readonly row: AlertRow; readonly isOpen: boolean }[] = [];
  for (const row of rows) {
    const isAsked = row.closedAt === undefined && !isNamed(row) && mayAsk;
    found.push({ row, isOpen: isNamed(row) || (isAsked && (await isOpenAtVendor(deps, session, row))) });
  }
  const lost = mayAsk ? alertIds.filter((alertId) => !rows.some((row) => row.alertId === alertId)) : [];
  const lostButOpen: number[] = [];
  for (const alertId of lost) if (await isOpenById(deps, session, alertId)) lostButOpen.push(alertId);
  const open = found.filter(({ isOpen }) => isOpen).map(({ row }) => row);
  const newest = open.length > 0 && {
    newestAlertAt: Math.max(...open.map((row) => row.createdAt)),
    surelyRaisedAt: Math.max(...open.map(surelyRaisedAt)),
  };
  return {
    alertOpen: open.length + lostButOpen.length > 0,
    alertIds,
    openAlertIds: [...open.map((row) => row.alertId), ...lostButOpen],
    alerts: found.map(alertFactsOf),
    ...newest,
  };
}

function alertFactsOf({ row, isOpen }: { readonly row: AlertRow; readonly isOpen: boolean }): AlertFacts {
  const { alertId, message, severity, details, firstListedAt } = row;
  return { alertId, isOpen, message, severity, details, firstListedAt, selfResolves: endedByAtera(row) };
}

async function isOpenAtVendor(deps: Deps, session: LeaseSession, row: AlertRow): Promise<boolean> {
  const { alerts, clock } = deps;
  if (await isOpenById(deps, session, row.alertId)) {
    await alerts.save([{ ...row, confirmedOpenAt: clock.now() }]);
    return true;
  }
  await alerts.close(row, clock.now(), 'atera');
  return false;
}

async function isOpenById({ atera }: Pick<Deps, 'atera'>, session: LeaseSession, alertId: number): Promise<boolean> {
  const alert = await atera.getAlert(session, alertId);
  return alert !== undefined && !alert.archived;
}

/**
 * Asked a moment ago, under a lease that was spent before the inspection was done: the next one
 * must get further.
 */
function isConfirmed({ clock }: Deps, { confirmedOpenAt }: AlertRow): boolean {
  return confirmedOpenAt !== undefined && clock.now() - confirmedOpenAt < CONFIRMED_FOR_MS;
}
