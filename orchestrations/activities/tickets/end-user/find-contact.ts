import type { LeaseSession } from '../../../../shared/budget/fence.ts';
import type { Lease } from '../../../../shared/budget/lease.ts';
import { contactKey } from '../../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../../shared/durations.ts';
import { VendorError } from '../../../../shared/errors.ts';
import type { Effect } from '../../../../shared/storage/effects.ts';
import type { ActivityDeps } from '../../../runtime/deps.ts';
import type { Writing } from '../../../runtime/steps.ts';
import { assertMayAct, type MayActDeps } from '../../effects/may-act.ts';
import { throughLedger } from '../../effects/through-ledger.ts';

/** What finding and making contacts works with. */
export type ContactDeps = Pick<ActivityDeps, 'atera' | 'contacts' | 'effects' | 'policy' | 'clock' | 'log'> &
  MayActDeps;

/** A contact that is to be there. */
export interface WantedContact {
  readonly customerId: number;
  readonly email: string;
  readonly name: { readonly firstName: string; readonly lastName: string };
  /**
   * True for an address that others may have just added: it is searched for twice, a list lag apart,
   * before the app adds it.
   */
  readonly mayBeNew: boolean;
}

/** The contact; or it is archived, or whether it is there is known only later. */
export type FoundContact =
  | { readonly state: 'found'; readonly contactId: number }
  | { readonly state: 'archived' }
  | Extract<Writing<never>, { state: 'check-again' }>;

/** More that were added by the app and are gone again mean that somebody deletes them. */
const MAX_ADDED = 5;

/**
 * Returns the customer's contact with this address, without regard to case, and adds it where there
 * is none. Through the intent ledger: one whose creation may have been cut off is searched for
 * before another is added, and one that no list shows yet is known by its id. Never a contact of
 * another customer. One to four requests.
 */
export async function findOrAddContact(
  deps: ContactDeps,
  session: LeaseSession,
  lease: Lease,
  wanted: WantedContact,
): Promise<FoundContact> {
  const { customerId, email } = wanted;
  const { people } = deps.atera;
  const found = await people.findContactByEmail(session, email, customerId);
  if (found) return found.archived ? { state: 'archived' } : { state: 'found', contactId: found.id };
  for (let sequence = 0; sequence < MAX_ADDED; sequence++) {
    const added = await addOnce(deps, session, lease, wanted, sequence);
    if (added.state === 'check-again') return added;
    const { contactId, isNew } = added;
    if (isNew) return { state: 'found', contactId };
    // Added before, and not listed: a list that lags, or it was deleted since.
    const known = await people.getContact(session, contactId);
    if (known?.customerId === customerId) return known.archived ? { state: 'archived' } : { state: 'found', contactId };
  }
  throw new VendorError('vendor_response_invalid', 'Atera GET /contacts: a contact that was added is gone each time');
}

async function addOnce(
  deps: ContactDeps,
  session: LeaseSession,
  lease: Lease,
  wanted: WantedContact,
  sequence: number,
): Promise<
  | Extract<FoundContact, { state: 'check-again' }>
  | { readonly state: 'added'; readonly contactId: number; readonly isNew: boolean }
> {
  let isNew = false;
  const key = contactKey(wanted.customerId, wanted.email);
  const result = await throughLedger(deps, {
    name: { key, kind: 'contact', sequence },
    lease,
    about: { customerId: wanted.customerId },
    mayAct: () => assertMayAct(deps, 'propose', 'create a contact'),
    forgotten: async () => (wanted.mayBeNew ? soughtOnce(deps) : undefined),
    // It was searched for right before.
    find: async () => undefined,
    async act() {
      isNew = true;
      return { contactId: await add(deps, session, wanted) };
    },
  });
  if (result.state === 'check-again') return result;
  const { contactId } = result.effect;
  if (contactId === undefined) throw new Error(`The effect of ${key.conditionKey} has no contact id`);
  return { state: 'added', contactId, isNew };
}

/** Stands for an intent: what might have it as its effect is searched for twice. */
function soughtOnce({ clock }: ContactDeps): Effect {
  const now = clock.now();
  return { state: 'intended', kind: 'contact', leaseId: 'sought', notAfter: now - MINUTE_MS, intendedAt: now };
}

async function add(
  { atera }: ContactDeps,
  session: LeaseSession,
  { customerId, email, name }: WantedContact,
): Promise<number> {
  try {
    return await atera.people.createContact(session, { customerId, email, ...name });
  } catch (error) {
    if (!(error instanceof VendorError) || error.code !== 'vendor_rejected_request') throw error;
    // Refused because the address is taken: another run of this customer was faster, or a person.
    const other = await atera.people.findContactByEmail(session, email, customerId);
    if (!other || other.archived) throw error;
    return other.id;
  }
}
