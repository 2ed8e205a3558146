import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { previousTicket } from '../../../shared/domain/occurrences/occurrence.ts';
import { reportedByTicketText } from '../../../shared/domain/occurrences/ticket-notes.ts';
import { awayHours, carriedAgain, isBouncing, mayReopen } from '../../../shared/domain/tickets/reopening.ts';
import type { Ticket } from '../../../shared/domain/tickets/ticket.ts';
import { memoryOf, type TicketMemory } from '../../../shared/domain/tickets/ticket-memory.ts';
import { reopenedComment, type TicketText } from '../../../shared/domain/tickets/ticket-text.ts';
import { watchRules } from '../../../shared/policy/watch-rules.ts';
import { holdTexts } from '../../../shared/texts/hold/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject, TicketWritten } from '../../runtime/run.ts';
import type { Writing } from '../../runtime/steps.ts';
import { assertMayAct, type MayActDeps } from '../effects/may-act.ts';
import { commentOnce } from './comment.ts';
import { writtenFields } from './read-back.ts';
import { type FoundTicket, findTicket } from './ticket-status.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'conditions' | 'customers' | 'effects' | 'clock' | 'policy' | 'log'> &
  MayActDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly ticketText: TicketText;
}

/**
 * What came of the earlier ticket: it carries the occurrence again, or a new one is due that says
 * `before`.
 */
type TakenUp = { readonly written: Writing<TicketWritten> } | { readonly before?: string };

/**
 * Lets the condition's last ticket carry it again: one that is still open as it is, one that is
 * closed as the policy's `reopen` allows. Idempotent: the status can be set again, the comment goes
 * through the intent ledger.
 */
export async function takeUpPrevious(
  deps: Deps,
  session: LeaseSession,
  input: Input,
  condition: Condition,
): Promise<TakenUp> {
  const { policy, clock, conditions } = deps;
  const previousId = previousTicket(condition, policy.reopenWithinDays);
  if (previousId === undefined) return {};
  const found = await findTicket(deps, session, previousId);
  const { ticket, ticketId, standing, moved } = found;
  if (!ticket || standing === 'deleted') return {};
  const texts = holdTexts(deps.language);
  // A device that moved since: what is written there would be read by the wrong customer.
  if (isOfAnother(ticket, input.subject))
    return { before: texts.previousOfFormer({ ticketId: previousId, customerId: ticket.customerId }) };
  if (standing === 'merged') return { before: texts.previousMerged({ ticketId: previousId }) };
  const memory = memoryOf(condition.ticket, ticketId, writtenFields(policy), condition.openedAt);
  const isClosed = standing === 'closed';
  if (isClosed && (moved || !mayReopen(policy, memory, ticket)))
    return { before: texts.previousClosed({ ticketId: previousId }) };
  if (isClosed) await reopen(deps, session, condition, memory);
  const opened = isClosed || memory.reopening === true;
  const baseline = { ...memory, readBack: true, status: statusAfter(deps, found, memory, opened) };
  const row = await conditions.update(input.subject.key, (before) => ({
    ...carriedAgain(before, baseline, { opened, now: clock.now() }),
    ...(moved && { ticketAdopted: true }),
  }));
  return { written: await note(deps, session, input, { ticketId, row }) };
}

function isOfAnother(ticket: Ticket, subject: Subject): ticket is Ticket & { readonly customerId: number } {
  const { customerId } = ticket;
  return customerId !== undefined && subject.customerId !== undefined && customerId !== subject.customerId;
}

/**
 * What the status is compared with from now on: the app's own writing, or what the ticket should
 * still be.
 */
function statusAfter({ policy }: Deps, { standing }: FoundTicket, memory: TicketMemory, opened: boolean): string {
  if (opened) return policy.ticketStatus.open;
  // The app had resolved it, and somebody else opened it again: it is theirs.
  return memory.resolvedAt !== undefined && standing === 'open' ? policy.ticketStatus.resolved : memory.status;
}

async function reopen(deps: Deps, session: LeaseSession, condition: Condition, memory: TicketMemory): Promise<void> {
  const { atera, conditions, policy, log } = deps;
  await assertMayAct(deps, 'propose', 'reopen a ticket');
  // First: if the answer is lost, the ticket must not appear reopened by a person.
  await conditions.update(condition, (row) => ({ ...row, ticket: { ...memory, reopening: true } }));
  await atera.updateTicket(session, memory.ticketId, { status: policy.ticketStatus.open });
  log('ticket-reopened', { ticketId: memory.ticketId });
}

async function note(
  deps: Deps,
  session: LeaseSession,
  { subject, ticketText, lease }: Input,
  { ticketId, row }: { readonly ticketId: number; readonly row: Condition | undefined },
): Promise<Writing<TicketWritten>> {
  const rules = watchRules(deps.policy, subject.playbook);
  const text = reopenedComment(ticketText, row && isBouncing(row, rules) ? awayHours(rules) : undefined);
  const name = { key: subject.key, kind: 'reopening-comment', sequence: row?.ticketNumber ?? 0 } as const;
  const result = await commentOnce(deps, session, {
    ...{ name, lease, customerId: subject.customerId },
    ticketId,
    text,
  });
  if (result.state !== 'done') return result;
  await deps.conditions.update(subject.key, (before) => reportedByTicketText(before, ticketText));
  return { state: 'written', result: { ticketId, how: 'reopened' } };
}
