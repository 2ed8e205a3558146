import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { reportedByTicketText } from '../../../shared/domain/occurrences/ticket-notes.ts';
import { asDone } from '../../../shared/domain/occurrences/what-was-done.ts';
import { isEndedByApp } from '../../../shared/domain/tickets/person-close.ts';
import type { Ticket } from '../../../shared/domain/tickets/ticket.ts';
import { touchedBy } from '../../../shared/domain/tickets/ticket-baseline.ts';
import { memoryOf, type TicketMemory } from '../../../shared/domain/tickets/ticket-memory.ts';
import { clearedComment, type TicketText } from '../../../shared/domain/tickets/ticket-text.ts';
import { holdTexts } from '../../../shared/texts/hold/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Closed } from '../../runtime/results.ts';
import type { Subject } from '../../runtime/run.ts';
import type { Writing } from '../../runtime/steps.ts';
import {
  actingFor,
  assertMayAct,
  assertStillOpen,
  type BeforeActing,
  type MayActDeps,
  occurrenceOver,
} from '../effects/may-act.ts';
import { commentOnce, readComments } from './comment.ts';
import { withMuteNote } from './mute-note.ts';
import { findLostTicket } from './open-ticket.ts';
import { readBack, writtenFields } from './read-back.ts';
import { type FoundTicket, findTicket } from './ticket-status.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'conditions' | 'customers' | 'effects' | 'ticketWatch' | 'runLeased' | 'clock' | 'policy' | 'log'
> &
  MayActDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly ticketText: TicketText;
}

/**
 * Ends the occurrence's ticket when its condition has recovered: sets it to resolved, or only
 * comments it when it is adopted or a person has worked on it. Idempotent: the comment goes through
 * the intent ledger and a status can be set again.
 */
export function makeCloseTicket(given: BeforeActing<Deps>) {
  return ({ lease, subject, ticketText }: Input): Promise<Leased<Writing<Closed>>> =>
    given.runLeased(lease, async (session): Promise<Writing<Closed>> => {
      const deps = actingFor(given, subject);
      await assertMayAct(deps, 'propose', 'close a ticket');
      const { key } = subject;
      const condition = await assertStillOpen(deps, key);
      const asked = await ticketOf(deps, session, subject, condition);
      const found = asked === undefined ? undefined : await findTicket(deps, session, asked);
      if (!found?.ticket) return written({ how: 'gone' });
      const { ticketId, ticket } = found;
      if (found.standing !== 'open') {
        return written({ how: isEndedByApp(condition.ticket, ticket) ? 'resolved' : 'ended already', ticketId });
      }
      const judged = await judge(deps, session, condition, { ...found, ticket });
      const name = { key, kind: 'closing-comment', sequence: condition.ticketNumber } as const;
      const text = clearedComment(
        await withMuteNote(deps, asDone(ticketText, condition), condition),
        judged.because === undefined,
      );
      const comment = await commentOnce(deps, session, {
        ...{ name, lease, customerId: subject.customerId },
        ticketId,
        text,
        deed: 'close a ticket',
      });
      if (comment.state !== 'done') return comment;
      if (judged.because !== undefined) {
        await deps.conditions.update(key, (row) => reportedByTicketText(row, ticketText));
        return written({ how: 'left to a person', ticketId, because: judged.because });
      }
      await assertMayAct(deps, 'propose', 'close a ticket');
      // First: if the answer is lost, it must be known that it was the app who ended it.
      const ticketMemory = { ...judged.memory, resolvedAt: deps.clock.now() };
      const kept = await deps.conditions.update(key, (row) =>
        reportedByTicketText({ ...row, ticket: ticketMemory }, ticketText),
      );
      if (!kept) throw occurrenceOver();
      await deps.atera.updateTicket(session, ticketId, { status: deps.policy.ticketStatus.resolved });
      deps.log('ticket-resolved', { ticketId, device: condition.deviceName });
      return written({ how: 'resolved', ticketId });
    });
}

function written(result: Closed): Writing<Closed> {
  return { state: 'written', result };
}

/**
 * The ticket that carries the occurrence. One that was begun in place of a ticket a person ended
 * may be known to the ledger alone.
 */
async function ticketOf(
  deps: Deps,
  session: LeaseSession,
  subject: Subject,
  { ticketId, ticketNumber, ticket }: Condition,
): Promise<number | undefined> {
  if (ticketId === undefined) return findLostTicket(deps, session, subject, ticketNumber);
  const next = ticket?.hold && (await findLostTicket(deps, session, subject, ticketNumber + 1));
  return next ?? ticketId;
}

/**
 * Whether the ticket is the app's to close, and if not, why. A ticket that was never read back is
 * read back now.
 */
async function judge(
  deps: Deps,
  session: LeaseSession,
  condition: Condition,
  { ticket, ticketId, moved }: FoundTicket & { readonly ticket: Ticket },
): Promise<{ readonly memory: TicketMemory; readonly because?: string }> {
  const texts = holdTexts(deps.language);
  const known = memoryOf(condition.ticket, ticketId, writtenFields(deps.policy), condition.openedAt);
  if (moved) return { memory: known, because: texts.mergedIntoOther };
  if (condition.ticketAdopted) return { memory: known, because: texts.openedByOther };
  const own = await deps.effects.written(condition.deviceKey, condition.conditionKey);
  const comments = await readComments(deps, session, ticketId);
  const memory = known.readBack ? known : await readBack(deps, known, ticket, comments, own);
  if (!known.readBack) await deps.conditions.update(condition, (row) => ({ ...row, ticket: memory }));
  const touched = touchedBy(memory, ticket, comments, own, deps.policy.ticketRules, deps.language);
  // What the app itself wrote cannot be distinguished from a person's words.
  const because = touched !== undefined && own.unreadable > 0 ? texts.touchUnknown : touched;
  return { memory, ...(because !== undefined && { because }) };
}
