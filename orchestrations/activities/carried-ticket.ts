import type { Ticket } from '../../shared/atera/ticket-schema.ts';
import type { LeaseSession } from '../../shared/budget/fence.ts';
import { newHold, type Standing } from '../../shared/domain/tickets/person-close.ts';
import { type Hold, memoryOf, type TicketMemory } from '../../shared/domain/tickets/ticket-memory.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Condition } from '../../shared/storage/conditions.ts';
import type { ActivityDeps } from '../deps.ts';
import { writtenFields } from './read-back.ts';
import { findTicket } from './ticket-status.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'conditions' | 'effects' | 'policy' | 'clock'>;

/** An occurrence is opened within a few polls of its alert. */
const FIRED_BEFORE_MS = 15 * MINUTE_MS;

/** A ticket of somebody else that carries the occurrence; `hold` = a person has closed it already. */
export interface CarriedTicket {
  readonly ticketId: number;
  readonly hold?: Hold;
}

/**
 * The ticket that the occurrence's alert carries by now and that is therefore adopted. Atera or a person may have opened it since
 * the alert was first listed, so the newest alert is read again before a ticket of our own is opened beside it. Once
 * we have begun one of our own, it stays ours. One that is deleted, or was closed before this firing, carries nothing.
 */
export async function adoptCarriedTicket(
  deps: Deps,
  session: LeaseSession,
  condition: Condition,
): Promise<CarriedTicket | undefined> {
  if (condition.ticketId !== undefined && !condition.ticketAdopted) return undefined;
  const asked = condition.ticketId ?? (await carriedBesideNone(deps, session, condition));
  if (asked === undefined) return undefined;
  const { ticketId, ticket, standing } = await findTicket(deps, session, asked);
  if (standing === 'deleted' || standing === 'merged' || wasClosedBefore(condition, standing, ticket)) {
    await deps.conditions.update(condition, ({ ticketId: _lost, ...row }) => ({ ...row, ticketAdopted: false }));
    return undefined;
  }
  const now = deps.clock.now();
  const known = memoryOf(condition.ticket, ticketId, writtenFields(deps.policy), now);
  const end = { how: 'closed', since: known.since, ticket, gravity: {} } as const;
  const hold = standing === 'closed' ? (known.hold ?? newHold(end, deps.policy, now)) : undefined;
  const memory: TicketMemory = { ...known, readAt: now, ...(hold && { hold }) };
  await deps.conditions.update(condition, (row) => ({ ...row, ticketId, ticketAdopted: true, ticket: memory }));
  return { ticketId, ...(hold && { hold }) };
}

/** Such an end says nothing about what fires now. */
function wasClosedBefore({ openedAt }: Condition, standing: Standing, ticket: Ticket | undefined): boolean {
  if (standing !== 'closed') return false;
  return ticket?.resolvedAt !== undefined && ticket.resolvedAt < openedAt - FIRED_BEFORE_MS;
}

async function carriedBesideNone(deps: Deps, session: LeaseSession, condition: Condition): Promise<number | undefined> {
  const own = await deps.effects.get({ key: condition, kind: 'ticket', sequence: condition.ticketNumber });
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
