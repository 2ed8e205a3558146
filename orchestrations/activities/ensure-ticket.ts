import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { ticketToReopen } from '../../shared/domain/occurrence.ts';
import { adoptedComment, reopenedComment, type TicketStory, ticketDraft } from '../../shared/domain/ticket-story.ts';
import type { ActivityDeps } from '../deps.ts';
import type { Subject, TicketWritten } from '../run.ts';
import type { Writing } from '../steps.ts';
import { adoptCarriedTicket } from './carried-ticket.ts';
import { commentOnce } from './comment.ts';
import { actingFor, assertMayAct, assertStillOpen, type BeforeActing, type MayActDeps } from './may-act.ts';
import { openTicketOnce } from './open-ticket.ts';
import { isEnded, isLost } from './ticket-status.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'alerts' | 'conditions' | 'contacts' | 'effects' | 'runLeased' | 'clock' | 'policy' | 'log'
> &
  MayActDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly story: TicketStory;
}

/**
 * Makes sure the occurrence has its one ticket: comments the one its alert carries, reopens the last one if the condition is back
 * within `reopenWithinDays`, else opens a new one. Twice is harmless: every write goes through the intent ledger.
 */
export function makeEnsureTicket(given: BeforeActing<Deps>) {
  return (input: Input): Promise<Leased<Writing<TicketWritten>>> =>
    given.runLeased(input.lease, async (session): Promise<Writing<TicketWritten>> => {
      const deps = actingFor(given, input.subject);
      await assertMayAct(deps, 'propose', 'write a ticket');
      const { subject, lease, story } = input;
      const condition = await assertStillOpen(deps, subject.key);
      const carried = await adoptCarriedTicket(deps, session, condition);
      if (carried !== undefined) {
        const text = adoptedComment(subject.key, story);
        return comment(deps, session, lease, { subject, ticketId: carried, text, how: 'adopted' });
      }
      const previous = ticketToReopen(condition, deps.policy.reopenWithinDays);
      if (previous !== undefined && (await reopen(deps, session, previous))) {
        await note(deps, subject, previous);
        return comment(deps, session, lease, {
          subject,
          ticketId: previous,
          text: reopenedComment(story),
          how: 'reopened',
        });
      }
      const opened = await openTicketOnce(deps, session, lease, { subject, draft: ticketDraft(subject.key, story) });
      if (opened.state === 'written') await note(deps, subject, opened.result.ticketId);
      return opened;
    });
}

/** Kept in the row at once: if the rest of the run fails, whoever ends the condition must know which ticket to close. */
async function note({ conditions, clock }: Deps, { key }: Subject, ticketId: number): Promise<void> {
  // The ticket itself is its first note: a condition that was waited out for days is not reminded of an hour later.
  const lastCommentAt = clock.now();
  await conditions.update(key, (row) => (row.ticketId === undefined ? { ...row, ticketId, lastCommentAt } : row));
}

/** False when the ticket is gone: then a new one is opened. Setting a status twice is harmless. */
async function reopen(deps: Deps, session: LeaseSession, ticketId: number): Promise<boolean> {
  const { atera, policy, log } = deps;
  const ticket = await atera.getTicket(session, ticketId);
  if (!ticket || isLost(ticket)) return false;
  // A person may have reopened it, or moved it on: only what is over is set back.
  if (isEnded(ticket, policy)) {
    await assertMayAct(deps, 'propose', 'reopen a ticket');
    await atera.updateTicket(session, ticketId, { status: policy.ticketStatus.open });
    log('ticket-reopened', { ticketId });
  }
  return true;
}

async function comment(
  deps: Deps,
  session: LeaseSession,
  lease: Lease,
  what: { subject: Subject; ticketId: number; text: string; how: 'adopted' | 'reopened' },
): Promise<Writing<TicketWritten>> {
  const { subject, ticketId, text, how } = what;
  const kind = how === 'adopted' ? 'adopting-comment' : 'reopening-comment';
  const result = await commentOnce(deps, session, {
    name: { key: subject.key, kind, sequence: 0 },
    lease,
    ticketId,
    text,
  });
  return result.state === 'done' ? { state: 'written', result: { ticketId, how } } : result;
}
