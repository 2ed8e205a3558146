import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Condition } from '../../shared/storage/conditions.ts';
import type { ActivityDeps } from '../deps.ts';
import { isLost } from './ticket-status.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'conditions' | 'effects'>;

/**
 * The ticket that the occurrence's alert carries by now and that is therefore adopted. Atera or a person may have opened it since
 * the alert was first listed, so the newest alert is read again before a ticket of our own is opened beside it. Once
 * we have begun one of our own, it stays ours.
 */
export async function adoptCarriedTicket(
  deps: Deps,
  session: LeaseSession,
  condition: Condition,
): Promise<number | undefined> {
  if (condition.ticketId !== undefined && !condition.ticketAdopted) return undefined;
  const ticketId = condition.ticketId ?? (await carriedBesideNone(deps, session, condition));
  if (ticketId === undefined) return undefined;
  if (isLost(await deps.atera.getTicket(session, ticketId))) {
    await deps.conditions.update(condition, ({ ticketId: _lost, ...row }) => ({ ...row, ticketAdopted: false }));
    return undefined;
  }
  await deps.conditions.update(condition, (row) => ({ ...row, ticketId, ticketAdopted: true }));
  return ticketId;
}

async function carriedBesideNone(deps: Deps, session: LeaseSession, condition: Condition): Promise<number | undefined> {
  const own = await deps.effects.get({ key: condition, kind: 'ticket', sequence: 0 });
  if (own && own.effect.state !== 'void') return undefined;
  return carriedTicket(deps, session, condition.alertIds);
}

async function carriedTicket(
  { atera, alerts }: Deps,
  session: LeaseSession,
  alertIds: readonly number[],
): Promise<number | undefined> {
  for (const alertId of alertIds) {
    const listed = (await alerts.get(alertId))?.ticketId;
    if (listed !== undefined) return listed;
  }
  const newest = alertIds.at(-1);
  return newest === undefined ? undefined : (await atera.getAlert(session, newest))?.ticketId;
}
