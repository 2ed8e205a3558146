import { awaitOther } from '../../../shared/await-other.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import { VendorError } from '../../../shared/errors.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { assertMayAct, type MayActDeps } from '../effects/may-act.ts';

/** The searches under way by customer: many tickets of a customer at once need one. */
export type EndUserSearches = Map<number, Promise<number>>;

type Deps = Pick<ActivityDeps, 'atera' | 'contacts' | 'policy' | 'clock'> &
  MayActDeps & { readonly endUserSearches: EndUserSearches };

/**
 * Returns the contact a customer's tickets are opened for: the policy's, else the system contact,
 * found or created once and remembered. Never the customer's main contact: no customer is mailed at
 * night by accident. No request when it is known.
 */
export async function endUserOf(deps: Deps, session: LeaseSession, customerId: number): Promise<number> {
  const { contacts, policy, endUserSearches: searches } = deps;
  const named = policy.contacts[String(customerId)] ?? (await contacts.get(customerId));
  if (named !== undefined) return named;
  for (let begun = searches.get(customerId); begun; begun = searches.get(customerId)) {
    const found = await awaitOther(deps.clock, begun).catch(() => undefined);
    if (found !== undefined) return found;
  }
  const search = findOrCreate(deps, session, customerId).finally(() => searches.delete(customerId));
  searches.set(customerId, search);
  return search;
}

async function findOrCreate(deps: Deps, session: LeaseSession, customerId: number): Promise<number> {
  const { atera, contacts, policy } = deps;
  const email = policy.systemContactEmail.replaceAll('{customerId}', String(customerId));
  const found = await atera.findContactByEmail(session, email, customerId);
  // An address is unique per customer, so a create that is lost on the way is found by the next
  // try.
  const contactId = found?.id ?? (await createContact(deps, session, customerId, email));
  await contacts.save(customerId, contactId);
  return contactId;
}

async function createContact(deps: Deps, session: LeaseSession, customerId: number, email: string): Promise<number> {
  await assertMayAct(deps, 'propose', 'create a contact');
  const { atera } = deps;
  try {
    return await atera.createContact(session, { customerId, email, firstName: 'RMM', lastName: 'Remediation' });
  } catch (error) {
    if (!(error instanceof VendorError) || error.code !== 'vendor_rejected_request') throw error;
    // Refused because the address is taken: another run of this customer was faster.
    const other = await atera.findContactByEmail(session, email, customerId);
    if (!other) throw error;
    return other.id;
  }
}
