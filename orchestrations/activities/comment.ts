import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import { isUnreadable } from '../../shared/http/rows.ts';
import { type EffectName, textHash } from '../../shared/storage/effects.ts';
import type { ActivityDeps } from '../deps.ts';
import { assertMayAct, type MayActDeps } from './may-act.ts';
import { type ActResult, throughLedger } from './through-ledger.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'effects' | 'clock' | 'policy'>;
type WriteDeps = Deps & MayActDeps;

/** Pages of comments read when looking for one of ours; a ticket with more than 250 comments is a person's by then. */
const MAX_COMMENT_PAGES = 5;

/**
 * Writes a comment once, through the intent ledger; internal unless the policy says otherwise. Without a technician in the policy nothing is written, which
 * counts as done.
 */
export async function commentOnce(
  deps: WriteDeps,
  session: LeaseSession,
  comment: { name: EffectName; lease: Lease; ticketId: number; text: string },
): Promise<ActResult | { state: 'done' }> {
  const { technicianEmail, publicComments } = deps.policy;
  if (technicianEmail === undefined) return { state: 'done' };
  const { name, lease, ticketId, text } = comment;
  return throughLedger(deps, {
    name,
    lease,
    about: { textHash: textHash(text), ticketId },
    mayAct: () => assertMayAct(deps, 'propose', 'comment a ticket'),
    async find(earlier) {
      const hashes = await commentHashes(deps, session, ticketId);
      return earlier.textHash !== undefined && hashes.includes(earlier.textHash) ? {} : undefined;
    },
    async act() {
      await deps.atera.addTicketComment(session, ticketId, { text, technicianEmail, isInternal: !publicComments });
      return {};
    },
  });
}

/** The hashes of a ticket's comments; an unreadable one counts as somebody else's. One request per 50 comments. */
export async function commentHashes(
  { atera }: Pick<Deps, 'atera'>,
  session: LeaseSession,
  ticketId: number,
): Promise<string[]> {
  const hashes: string[] = [];
  for (let page = 1; page <= MAX_COMMENT_PAGES; page++) {
    const comments = await atera.listTicketComments(session, ticketId, page);
    hashes.push(...comments.rows.map((row) => (isUnreadable(row) ? 'unreadable' : textHash(row.text))));
    if (page >= comments.totalPages) break;
  }
  return hashes;
}
