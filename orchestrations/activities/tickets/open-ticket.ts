import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import { ticketMarker } from '../../../shared/domain/occurrences/keys.ts';
import type { TicketDraft } from '../../../shared/domain/tickets/ticket-text.ts';
import { VendorError } from '../../../shared/errors.ts';
import { actingTexts } from '../../../shared/texts/acting/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject, TicketWritten } from '../../runtime/run.ts';
import type { Writing } from '../../runtime/steps.ts';
import { assertMayAct, assertStillOpen, type MayActDeps } from '../effects/may-act.ts';
import { throughLedger } from '../effects/through-ledger.ts';
import { type EndUserSearches, endUserOf } from './end-user/end-user.ts';
import { FORGOTTEN, findByMarker, forgottenTicket } from './find-ticket.ts';
import { localText } from './local-text.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'conditions' | 'contacts' | 'customers' | 'effects' | 'tablesBegun' | 'clock' | 'policy' | 'log'
> &
  MayActDeps & { readonly endUserSearches: EndUserSearches };

/**
 * Opens a ticket once. Its title carries the occurrence's marker, by which a ticket whose answer
 * was lost is found again.
 */
export async function openTicketOnce(
  deps: Deps,
  session: LeaseSession,
  lease: Lease,
  { subject, draft: given, ticketNumber }: { subject: Subject; draft: TicketDraft; ticketNumber: number },
): Promise<Writing<TicketWritten>> {
  const { key, customerId } = subject;
  if (customerId === undefined) {
    return { state: 'impossible', code: 'no-customer', message: actingTexts(deps.language).noCustomer };
  }
  const draft = { ...given, description: await localText(deps, customerId, given.description) };
  const endUser = await endUserOf(deps, session, lease, customerId);
  if (endUser.state !== 'found') return endUser;
  const result = await throughLedger(deps, {
    name: { key, kind: 'ticket', sequence: ticketNumber },
    lease,
    about: { text: draft.description, title: draft.title, customerId },
    async mayAct() {
      await assertMayAct(deps, 'propose', 'open a ticket');
      await assertStillOpen(deps, key);
    },
    forgotten: () => forgottenTicket(deps),
    find: async ({ intendedAt, leaseId, customerId: begunFor = customerId }) => {
      const marker = ticketMarker(key, ticketNumber);
      const mayBeClosed = leaseId !== FORGOTTEN;
      const ticketId = await findByMarker(deps, session, { customerId: begunFor, marker, intendedAt, mayBeClosed });
      return ticketId === undefined ? undefined : { ticketId };
    },
    act: async () => ({ ticketId: await create(deps, session, customerId, endUser.contactId, draft) }),
  });
  if (result.state !== 'done') return result;
  const { ticketId } = result.effect;
  if (ticketId === undefined) throw new Error(`The ticket effect of ${ticketMarker(key)} has no ticket id`);
  deps.log('ticket-opened', { ticketId, title: draft.title });
  return { state: 'written', result: { ticketId, how: 'opened' } };
}

async function create(
  { atera, contacts, policy }: Deps,
  session: LeaseSession,
  customerId: number,
  endUserId: number,
  draft: TicketDraft,
): Promise<number> {
  const { technicianEmail } = policy;
  const ticket = {
    ...draft,
    endUserId,
    type: 'Incident',
    status: policy.ticketStatus.open,
    ...(technicianEmail !== undefined && { technicianEmail }),
  } as const;
  try {
    return await atera.createTicket(session, ticket);
  } catch (error) {
    // The remembered contact may have been deactivated or deleted: the next try finds or makes a
    // new one.
    if (error instanceof VendorError && error.code === 'vendor_rejected_request')
      await contacts.forget(customerId, 'system');
    throw error;
  }
}

/**
 * Returns the ticket of an occurrence whose row does not know one, because the answer to its POST
 * was lost and the run ended before it was searched for. Undefined when none was ever begun, or
 * when it is not there (up to three requests).
 */
export async function findLostTicket(
  deps: Pick<Deps, 'atera' | 'effects' | 'policy'>,
  session: LeaseSession,
  { key, customerId }: Subject,
  ticketNumber: number,
): Promise<number | undefined> {
  const stored = await deps.effects.get({ key, kind: 'ticket', sequence: ticketNumber });
  if (!stored || stored.effect.state === 'void') return undefined;
  const { ticketId, intendedAt, customerId: begunFor = customerId } = stored.effect;
  if (begunFor === undefined) return undefined;
  const marker = ticketMarker(key, ticketNumber);
  return ticketId ?? findByMarker(deps, session, { customerId: begunFor, marker, intendedAt, mayBeClosed: true });
}
