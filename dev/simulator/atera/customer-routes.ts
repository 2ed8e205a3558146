import type { Reply, SimulatedRequest } from '../vendor.ts';
import type { Customer } from '../world/people.ts';
import { dateWriter } from './dates.ts';
import { type Body, missing, text, withBody, withId } from './input.ts';
import { pageOf } from './paging.ts';
import { invalid, problem } from './problem.ts';
import { actionResult, modifiedSince } from './shared-shapes.ts';
import { type AteraRoute, route, type Tenant } from './tenant.ts';

/** Members a client may write, apart from the name. */
const WRITABLE = [
  'BusinessNumber',
  'Domain',
  'Address',
  'City',
  'State',
  'Country',
  'Phone',
  'Fax',
  'Notes',
  'Links',
  'Longitude',
  'Latitude',
  'ZipCodeStr',
  'SimulatedNew',
];

/** `/customers`. PUT and POST by id replace everything and clear what is left out. */
export function customerRoutes(tenant: Tenant): AteraRoute[] {
  const { world, behaviour } = tenant;
  const { customers } = world.people;
  const update = (request: SimulatedRequest) =>
    withCustomer(tenant, request, (customer) => withBody(request, (body) => replace(tenant, customer, body)));
  return [
    route('Customers', 'GET', '/customers', (request) => {
      const listed = modifiedSince([...customers.values()], request.query);
      return pageOf(request, behaviour, listed, (customer) => customerRow(tenant, customer));
    }),
    route('Customers', 'GET', '/customers/{customerId}', (request) =>
      withCustomer(tenant, request, (customer) => ({ status: 200, json: customerRow(tenant, customer) })),
    ),
    route('Customers', 'POST', '/customers', (request) => withBody(request, (body) => create(tenant, body))),
    route('Customers', 'PUT', '/customers/{customerId}', update),
    route('Customers', 'POST', '/customers/{customerId}', update),
    route('Customers', 'DELETE', '/customers/{customerId}', (request) =>
      withId(request, 'customerId', (id) => {
        const customer = customers.get(id);
        if (!customer) return problem(400);
        world.person.deleteCustomer(customer);
        return { status: 204 };
      }),
    ),
  ];
}

function customerRow({ behaviour }: Tenant, customer: Customer): unknown {
  const date = dateWriter(behaviour, 'customer', customer.id);
  return {
    CustomerID: customer.id,
    BusinessNumber: null,
    Address: null,
    City: null,
    State: null,
    Country: null,
    Phone: null,
    Fax: null,
    Notes: null,
    Links: null,
    Longitude: null,
    Latitude: null,
    ZipCodeStr: null,
    Logo: null,
    ...customer.fields,
    CustomerName: customer.name,
    Domain: customer.domain,
    CreatedOn: date('CreatedOn', customer.createdAt),
    LastModified: date('LastModified', customer.modifiedAt),
    ...(behaviour.extraMembers ? { SimulatedExtra: { nested: [customer.id] } } : {}),
  };
}

function create(tenant: Tenant, body: Body): Reply {
  const name = text(body, 'CustomerName');
  if (!name) return invalid('CustomerName', 'The CustomerName field is required.');
  return actionResult(tenant, 201, tenant.world.people.addCustomer(name, writable(body)).id);
}

function replace(tenant: Tenant, customer: Customer, body: Body): Reply {
  const name = text(body, 'CustomerName');
  if (!name) return invalid('CustomerName', 'The CustomerName field is required.');
  const domain = text(body, 'Domain') ?? '';
  Object.assign(customer, { name, domain, fields: writable(body), modifiedAt: tenant.world.now() });
  return actionResult(tenant, 200, customer.id);
}

function writable(body: Body): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([member]) => WRITABLE.includes(member)));
}

function withCustomer(tenant: Tenant, request: SimulatedRequest, next: (customer: Customer) => Reply): Reply {
  return withId(request, 'customerId', (id) => {
    const customer = tenant.world.people.customers.get(id);
    return customer ? next(customer) : missing(tenant.behaviour, 'null');
  });
}
