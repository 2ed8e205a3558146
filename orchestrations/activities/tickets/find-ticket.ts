import type { LeaseSession } from '../../../shared/budget/fence.ts';
import { standingOf } from '../../../shared/domain/tickets/person-close.ts';
import { withoutMarkup } from '../../../shared/domain/tickets/same-text.ts';
import type { Ticket } from '../../../shared/domain/tickets/ticket.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import type { Effect } from '../../../shared/storage/effects.ts';
import { mayHaveForgotten } from '../../../shared/storage/tables-begun.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** How far before the intent a ticket of ours could be dated: Atera's clock and ours may differ. */
const BEFORE_INTENT_MS = 5 * 60_000;

/**
 * Pages read when searching for a ticket that may exist: newest first, so it is on the first one
 * unless 150 came in between.
 */
const MAX_TICKET_PAGES = 3;

/** Instead of the id of a lease: the intent is one that the tables may have held once. */
export const FORGOTTEN = 'forgotten';

/** How far back a ticket is searched for when it is not known since when the tables were empty. */
const FORGOTTEN_FOR_MS = 30 * DAY_MS;

/**
 * The intent that a backup does not hold, or that tables held which are lost: as long as that may
 * be, a ticket is searched for before it is opened. One that people have closed meanwhile is not
 * taken for that of another occurrence, whose number may be the same.
 */
export async function forgottenTicket({
  tablesBegun,
  clock,
}: Pick<ActivityDeps, 'tablesBegun' | 'clock'>): Promise<Effect | undefined> {
  const begun = await tablesBegun.get();
  if (!mayHaveForgotten(begun, clock.now())) return undefined;
  const { at, backupAt = at - FORGOTTEN_FOR_MS } = begun;
  return { state: 'intended', kind: 'ticket', leaseId: FORGOTTEN, notAfter: at, intendedAt: backupAt, notFoundAt: at };
}

/** Which ticket is searched for. */
export interface Sought {
  readonly customerId: number;
  readonly marker: string;
  /** When it was to be opened (epoch ms). */
  readonly intendedAt: number;
  readonly mayBeClosed: boolean;
}

/**
 * The id of the customer's ticket that carries the marker in its title or first comment, created
 * since a little before the intent.
 */
export async function findByMarker(
  { atera, policy }: Pick<ActivityDeps, 'atera' | 'policy'>,
  session: LeaseSession,
  { customerId, marker, intendedAt, mayBeClosed }: Sought,
): Promise<number | undefined> {
  const since = intendedAt - BEFORE_INTENT_MS;
  const isMeant = (ticket: Ticket) => mayBeClosed || standingOf(ticket, policy) === 'open';
  for (let page = 1; page <= MAX_TICKET_PAGES; page++) {
    const tickets = await atera.listTickets(session, { customerId, page });
    const rows = tickets.rows.filter((row): row is Ticket => !isUnreadable(row));
    const ours = rows.find((ticket) => isMarked(ticket, marker) && isMeant(ticket));
    if (ours) return ours.id;
    const oldest = rows.at(-1)?.createdAt;
    if (page >= tickets.totalPages || (oldest !== undefined && oldest < since)) return undefined;
  }
  return undefined;
}

function isMarked({ title, firstComment }: Ticket, marker: string): boolean {
  return [title, firstComment].some((text) => withoutMarkup(text).includes(marker));
}
