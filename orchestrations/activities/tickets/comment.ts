import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import { isOneOf } from '../../../shared/domain/tickets/same-text.ts';
import type { TicketComment } from '../../../shared/domain/tickets/ticket.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import type { EffectName } from '../../../shared/storage/effects.ts';
import type { Deed } from '../../../shared/texts/acting/en.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { assertMayAct, type MayActDeps } from '../effects/may-act.ts';
import { type ActResult, throughLedger } from '../effects/through-ledger.ts';
import { localText } from './local-text.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'customers' | 'effects' | 'clock' | 'policy'>;
type WriteDeps = Deps & MayActDeps;

/**
 * Pages of comments read when searching for one of ours; a ticket with more than 250 comments is a
 * person's by then.
 */
const MAX_COMMENT_PAGES = 5;

/** A comment to write, its moments in UTC. */
interface Comment {
  readonly name: EffectName;
  readonly lease: Lease;
  readonly ticketId: number;
  readonly customerId: number | undefined;
  readonly text: string;
  readonly onlyInternal?: boolean;
  /** What it is part of, where that is allowed when a mere comment is not. */
  readonly deed?: Deed;
}

/**
 * Writes a comment once, through the intent ledger; internal unless the policy says otherwise, its
 * moments in the customer's time zone. Without a technician in the policy nothing is written, which
 * counts as done.
 */
export async function commentOnce(
  deps: WriteDeps,
  session: LeaseSession,
  comment: Comment,
): Promise<ActResult | { state: 'done' }> {
  const { technicianEmail, publicComments } = deps.policy;
  if (technicianEmail === undefined) return { state: 'done' };
  const { name, lease, ticketId, customerId, onlyInternal = false, deed = 'comment a ticket' } = comment;
  const text = await localText(deps, customerId, comment.text);
  const isInternal = onlyInternal || !publicComments;
  return throughLedger(deps, {
    name,
    lease,
    about: { text, ticketId },
    mayAct: () => assertMayAct(deps, 'propose', deed),
    async find(earlier) {
      const comments = await readComments(deps, session, ticketId);
      return comments.some(({ texts }) => isOneOf([earlier.text ?? text], texts)) ? {} : undefined;
    },
    async act() {
      await deps.atera.addTicketComment(session, ticketId, { text, technicianEmail, isInternal });
      return {};
    },
  });
}

/** Returns the comments of a ticket; an unreadable one has no text. One request per 50 comments. */
export async function readComments(
  { atera }: Pick<Deps, 'atera'>,
  session: LeaseSession,
  ticketId: number,
): Promise<TicketComment[]> {
  const found: TicketComment[] = [];
  for (let page = 1; page <= MAX_COMMENT_PAGES; page++) {
    const comments = await atera.listTicketComments(session, ticketId, page);
    found.push(...comments.rows.map((row) => (isUnreadable(row) ? { texts: [], email: '' } : row)));
    if (page >= comments.totalPages) break;
  }
  return found;
}
