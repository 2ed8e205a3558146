import type { Ticket } from '../../shared/atera/ticket-schema.ts';
import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { clearedComment, type TicketStory } from '../../shared/domain/ticket-story.ts';
import type { Condition } from '../../shared/storage/conditions.ts';
import { textHash } from '../../shared/storage/effects.ts';
import type { ActivityDeps } from '../deps.ts';
import type { Subject } from '../run.ts';
import type { Writing } from '../steps.ts';
import { commentHashes, commentOnce } from './comment.ts';
import { actingFor, assertMayAct, type BeforeActing, type MayActDeps } from './may-act.ts';
import { findLostTicket } from './open-ticket.ts';
import { isEnded, isLost } from './ticket-status.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'conditions' | 'effects' | 'runLeased' | 'clock' | 'policy' | 'log'> &
  MayActDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly story: TicketStory;
}

/** How the ticket was left. */
export interface Closed {
  readonly how: 'resolved' | 'left to a person' | 'over already' | 'gone';
  readonly ticketId?: number;
}

/**
 * Ends the occurrence's ticket when its condition is over: sets it to resolved, or only comments it when it is adopted or a person
 * has worked on it. Twice is harmless: the comment goes through the intent ledger and a status can be set again.
 */
export function makeCloseTicket(given: BeforeActing<Deps>) {
  return ({ lease, subject, story }: Input): Promise<Leased<Writing<Closed>>> =>
    given.runLeased(lease, async (session): Promise<Writing<Closed>> => {
      const deps = actingFor(given, subject);
      await assertMayAct(deps, 'propose', 'close a ticket');
      const { key } = subject;
      const condition = await deps.conditions.get(key.deviceKey, key.conditionKey);
      const ticketId = condition?.ticketId ?? (await findLostTicket(deps, session, subject));
      const ticket = ticketId === undefined ? undefined : await deps.atera.getTicket(session, ticketId);
      if (!condition || !ticket) return { state: 'written', result: { how: 'gone' } };
      if (isLost(ticket) || isEnded(ticket, deps.policy))
        return { state: 'written', result: { how: 'over already', ticketId: ticket.id } };
      const ours = !condition.ticketAdopted && !(await isTouched(deps, session, ticket, condition));
      const name = { key, kind: 'closing-comment', sequence: 0 } as const;
      const text = clearedComment(story, ours);
      const comment = await commentOnce(deps, session, { name, lease, ticketId: ticket.id, text });
      if (comment.state !== 'done') return comment;
      if (!ours) return { state: 'written', result: { how: 'left to a person', ticketId: ticket.id } };
      await assertMayAct(deps, 'propose', 'close a ticket');
      await deps.atera.updateTicket(session, ticket.id, { status: deps.policy.ticketStatus.resolved });
      deps.log('ticket-resolved', { ticketId: ticket.id, device: condition.deviceName });
      return { state: 'written', result: { how: 'resolved', ticketId: ticket.id } };
    });
}

/** True when technician, status, title or a comment is not what we wrote: then the ticket is a person's, and is not closed. */
async function isTouched(deps: Deps, session: LeaseSession, ticket: Ticket, condition: Condition): Promise<boolean> {
  const { policy, effects } = deps;
  if (ticket.status.toLowerCase() !== policy.ticketStatus.open.toLowerCase()) return true;
  const technician = ticket.technicianEmail.toLowerCase();
  if (technician !== '' && technician !== policy.technicianEmail?.toLowerCase()) return true;
  const { texts, titles } = await effects.written(condition.deviceKey, condition.conditionKey);
  if (!titles.has(textHash(ticket.title))) return true;
  const comments = await commentHashes(deps, session, ticket.id);
  return comments.some((hash) => !texts.has(hash));
}
