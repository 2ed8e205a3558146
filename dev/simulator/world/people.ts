import type { Schedule } from './schedule.ts';

/** A customer of the MSP. */
export interface Customer {
  readonly id: number;
  name: string;
  /** Mail domain: a contact created by mail address alone lands at the customer with its domain. */
  domain: string;
  readonly createdAt: number;
  modifiedAt: number;
  /** Further members as the vendor sends them (Address, Notes, ...). */
  fields: Record<string, unknown>;
}

/** A person at a customer, in tickets called the end user. */
export interface Contact {
  readonly id: number;
  customerId: number;
  readonly email: string;
  readonly createdAt: number;
  modifiedAt: number;
  /**
   * Other members as the vendor names them: Firstname, Lastname, Phone, JobTitle, IsContactPerson,
   * Archived, InIgnoreMode.
   */
  fields: Record<string, unknown>;
}

/** A technician of the MSP. There is no list of them in the API. */
export interface Technician {
  readonly id: number;
  readonly email: string;
  readonly fullName: string;
}

/** Where contacts land whose mail domain is no customer's. */
const UNASSIGNED = 'Unassigned';

const sameText = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Customers, their contacts and the technicians. */
export class People {
  readonly customers = new Map<number, Customer>();
  readonly contacts = new Map<number, Contact>();
  readonly technicians = new Map<number, Technician>();
  readonly #schedule: Schedule;
  #lastCustomer = 10;
  #lastContact = 500;
  #lastTechnician = 2;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  addCustomer(name: string, fields: Record<string, unknown> = {}): Customer {
    const now = this.#schedule.now();
    const domain = typeof fields.Domain === 'string' ? fields.Domain : domainOf(name);
    const customer = { id: ++this.#lastCustomer, name, domain, createdAt: now, modifiedAt: now, fields };
    this.customers.set(customer.id, customer);
    return customer;
  }

  /** Adds a contact; undefined when the customer already has one with this mail address. */
  addContact(
    customerId: number,
    email: string,
    fields: Record<string, unknown> = {},
    isUnique = true,
  ): Contact | undefined {
    const isTaken = this.contactsByEmail(email).some((contact) => contact.customerId === customerId);
    if (isTaken && isUnique) return undefined;
    const now = this.#schedule.now();
    const contact = { id: ++this.#lastContact, customerId, email, createdAt: now, modifiedAt: now, fields };
    this.contacts.set(contact.id, contact);
    return contact;
  }

  addTechnician(email: string, fullName: string): Technician {
    const technician = { id: ++this.#lastTechnician, email, fullName };
    this.technicians.set(technician.id, technician);
    return technician;
  }

  /** Addresses are unique per customer only, so several can answer; oldest first. */
  contactsByEmail(email: string): Contact[] {
    return [...this.contacts.values()].filter((contact) => sameText(contact.email, email));
  }

  /** The main contact of a customer: the one marked as contact person. */
  mainContact(customerId: number): Contact | undefined {
    return [...this.contacts.values()].find(
      (contact) => contact.customerId === customerId && contact.fields.IsContactPerson === true,
    );
  }

  /**
   * The contact with this address, created at the customer of its mail domain (else "Unassigned")
   * when unknown.
   */
  findOrCreateContact(email: string, fields: Record<string, unknown>): Contact {
    const [known] = this.contactsByEmail(email);
    if (known) return known;
    const domain = email.split('@')[1] ?? '';
    const customer = this.#customerWhere(({ domain: own }) => sameText(own, domain)) ?? this.#unassigned();
    const created = this.addContact(customer.id, email, fields);
    if (!created) throw new Error('a contact appeared while it was being created');
    return created;
  }

  technicianByEmail(email: string): Technician | undefined {
    return [...this.technicians.values()].find((technician) => sameText(technician.email, email));
  }

  #customerWhere(matches: (customer: Customer) => boolean): Customer | undefined {
    return [...this.customers.values()].find(matches);
  }

  #unassigned(): Customer {
    return this.#customerWhere(({ name }) => name === UNASSIGNED) ?? this.addCustomer(UNASSIGNED);
  }
}

function domainOf(name: string): string {
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example`;
}
