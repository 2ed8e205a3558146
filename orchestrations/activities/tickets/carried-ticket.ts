import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { newHold } from '../../../shared/domain/tickets/person-close.ts';
import { type Hold, memoryOf, type TicketMemory } from '../../../shared/domain/tickets/ticket-memory.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { writtenFields } from './read-back.ts';
import { type FoundTicket, findTicket } from './ticket-status.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'conditions' | 'effects' | 'policy' | 'clock'>;

/** Ticket and alert may be dated apart. */
const CLOCK_MARGIN_MS = 5 * MINUTE_MS;

/**
 * A ticket of somebody else that carries the occurrence; `hold` = a person has closed it already.
 */
export interface CarriedTicket {
  readonly ticketId: number;
  readonly hold?: Hold;
}

/**
 * Returns the ticket that the occurrence's alert carries by now and that is therefore adopted.
 * Atera or a person may have opened it since the alert was first listed, so the newest alert is
 * read again before a ticket of our own is opened beside it. Once we have begun one of our own, it
 * stays ours. One that is deleted, or was closed before this firing, carries nothing.
 */
export async function adoptCarriedTicket(
  deps: Deps,
  session: LeaseSession,
  condition: Condition,
): Promise<CarriedTicket | undefined> {
  if (condition.ticketId !== undefined && !condition.ticketAdopted) return undefined;
  const asked = condition.ticketId ?? (await carriedBesideNone(deps, session, condition));
  if (asked === undefined) return undefined;
  const found = await findTicket(deps, session, asked);
  const { standing } = found;
  if (standing === 'deleted' || standing === 'merged' || (await wasClosedBefore(deps, condition, found))) {
    await deps.conditions.update(condition, ({ ticketId: _lost, ...row }) => ({ ...row, ticketAdopted: false }));
    return undefined;
  }
  return adopt(deps, condition, found);
}

/**
 * Returns an open ticket that a later alert of the occurrence carries, adopted in place of `ended`,
 * the one that a person has ended.
 */
export async function adoptLaterTicket(
  deps: Deps,
  session: LeaseSession,
  condition: Condition,
  ended: number,
): Promise<CarriedTicket | undefined> {
  const asked = await listedTicket(deps, condition.alertIds.toReversed(), ended);
  const found = asked === undefined ? undefined : await findTicket(deps, session, asked);
  if (found?.standing !== 'open' || found.ticketId === ended) return undefined;
  return adopt(deps, { ...condition, ticketNumber: condition.ticketNumber + 1 }, found);
}

async function adopt(
  { conditions, policy, clock }: Deps,
  condition: Condition,
  { ticketId, ticket, standing }: FoundTicket,
): Promise<CarriedTicket> {
  const { ticketNumber } = condition;
  const now = clock.now();
  const known = memoryOf(condition.ticket, ticketId, writtenFields(policy), now);
  const end = { how: 'closed', since: known.since, ticket, gravity: {} } as const;
  const hold = standing === 'closed' ? (known.hold ?? newHold(end, policy, now)) : undefined;
  const memory: TicketMemory = { ...known, readAt: now, ...(hold && { hold }) };
  await conditions.update(condition, (row) => ({
    ...row,
    ticketId,
    ticketAdopted: true,
    ticketNumber,
    ticket: memory,
  }));
  return { ticketId, ...(hold && { hold }) };
}

/** Such an end says nothing about what fires now. Both dates are Atera's. */
async function wasClosedBefore(
  { alerts }: Deps,
  { alertIds, openedAt }: Condition,
  { standing, ticket }: FoundTicket,
): Promise<boolean> {
  if (standing !== 'closed' || ticket?.resolvedAt === undefined) return false;
  const [first] = alertIds;
  const raisedAt = first === undefined ? openedAt : ((await alerts.get(first))?.createdAt ?? openedAt);
  return ticket.resolvedAt < raisedAt - CLOCK_MARGIN_MS;
}

async function carriedBesideNone(deps: Deps, session: LeaseSession, condition: Condition): Promise<number | undefined> {
  const own = await deps.effects.get({ key: condition, kind: 'ticket', sequence: condition.ticketNumber });
  if (own && own.effect.state !== 'void') return undefined;
  return carriedTicket(deps, session, condition.alertIds);
}

async function carriedTicket(
  deps: Deps,
  session: LeaseSession,
  alertIds: readonly number[],
): Promise<number | undefined> {
  const newest = alertIds.at(-1);
  const listed = await listedTicket(deps, alertIds);
  return listed ?? (newest === undefined ? undefined : (await deps.atera.getAlert(session, newest))?.ticketId);
}

/** The ticket of the first of these alerts that was listed with one, other than `except`. */
async function listedTicket(
  { alerts }: Deps,
  alertIds: readonly number[],
  except?: number,
): Promise<number | undefined> {
  for (const alertId of alertIds) {
    const listed = (await alerts.get(alertId))?.ticketId;
    if (listed !== undefined && listed !== except) return listed;
  }
  return undefined;
}
