import type { Reply, SimulatedRequest } from '../../vendor.ts';
import type { Contact } from '../../world/people.ts';
import { dateWriter } from '../dates.ts';
import { type Body, missing, text, whole, withBody, withId } from '../input.ts';
import { pageOf } from '../paging.ts';
import { invalid, problem } from '../problem.ts';
import { actionResult, modifiedSince } from '../shared-shapes.ts';
import { type AteraRoute, route, type Tenant } from '../tenant.ts';

/** Members a client may write; the address only when it creates one. */
const WRITABLE = [
  ...['Firstname', 'Lastname', 'JobTitle', 'Phone', 'MobilePhone', 'IsContactPerson', 'Archived'],
  ...['DepartmentID', 'DepartmentName', 'DefaultAgentId', 'InIgnoreMode', 'InIgnoreEmailList', 'SimulatedNew'],
];

/** `/contacts`: the end users. PUT and POST by id replace everything and clear what is left out. */
export function contactRoutes(tenant: Tenant): AteraRoute[] {
  const { world, behaviour } = tenant;
  const update = (request: SimulatedRequest) =>
    withContact(tenant, request, (contact) => withBody(request, (body) => replace(tenant, contact, body)));
  return [
    route('Contacts', 'GET', '/contacts', (request) =>
      pageOf(request, behaviour, filtered(tenant, request), (contact) => contactRow(tenant, contact)),
    ),
    route('Contacts', 'GET', '/contacts/{contactId}', (request) =>
      withContact(tenant, request, (contact) => ({ status: 200, json: contactRow(tenant, contact) })),
    ),
    route('Contacts', 'POST', '/contacts', (request) => withBody(request, (body) => create(tenant, body))),
    route('Contacts', 'PUT', '/contacts/{contactId}', update),
    route('Contacts', 'POST', '/contacts/{contactId}', update),
    route('Contacts', 'DELETE', '/contacts/{contactId}', (request) =>
      withId(request, 'contactId', (id) => (world.people.contacts.delete(id) ? { status: 204 } : problem(400))),
    ),
  ];
}

/** A contact as the vendor sends it; the id is called `EndUserID`. */
function contactRow({ world, behaviour }: Tenant, contact: Contact): unknown {
  const date = dateWriter(behaviour, 'contact', contact.id);
  return {
    EndUserID: contact.id,
    CustomerID: contact.customerId,
    CustomerName: world.people.customers.get(contact.customerId)?.name ?? null,
    Firstname: null,
    Lastname: null,
    JobTitle: null,
    Phone: null,
    MobilePhone: null,
    IsContactPerson: false,
    Archived: false,
    [behaviour.ignoreMember]: false,
    DepartmentID: null,
    DepartmentName: null,
    DefaultAgentId: null,
    ...contact.fields,
    Email: contact.email,
    CreatedOn: date('CreatedOn', contact.createdAt),
    LastModified: date('LastModified', contact.modifiedAt),
    ...(behaviour.extraMembers ? { SimulatedExtra: { nested: [contact.id] } } : {}),
  };
}

/** Both names of the filters are known: `Email` and, in older material, `searchOptions.email`. */
function filtered({ world, behaviour }: Tenant, { query }: SimulatedRequest): Contact[] {
  const email = query.get('Email') ?? query.get('searchOptions.email');
  const phone = query.get('Phone') ?? query.get('searchOptions.phone');
  const isFiltered = email !== null && behaviour.contactFilter === 'honoured';
  const contacts = isFiltered ? world.people.contactsByEmail(email) : [...world.people.contacts.values()];
  const listed = contacts.filter(({ createdAt }) => createdAt + behaviour.contactListLagMs <= world.now());
  return modifiedSince(listed, query).filter(({ fields }) => phone === null || fields.Phone === phone);
}

/** The address is required and unique per customer. */
function create(tenant: Tenant, body: Body): Reply {
  const { people } = tenant.world;
  const email = text(body, 'Email');
  if (!email) return invalid('Email', 'The Email field is required.');
  const name = text(body, 'CustomerName');
  const named = [...people.customers.values()].find((customer) => customer.name === name);
  const customer = people.customers.get(whole(body, 'CustomerID') ?? named?.id ?? -1);
  if (!customer) return invalid('CustomerID', 'There is no such customer.');
  const isUnique = tenant.behaviour.sameAddress === 'refused';
  const contact = people.addContact(customer.id, email, writable(tenant, body), isUnique);
  if (!contact) return invalid('Email', 'The customer already has a contact with this e-mail.');
  return actionResult(tenant, 201, contact.id);
}

/** The address cannot be changed; whose it is can, if the body names another customer. */
function replace(tenant: Tenant, contact: Contact, body: Body): Reply {
  const { world } = tenant;
  const customerId = whole(body, 'CustomerID') ?? contact.customerId;
  if (!world.people.customers.has(customerId)) return invalid('CustomerID', 'There is no such customer.');
  Object.assign(contact, { customerId, fields: writable(tenant, body), modifiedAt: world.now() });
  return actionResult(tenant, 200, contact.id);
}

/** Only the name that this server knows is taken for whether mails are ignored. */
function writable({ behaviour }: Tenant, body: Body): Record<string, unknown> {
  const isOther = (member: string) => member.startsWith('InIgnore') && member !== behaviour.ignoreMember;
  return Object.fromEntries(Object.entries(body).filter(([member]) => WRITABLE.includes(member) && !isOther(member)));
}

function withContact(tenant: Tenant, request: SimulatedRequest, next: (contact: Contact) => Reply): Reply {
  return withId(request, 'contactId', (id) => {
    const contact = tenant.world.people.contacts.get(id);
    return contact ? next(contact) : missing(tenant.behaviour, 'null');
  });
}
