import type { Contact } from '../../../../shared/atera/directory-schema.ts';
import type { LeaseSession } from '../../../../shared/budget/fence.ts';
import type { Lease } from '../../../../shared/budget/lease.ts';
import { contactHash } from '../../../../shared/domain/occurrences/keys.ts';
import { DAY_MS } from '../../../../shared/durations.ts';
import { isUnreadable } from '../../../../shared/http/rows.ts';
import type { ContactRole } from '../../../../shared/storage/contacts.ts';
import { type ContactDeps, type FoundContact, findOrAddContact } from './find-contact.ts';

/** Why a contact that the policy names takes no ticket. */
type Unusable = 'gone' | 'archived' | 'of-another-customer' | 'not-the-main-contact' | 'no-main-contact';

/** The contact, or why it is not used. */
type Named = Exclude<FoundContact, { state: 'archived' }> | { readonly state: 'unusable'; readonly why: Unusable };

/**
 * Returns the contact that the policy names for a customer; undefined where it names none, or one
 * that takes no ticket, which the log says (`contact-unusable`). Read by its id each time: one that
 * was moved to another customer must not get this one's tickets.
 */
export async function namedContact(
  deps: ContactDeps,
  session: LeaseSession,
  lease: Lease,
  customerId: number,
): Promise<Exclude<FoundContact, { state: 'archived' }> | undefined> {
  const given = deps.policy.contacts[String(customerId)];
  if (given === undefined) return undefined;
  const named =
    typeof given === 'number'
      ? await checked(deps, session, customerId, given)
      : 'email' in given
        ? await byEmail(deps, session, lease, { customerId, email: given.email })
        : await main(deps, session, customerId);
  if (named.state !== 'unusable') return named;
  deps.log('contact-unusable', { customerId, why: named.why });
  return undefined;
}

async function byEmail(
  deps: ContactDeps,
  session: LeaseSession,
  lease: Lease,
  { customerId, email }: { readonly customerId: number; readonly email: string },
): Promise<Named> {
  const role: ContactRole = `mail-${contactHash(email)}`;
  const known = await remembered(deps, session, customerId, role);
  if (known) return known;
  const [firstName = email] = email.split('@');
  const wanted = { customerId, email, name: { firstName, lastName: '' }, mayBeNew: true };
  const found = await findOrAddContact(deps, session, lease, wanted);
  if (found.state === 'archived') return { state: 'unusable', why: 'archived' };
  if (found.state === 'found') await deps.contacts.save(customerId, role, { contactId: found.contactId });
  return found;
}

async function main(deps: ContactDeps, session: LeaseSession, customerId: number): Promise<Named> {
  const isMain = ({ isMainContact }: Contact) => (isMainContact ? undefined : 'not-the-main-contact');
  const known = await remembered(deps, session, customerId, 'main', isMain);
  if (known) return known;
  const found = await searchMain(deps, session, customerId);
  return found === undefined ? { state: 'unusable', why: 'no-main-contact' } : { state: 'found', contactId: found };
}

/**
 * Reads the account's contacts page by page, as there is no filter by customer, and remembers how
 * far it came: an account of thousands takes more than one lease. That there is none holds a day.
 */
async function searchMain(
  { atera, contacts, clock }: ContactDeps,
  session: LeaseSession,
  customerId: number,
): Promise<number | undefined> {
  const before = await contacts.get(customerId, 'main');
  if (before.noneAt !== undefined && clock.now() < before.noneAt + DAY_MS) return undefined;
  for (let { page = 1 } = before; ; page++) {
    const { rows, totalPages, rawCount } = await atera.people.listContacts(session, page);
    const found = rows.find(
      (row): row is Contact =>
        !isUnreadable(row) && row.customerId === customerId && row.isMainContact && !row.archived,
    );
    if (found) {
      await contacts.save(customerId, 'main', { contactId: found.id });
      return found.id;
    }
    if (page >= totalPages || rawCount === 0) break;
    await contacts.save(customerId, 'main', { page: page + 1 });
  }
  await contacts.save(customerId, 'main', { noneAt: clock.now() });
  return undefined;
}

/** The contact that was found before, if it still is the one that is meant. */
async function remembered(
  deps: ContactDeps,
  session: LeaseSession,
  customerId: number,
  role: ContactRole,
  also?: (contact: Contact) => Unusable | undefined,
): Promise<Named | undefined> {
  const { contactId } = await deps.contacts.get(customerId, role);
  if (contactId === undefined) return undefined;
  const judged = await checked(deps, session, customerId, contactId, also);
  if (judged.state === 'found') return judged;
  await deps.contacts.forget(customerId, role);
  return undefined;
}

async function checked(
  { atera }: ContactDeps,
  session: LeaseSession,
  customerId: number,
  contactId: number,
  also: (contact: Contact) => Unusable | undefined = () => undefined,
): Promise<Named> {
  const contact = await atera.people.getContact(session, contactId);
  const why = contact ? (unusable(contact, customerId) ?? also(contact)) : 'gone';
  return why === undefined ? { state: 'found', contactId } : { state: 'unusable', why };
}

function unusable(contact: Contact, customerId: number): Unusable | undefined {
  if (contact.customerId !== customerId) return 'of-another-customer';
  return contact.archived ? 'archived' : undefined;
}
