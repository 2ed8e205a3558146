import type { LeaseSession } from '../budget/lease.ts';
import { VendorError } from '../errors.ts';
import { isUnreadable } from '../http/rows.ts';
import type { VendorCalls } from '../http/vendor-calls.ts';
import { Contact, Customer, type NewContact } from './directory-schema.ts';
import { nameIn, type UpdateResult, updateWhole } from './full-update.ts';
import { asAsked, Created, isSameText, type Page, pageOf, paging } from './rows.ts';

/**
 * A search by e-mail whose filter is ignored is read through this far (2,000 contacts of the
 * account) and no further.
 */
const MAX_CONTACT_PAGES = 40;

/** What may be changed of a contact. Its e-mail address and whose it is cannot. */
export interface ContactChange {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly jobTitle?: string;
  readonly phone?: string;
  readonly mobilePhone?: string;
  readonly isMainContact?: boolean;
  /** Atera takes no tickets from their mails. Called InIgnoreMode, in older material InIgnoreEmailList. */
  readonly isIgnored?: boolean;
  readonly archived?: boolean;
}

/** What may be changed of a customer. */
export type CustomerChange = Partial<
  Record<'BusinessNumber' | 'Domain' | 'Address' | 'City' | 'State' | 'Country' | 'Phone' | 'Fax' | 'Notes', string>
>;

/** Contacts and customers of Atera's API; each method as `AteraClient` says. */
export class AteraPeople {
  readonly #calls: VendorCalls;

  constructor(calls: VendorCalls) {
    this.#calls = calls;
  }

  /**
   * GET /contacts by e-mail, in the filter's present and older spelling. One request if the vendor
   * honours either; if it ignores both, pages through (one token each) and compares here. An
   * address is unique at a customer only, so one of another customer is never returned; of several,
   * one that is not archived is preferred. Gives up with `vendor_response_invalid` after 2,000
   * contacts.
   */
  async findContactByEmail(session: LeaseSession, email: string, customerId: number): Promise<Contact | undefined> {
    const isMeant = (one: Contact) => isSameText(one.email, email) && one.customerId === customerId;
    for (let page = 1; page <= MAX_CONTACT_PAGES; page++) {
      const query = { Email: email, 'searchOptions.email': email, ...paging(page) };
      const found = await this.#calls.get(session, '/contacts', { query }, pageOf(Contact, 'EndUserID', isMeant));
      const contacts = found.rows.filter((row): row is Contact => !isUnreadable(row));
      const contact = contacts.find(({ archived }) => !archived) ?? contacts[0];
      if (contact || page >= found.totalPages || found.rawCount === 0) return contact;
    }
    throw new VendorError(
      'vendor_response_invalid',
      'Atera GET /contacts ignores the e-mail filter: too many contacts',
    );
  }

  /** GET /contacts: one page of the account's contacts; there is no filter by customer. */
  listContacts(session: LeaseSession, page: number): Promise<Page<Contact>> {
    return this.#calls.get(session, '/contacts', { query: paging(page) }, pageOf(Contact, 'EndUserID'));
  }

  /** GET /contacts/{contactId}. One that is gone is answered 200 with null. */
  async getContact(session: LeaseSession, contactId: number): Promise<Contact | undefined> {
    const pathTemplate = '/contacts/{contactId}';
    const found = await this.#calls.find(session, pathTemplate, { params: { contactId } }, Contact);
    return asAsked(pathTemplate, found, found?.id === contactId);
  }

  /**
   * POST /contacts; returns the new end user's id. An e-mail address the customer has already is
   * refused with 400.
   */
  createContact(session: LeaseSession, contact: NewContact): Promise<number> {
    const { customerId: CustomerID, email: Email, firstName: Firstname, lastName: Lastname } = contact;
    const call = { method: 'POST', pathTemplate: '/contacts', response: Created, uncut: true } as const;
    return this.#calls.send(session, { ...call, body: { CustomerID, Email, Firstname, Lastname } });
  }

  /** GET, PUT and GET /contacts/{contactId}: changes what is given and keeps all else (`updateWhole`). */
  updateContact(session: LeaseSession, contactId: number, change: ContactChange): Promise<UpdateResult> {
    const updated = {
      ...{ pathTemplate: '/contacts/{contactId}', params: { contactId }, id: contactId },
      ...{ idNames: ['EndUserID', 'ContactID'], readOnly: ['Email', 'CreatedOn', 'LastModified'] },
    };
    return updateWhole(this.#calls, session, updated, (row) => {
      const ignored = nameIn(row, 'InIgnoreMode') ?? nameIn(row, 'InIgnoreEmailList') ?? 'InIgnoreMode';
      const named: Readonly<Record<string, unknown>> = {
        ...{ Firstname: change.firstName, Lastname: change.lastName, JobTitle: change.jobTitle },
        ...{ Phone: change.phone, MobilePhone: change.mobilePhone, IsContactPerson: change.isMainContact },
        ...{ Archived: change.archived, [ignored]: change.isIgnored },
      };
      const given = Object.entries(named).filter(([, value]) => value !== undefined);
      return Object.fromEntries(given.map(([name, value]) => [nameIn(row, name) ?? name, value]));
    });
  }

  /** GET /customers/{customerId}. */
  getCustomer(session: LeaseSession, customerId: number): Promise<Customer | undefined> {
    return this.#calls.find(session, '/customers/{customerId}', { params: { customerId } }, Customer);
  }

  /** GET, PUT and GET /customers/{customerId}: changes what is given and keeps all else (`updateWhole`). */
  updateCustomer(session: LeaseSession, customerId: number, change: CustomerChange): Promise<UpdateResult> {
    const updated = {
      ...{ pathTemplate: '/customers/{customerId}', params: { customerId }, id: customerId },
      ...{ idNames: ['CustomerID'], readOnly: ['Logo', 'CreatedOn', 'LastModified'] },
    };
    return updateWhole(this.#calls, session, updated, (row) =>
      Object.fromEntries(Object.entries(change).map(([name, value]) => [nameIn(row, name) ?? name, value])),
    );
  }
}
