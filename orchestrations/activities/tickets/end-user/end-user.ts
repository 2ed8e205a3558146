import { awaitOther } from '../../../../shared/await-other.ts';
import type { LeaseSession } from '../../../../shared/budget/fence.ts';
import type { Lease } from '../../../../shared/budget/lease.ts';
import { actingTexts } from '../../../../shared/texts/acting/index.ts';
import type { Writing } from '../../../runtime/steps.ts';
import { type ContactDeps, findOrAddContact } from './find-contact.ts';
import { namedContact } from './named-contact.ts';

/** The contact a ticket is opened for; or it is not known yet, or there can be none. */
export type EndUser = { readonly state: 'found'; readonly contactId: number } | Exclude<Writing<never>, Written>;
type Written = { readonly state: 'written' };

/** The searches under way by customer: many tickets of a customer at once need one. */
export type EndUserSearches = Map<number, Promise<EndUser>>;

type Deps = ContactDeps & { readonly endUserSearches: EndUserSearches };

/** Whom the app adds as the contact of its own tickets. */
const SYSTEM = { firstName: 'RMM', lastName: 'Remediation' } as const;

/**
 * Returns the contact a customer's tickets are opened for: the policy's, where it takes tickets,
 * else the system contact, found or created once and remembered. The customer's main contact only
 * where the policy says so: no customer is mailed at night by accident. No request for a system
 * contact that is known; one for a contact of the policy's.
 */
export async function endUserOf(deps: Deps, session: LeaseSession, lease: Lease, customerId: number): Promise<EndUser> {
  const { contacts, policy, endUserSearches: searches } = deps;
  if (policy.contacts[String(customerId)] === undefined) {
    const { contactId } = await contacts.get(customerId, 'system');
    if (contactId !== undefined) return { state: 'found', contactId };
  }
  for (let begun = searches.get(customerId); begun; begun = searches.get(customerId)) {
    const found = await awaitOther(deps.clock, begun).catch(() => undefined);
    if (found?.state === 'found') return found;
  }
  const search = ofCustomer(deps, session, lease, customerId).finally(() => searches.delete(customerId));
  searches.set(customerId, search);
  return search;
}

async function ofCustomer(deps: Deps, session: LeaseSession, lease: Lease, customerId: number): Promise<EndUser> {
  const named = await namedContact(deps, session, lease, customerId);
  if (named) return named;
  // Without a contact of the policy's it was read before.
  const isNamed = deps.policy.contacts[String(customerId)] !== undefined;
  const { contactId } = isNamed ? await deps.contacts.get(customerId, 'system') : {};
  if (contactId !== undefined) return { state: 'found', contactId };
  return systemContact(deps, session, lease, customerId);
}

async function systemContact(deps: Deps, session: LeaseSession, lease: Lease, customerId: number): Promise<EndUser> {
  const email = deps.policy.systemContactEmail.replaceAll('{customerId}', String(customerId));
  const found = await findOrAddContact(deps, session, lease, { customerId, email, name: SYSTEM, mayBeNew: false });
  if (found.state === 'archived') {
    // A person has archived it: to use it again is for a person as well.
    const message = actingTexts(deps.language).contactArchived({ email });
    return { state: 'impossible', code: 'contact-archived', message };
  }
  if (found.state === 'found') await deps.contacts.save(customerId, 'system', { contactId: found.contactId });
  return found;
}
