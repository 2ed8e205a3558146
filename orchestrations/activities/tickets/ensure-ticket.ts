import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { reportedByTicketText } from '../../../shared/domain/occurrences/ticket-notes.ts';
import { asDone } from '../../../shared/domain/occurrences/what-was-done.ts';
import { carriedByNew } from '../../../shared/domain/tickets/reopening.ts';
import { newMemory } from '../../../shared/domain/tickets/ticket-memory.ts';
import { adoptedComment, type TicketText, ticketDraft } from '../../../shared/domain/tickets/ticket-text.ts';
import { ticketTexts } from '../../../shared/texts/ticket/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Instead, Subject, TicketWritten } from '../../runtime/run.ts';
import type { Writing } from '../../runtime/steps.ts';
import { actingFor, assertMayAct, assertStillOpen, type BeforeActing, type MayActDeps } from '../effects/may-act.ts';
import { type NotifyDeps, notifyOf } from '../notify/notify-of.ts';
import { adoptCarriedTicket, adoptLaterTicket } from './carried-ticket.ts';
import { commentOnce } from './comment.ts';
import type { EndUserSearches } from './end-user/end-user.ts';
import { withMuteNote } from './mute-note.ts';
import { openTicketOnce } from './open-ticket.ts';
import { writtenFields } from './read-back.ts';
import { takeUpPrevious } from './reopen-ticket.ts';

type Deps = Pick<
  ActivityDeps,
  | 'atera'
  | 'alerts'
  | 'conditions'
  | 'contacts'
  | 'customers'
  | 'effects'
  | 'runLeased'
  | 'tablesBegun'
  | 'clock'
  | 'policy'
  | 'log'
> &
  MayActDeps &
  NotifyDeps & { readonly endUserSearches: EndUserSearches };

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly ticketText: TicketText;
  /**
   * A person ended the ticket that carries the occurrence, and the app may not stay silent any
   * longer.
   */
  readonly instead?: Instead;
}

/**
 * Makes sure the occurrence has its one ticket: comments the one its alert carries, takes over the
 * last one if the condition is back within `reopenWithinDays`, else opens a new one. Idempotent:
 * every write goes through the intent ledger.
 */
export function makeEnsureTicket(given: Omit<BeforeActing<Deps>, 'endUserSearches'>) {
  const endUserSearches: EndUserSearches = new Map();
  return (reported: Input): Promise<Leased<Writing<TicketWritten>>> =>
    given.runLeased(reported.lease, async (session): Promise<Writing<TicketWritten>> => {
      const { subject, instead } = reported;
      const deps = actingFor({ ...given, endUserSearches }, subject);
      await assertMayAct(deps, 'propose', 'write a ticket');
      const condition = await assertStillOpen(deps, subject.key);
      const ticketText = await withMuteNote(deps, asDone(reported.ticketText, condition), condition);
      const input: Input = { ...reported, ticketText };
      if (instead) return openInstead(deps, session, input, condition, instead);
      const held = heldTicket(condition);
      if (held) return { state: 'written', result: { ...held, how: 'held' } };
      const carried = await adoptCarriedTicket(deps, session, condition);
      if (carried?.hold) return { state: 'written', result: { ...carried, how: 'held' } };
      if (carried) return noteAdopted(deps, session, input, carried.ticketId, condition.ticketNumber);
      const previous = await takeUpPrevious(deps, session, input, condition);
      if ('written' in previous) return previous.written;
      return openNew(deps, session, input, { ticketNumber: condition.ticketNumber, ...previous });
    });
}

/** The ticket that a person ended, while that is respected. */
function heldTicket({ ticketId, ticket }: Condition): Pick<TicketWritten, 'ticketId' | 'hold'> | undefined {
  return ticketId !== undefined && ticket?.ticketId === ticketId && ticket.hold
    ? { ticketId, hold: ticket.hold }
    : undefined;
}

/**
 * The row keeps the ended ticket until another one is there; then it has moved on, and nothing is
 * opened again. A ticket that Atera or a person has opened for a later alert is that other one.
 */
async function openInstead(
  deps: Deps,
  session: LeaseSession,
  input: Input,
  condition: Condition,
  { ticketId: ended, before }: Instead,
): Promise<Writing<TicketWritten>> {
  const { ticketId, ticketAdopted, ticketNumber } = condition;
  if (ticketId !== undefined && ticketId !== ended) {
    if (ticketAdopted) return noteAdopted(deps, session, input, ticketId, ticketNumber);
    return { state: 'written', result: { ticketId, how: 'opened' } };
  }
  const begun = await deps.effects.get({ key: condition, kind: 'ticket', sequence: ticketNumber + 1 });
  const later = begun ? undefined : await adoptLaterTicket(deps, session, condition, ended);
  if (later) return noteAdopted(deps, session, input, later.ticketId, ticketNumber + 1);
  return openNew(deps, session, input, { ticketNumber: ticketNumber + 1, before });
}

async function noteAdopted(
  deps: Deps,
  session: LeaseSession,
  { subject, ticketText, lease }: Input,
  ticketId: number,
  ticketNumber: number,
): Promise<Writing<TicketWritten>> {
  const text = adoptedComment(subject.key, ticketText);
  const name = { key: subject.key, kind: 'adopting-comment', sequence: ticketNumber } as const;
  const result = await commentOnce(deps, session, {
    ...{ name, lease, customerId: subject.customerId },
    ticketId,
    text,
  });
  if (result.state !== 'done') return result;
  const { alsoReports: _unnamed, ...others } = ticketText;
  // Without a technician no comment is written, and the others are named nowhere.
  const reported = deps.policy.technicianEmail === undefined ? others : ticketText;
  await deps.conditions.update(subject.key, (row) => reportedByTicketText(row, reported));
  return { state: 'written', result: { ticketId, how: 'adopted' } };
}

/**
 * Kept in the row at once: if the rest of the run fails, whoever ends the condition must know which
 * ticket to close.
 */
async function openNew(
  deps: Deps,
  session: LeaseSession,
  { subject, ticketText, lease }: Input,
  place: { readonly ticketNumber: number; readonly before?: string },
): Promise<Writing<TicketWritten>> {
  const { ticketNumber } = place;
  const draft = ticketDraft(subject.key, ticketText, place);
  const opened = await openTicketOnce(deps, session, lease, { subject, draft, ticketNumber });
  if (opened.state !== 'written') return opened;
  await notifyOpened(deps, subject, ticketText, opened.result.ticketId);
  const memory = newMemory(opened.result.ticketId, writtenFields(deps.policy), deps.clock.now());
  await deps.conditions.update(subject.key, (row) =>
    reportedByTicketText(carriedByNew(row, memory, ticketNumber), ticketText),
  );
  return opened;
}

/** Before the row knows the ticket: a step that ends in between finds it in the ledger, and notifies again. */
async function notifyOpened(
  deps: Deps,
  { key, ...subject }: Subject,
  { headline, observed, advice, language, priority }: TicketText,
  ticketId: number,
): Promise<void> {
  const text = `${headline}. ${observed} ${ticketTexts(language).pleaseDo({ advice })}`;
  const about = { ...subject, ...key, alertIds: [] };
  await notifyOf(deps, about, { event: 'ticket-opened', of: [ticketId], text, ticketId, priority });
}
