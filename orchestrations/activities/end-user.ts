import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { ActivityDeps } from '../deps.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'contacts' | 'policy'>;

/**
 * The contact a customer's tickets are opened for: the policy's, else the system contact, found or created once and remembered.
 * Never the customer's main contact: nobody's customer is mailed at night by accident. No request when it is known.
 */
export async function endUserOf(
  { atera, contacts, policy }: Deps,
  session: LeaseSession,
  customerId: number,
): Promise<number> {
  const named = policy.contacts[String(customerId)] ?? (await contacts.get(customerId));
  if (named !== undefined) return named;
  const email = policy.systemContactEmail.replaceAll('{customerId}', String(customerId));
  const found = await atera.findContactByEmail(session, email, customerId);
  // An address is unique per customer, so a create that is lost on the way is found by the next try.
  const contactId =
    found?.id ?? (await atera.createContact(session, { customerId, email, firstName: 'RMM', lastName: 'Remediation' }));
  await contacts.save(customerId, contactId);
  return contactId;
}
