import { z } from 'zod';
import { id, optionalFlag, optionalId, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';

const MAX_NAME_LENGTH = 200;

/** An end user of a customer; a ticket is opened for one. */
export interface Contact {
  readonly id: number;
  readonly email: string;
  readonly customerId?: number | undefined;
  readonly isMainContact: boolean;
  /** Such a one takes no new tickets. */
  readonly archived: boolean;
}

/** Atera's contact; the id was called ContactID before 2026. */
export const Contact: z.ZodType<Contact> = row({
  EndUserID: optionalId,
  ContactID: optionalId,
  Email: text(MAX_NAME_LENGTH),
  CustomerID: optionalId,
  IsContactPerson: optionalFlag,
  Archived: optionalFlag,
}).transform((contact, context) => {
  const contactId = contact.EndUserID ?? contact.ContactID;
  if (contactId === undefined) {
    context.addIssue({ code: 'custom', path: ['EndUserID'], message: 'missing' });
    return z.NEVER;
  }
  const { Email: email, CustomerID: customerId, IsContactPerson: isMain, Archived: archived } = contact;
  return { id: contactId, email, customerId, isMainContact: isMain ?? false, archived: archived ?? false };
});

/** What a new end user needs. */
export interface NewContact {
  readonly customerId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A customer of the MSP. */
export interface Customer {
  readonly id: number;
  readonly name: string;
}

/** Atera's customer, as far as it is used. */
export const Customer: z.ZodType<Customer> = row({ CustomerID: id, CustomerName: text(MAX_NAME_LENGTH) }).transform(
  ({ CustomerID, CustomerName }) => ({ id: CustomerID, name: CustomerName }),
);

/**
 * The MSP's own account. `timeZoneName` as Atera writes it: an IANA or a Windows name, or '' if
 * none.
 */
export interface Account {
  readonly id?: number | undefined;
  readonly companyName: string;
  readonly timeZoneName: string;
}

/** Atera's account, as far as it is used. */
export const Account: z.ZodType<Account> = row({
  AccountID: z.union([z.string(), z.number()]).nullish(),
  CompanyName: text(MAX_NAME_LENGTH),
  TimeZoneName: text(MAX_NAME_LENGTH),
}).transform(({ AccountID, CompanyName, TimeZoneName }) => ({
  id: typeof AccountID === 'number' ? AccountID : undefined,
  companyName: CompanyName,
  timeZoneName: TimeZoneName,
}));
