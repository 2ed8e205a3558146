import type { Reply, SimulatedRequest } from '../../vendor.ts';
import type { Ticket } from '../../world/tickets.ts';
import { missing, withBody, withId } from '../input.ts';
import { pageOf } from '../paging.ts';
import { invalid } from '../problem.ts';
import { type AteraRoute, route, type Tenant } from '../tenant.ts';
import { addComment, createTicket, updateTicket } from './ticket-input.ts';
import { commentRow, commentsOf, ticketRow } from './ticket-row.ts';

/**
 * `/tickets` with their comments. Lists are newest first and, like the vendor's, may lag behind.
 */
export function ticketRoutes(tenant: Tenant): AteraRoute[] {
  const { behaviour } = tenant;
  const update = (request: SimulatedRequest) =>
    withTicket(tenant, request, (ticket) => withBody(request, (body) => updateTicket(tenant, ticket, body)));
  return [
    ...listRoutes(tenant),
    route('Tickets', 'GET', '/tickets/{ticketId}', (request) =>
      withTicket(tenant, request, (ticket) => ({ status: 200, json: ticketRow(tenant, ticket, true) })),
    ),
    route('Tickets', 'POST', '/tickets', (request) => withBody(request, (body) => createTicket(tenant, body))),
    route('Tickets', 'PUT', '/tickets/{ticketId}', update),
    route('Tickets', 'POST', '/tickets/{ticketId}', update),
    route('Tickets', 'DELETE', '/tickets/{ticketId}', (request) =>
      withTicket(tenant, request, (ticket) => {
        tenant.world.tickets.remove(ticket.id);
        return { status: 204 };
      }),
    ),
    route('Tickets', 'GET', '/tickets/{ticketId}/comments', (request) =>
      withTicket(tenant, request, (ticket) =>
        pageOf(request, behaviour, commentsOf(tenant, ticket), (comment) => commentRow(tenant, comment)),
      ),
    ),
    route('Tickets', 'POST', '/tickets/{ticketId}/comments', (request) =>
      withTicket(tenant, request, (ticket) => withBody(request, (body) => addComment(tenant, ticket, body))),
    ),
  ];
}

function listRoutes(tenant: Tenant): AteraRoute[] {
  const { behaviour } = tenant;
  const listed = (request: SimulatedRequest, tickets: readonly Ticket[], withComments = true) =>
    pageOf(request, behaviour, tickets, (ticket) => ticketRow(tenant, ticket, withComments));
  return [
    route('Tickets', 'GET', '/tickets', (request) => listed(request, filtered(tenant, request))),
    route('Tickets', 'GET', '/tickets/noComments', (request) => listed(request, filtered(tenant, request), false)),
    route('Tickets', 'GET', '/tickets/statusmodified', (request) => {
      const finished = visible(tenant).filter((ticket) => tenant.world.tickets.isFinished(ticket));
      return listed(request, finished, request.query.get('includeComments') === 'true');
    }),
    route('Tickets', 'GET', '/tickets/lastmodified', (request) => {
      const since = Date.parse(request.query.get('date') ?? '');
      if (Number.isNaN(since)) return invalid('date', 'The date field is required.');
      return listed(
        request,
        visible(tenant).filter(({ modifiedAt }) => modifiedAt > since),
      );
    }),
  ];
}

function visible({ world, behaviour }: Tenant): Ticket[] {
  return world.tickets.all().filter(({ createdAt }) => createdAt + behaviour.ticketListLagMs <= world.now());
}

function filtered(tenant: Tenant, { query }: SimulatedRequest): Ticket[] {
  const customerId = query.get('customerId');
  const status = query.get('ticketStatus');
  return visible(tenant).filter(
    (ticket) =>
      (customerId === null || ticket.customerId === Number(customerId)) &&
      (status === null || ticket.status.toLowerCase() === status.toLowerCase()),
  );
}

function withTicket(tenant: Tenant, request: SimulatedRequest, next: (ticket: Ticket) => Reply): Reply {
  return withId(request, 'ticketId', (id) => {
    const ticket = tenant.world.tickets.get(id);
    return ticket ? next(ticket) : missing(tenant.behaviour, 'not-found');
  });
}
