import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { withoutTicket } from '../../../shared/domain/occurrences/occurrence.ts';
import {
  type Gravity,
  isBulk,
  isEndedByApp,
  newHold,
  worseSince,
} from '../../../shared/domain/tickets/person-close.ts';
import { isOneOf } from '../../../shared/domain/tickets/same-text.ts';
import type { Ticket } from '../../../shared/domain/tickets/ticket.ts';
import { isReadBackDue, memoryOf, type TicketMemory } from '../../../shared/domain/tickets/ticket-memory.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { asOwn } from '../../../shared/storage/conditions/conditions.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { TicketRead } from '../../runtime/results.ts';
import type { Subject } from '../../runtime/run.ts';
import { alertGravity } from '../alerts/alert-gravity.ts';
import { readComments } from './comment.ts';
import { findLostTicket } from './open-ticket.ts';
import { readBack, writtenFields } from './read-back.ts';
import { type FoundTicket, findTicket } from './ticket-status.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'alerts' | 'conditions' | 'effects' | 'ticketWatch' | 'runLeased' | 'clock' | 'policy' | 'log'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly gravity: Gravity;
}

/**
 * Reads the occurrence's ticket: what the tenant's rules made of a new one, and whether a person
 * has ended it. Changes our own row only. Idempotent: the row is set to what was read.
 */
export function makeReadTicket(deps: Deps) {
  return ({ lease, subject, gravity }: Input): Promise<Leased<TicketRead>> =>
    deps.runLeased(lease, async (session) => {
      const { key } = subject;
      const readAt = deps.clock.now();
      const condition = asOwn(await deps.conditions.get(key.deviceKey, key.conditionKey), key);
      if (condition?.cancelled !== undefined) return lostTicket(deps, session, subject, condition);
      if (condition?.ticketId === undefined) return { readAt };
      const found = await findTicket(deps, session, condition.ticketId);
      const known = memoryOf(condition.ticket, found.ticketId, writtenFields(deps.policy), condition.openedAt);
      if (found.standing === 'open') return stillOpen(deps, session, condition, found, known);
      if (found.ticket && isEndedByApp(known, found.ticket)) {
        await deps.conditions.update(key, (row) =>
          row.ticketId === found.ticketId ? withoutTicket(row, found.ticketId, readAt) : row,
        );
        return { readAt };
      }
      return endedByPerson(deps, condition, found, known, gravity);
    });
}

/**
 * The ticket of a cancelled occurrence that was begun, where it is there: its number is remembered
 * for the next firing.
 */
async function lostTicket(
  deps: Deps,
  session: LeaseSession,
  subject: Subject,
  { ticketId, ticketNumber }: Condition,
): Promise<TicketRead> {
  const found = ticketId ?? (await findLostTicket(deps, session, subject, ticketNumber));
  return { readAt: deps.clock.now(), ...(found !== undefined && { ticketId: found }) };
}

async function stillOpen(
  deps: Deps,
  session: LeaseSession,
  condition: Condition,
  { ticket, ticketId, moved }: FoundTicket,
  known: TicketMemory,
): Promise<TicketRead> {
  const readAt = deps.clock.now();
  const isOurs = !condition.ticketAdopted && !moved;
  const { hold: _hold, ...read } =
    ticket && isOurs && isReadBackDue(known, readAt)
      ? await readBackNew(deps, session, condition, ticket, known)
      : known;
  if (moved) deps.log('ticket-merged', { ticketId: condition.ticketId, into: ticketId, device: condition.deviceName });
  await remember(deps, condition, { ...read, readAt }, moved);
  return { ticketId, readAt };
}

/** One more request only where the ticket's newest comments are not all ours. */
async function readBackNew(
  deps: Deps,
  session: LeaseSession,
  condition: Condition,
  ticket: Ticket,
  known: TicketMemory,
): Promise<TicketMemory> {
  const written = await deps.effects.written(condition.deviceKey, condition.conditionKey);
  const isForeign = (comment: string) => comment !== '' && !isOneOf(written.texts, [comment]);
  const mayHoldReplies = ticket.lastComments?.some(isForeign) ?? true;
  const comments = mayHoldReplies ? await readComments(deps, session, ticket.id) : [];
  return readBack(deps, known, ticket, comments, written);
}

async function endedByPerson(
  deps: Deps,
  condition: Condition,
  { ticket, ticketId, standing, moved }: FoundTicket,
  known: TicketMemory,
  gravity: Gravity,
): Promise<TicketRead> {
  const readAt = deps.clock.now();
  const how = standing === 'open' ? 'closed' : standing;
  const hold = known.hold ?? newHold({ how, since: known.since, ticket, gravity }, deps.policy, readAt);
  await remember(deps, condition, { ...known, readAt, hold }, moved);
  if (known.hold === undefined) {
    deps.log('ticket-ended-by-person', { ticketId, how, device: condition.deviceName });
    const closes = await deps.ticketWatch.addClose({ ticketId, at: hold.at, noticedAt: readAt });
    if (isBulk(closes, readAt)) deps.log('tickets-ended-in-bulk', { count: closes.length });
  }
  const worse = worseSince(hold.at, await alertGravity(deps, condition), languageOf(deps.policy, condition.customerId));
  return { ticketId, readAt, hold, ...(worse !== undefined && { worse }) };
}

/** What a ticket was merged into belongs to somebody else: commented on, never closed. */
async function remember(
  { conditions }: Deps,
  condition: Condition,
  ticket: TicketMemory,
  moved: boolean,
): Promise<void> {
  await conditions.update(condition, (row) => {
    if (row.ticketId !== condition.ticketId) return row;
    return { ...row, ticket, ...(moved && { ticketId: ticket.ticketId, ticketAdopted: true }) };
  });
}
