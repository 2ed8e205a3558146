import type { Reply, Route, SimulatedRequest, SimulatedVendor } from '../vendor.ts';
import { historyRoutes } from './history/history-routes.ts';
import type { AutomoxKeys } from './keys.ts';
import type { AutomoxEvent, AutomoxOrganization } from './organization.ts';
import { policyRoutes } from './policy-routes.ts';
import { NOT_FOUND, pageOf, refusal, writeDate } from './reply.ts';
import { type AutomoxRoute, accountRoute, route } from './route.ts';
import { serverRoutes } from './server-routes.ts';

/** Per second, by the headers observed in recorded traffic; it was not observed to be enforced. */
const GENERAL_LIMIT = 100;

/** Automox's Console API over an organisation. */
export function automoxVendor(organization: AutomoxOrganization, keys: AutomoxKeys): SimulatedVendor<AutomoxRoute> {
  const withHeaders = rateHeaders(organization);
  const tooMany = (waitSeconds: number) => tooManyRequests(organization, waitSeconds);
  const routes = [
    ...serverRoutes(organization, tooMany),
    ...policyRoutes(organization),
    ...historyRoutes(organization),
    route('GET', '/events', ({ query }) => pageOf(query, eventsIn(organization, query), eventRow(organization))),
    accountRoute('/orgs', ({ query }) =>
      pageOf(query, [organization], ({ id, uuid, name }) => ({ id, org_uuid: uuid, name })),
    ),
    accountRoute('/users/self', () => ({ status: 200, json: userRow(organization) })),
  ];
  return {
    name: 'automox',
    prefix: '/automox/api',
    routes: routes.map((one) => ({ ...one, handle: (request) => withHeaders(one.handle(request)) })),
    refuse: (request, found) => {
      const refused = whyRefused(organization, keys, request, found);
      return refused && withHeaders(refused);
    },
    unknown: (_request, pathKnown) => withHeaders(pathKnown ? refusal(405, 'Method not allowed.') : NOT_FOUND),
    tooMany: (waitSeconds) => withHeaders(tooMany(waitSeconds)),
  };
}

function whyRefused(
  { id, behaviour }: AutomoxOrganization,
  keys: AutomoxKeys,
  { headers, query }: SimulatedRequest,
  found: (AutomoxRoute & Route) | undefined,
): Reply | undefined {
  const role = keys.roleOf(headers.authorization);
  if (!role) return refusal(401, 'Unauthorized');
  const named = query.get('o');
  if (found?.inOrganization && named === null && behaviour.missingOrg === 'bad-request')
    return refusal(400, 'o is required');
  if (named !== null && Number(named) !== id) return refusal(behaviour.wrongOrg, 'You do not have access.');
  return found?.writes && role === 'read-only' ? refusal(403, 'Forbidden') : undefined;
}

function tooManyRequests({ behaviour }: AutomoxOrganization, waitSeconds: number): Reply {
  const reply = refusal(429, 'Too Many Requests!');
  return behaviour.retryAfter === 'none' ? reply : { ...reply, headers: { 'Retry-After': String(waitSeconds) } };
}

function rateHeaders({ world }: AutomoxOrganization): (reply: Reply) => Reply {
  let second = 0;
  let used = 0;
  return (reply) => {
    const now = Math.floor(world.now() / 1_000);
    used = now === second ? used + 1 : 1;
    second = now;
    const headers = {
      'x-ratelimit-limit': String(GENERAL_LIMIT),
      'x-ratelimit-remaining': String(Math.max(0, GENERAL_LIMIT - used)),
      'x-ratelimit-reset': String(second + 1),
    };
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };
}

/** Newest first; dates are days. */
function eventsIn({ events }: AutomoxOrganization, query: URLSearchParams): AutomoxEvent[] {
  const wanted = (name: string, value: string | number) => !query.has(name) || query.get(name) === String(value);
  const day = (event: AutomoxEvent) => new Date(event.at).toISOString().slice(0, 10);
  return events
    .filter((event) => wanted('serverId', event.serverId) && wanted('policyId', event.policyId))
    .filter((event) => wanted('eventName', event.name))
    .filter((event) => day(event) >= (query.get('startDate') ?? '') && day(event) <= (query.get('endDate') ?? '9'))
    .reverse();
}

/** `status` is the exit code, now as a text and now as a number. */
function eventRow(organization: AutomoxOrganization): (event: AutomoxEvent) => unknown {
  return ({ id, name, at, serverId, policyId, exitCode }) => ({
    id,
    name,
    user_id: null,
    server_id: serverId,
    organization_id: organization.id,
    policy_id: policyId,
    data: { status: exitCode === null || id % 2 === 0 ? exitCode : String(exitCode), text: '' },
    create_time: writeDate(at),
  });
}

function userRow({ id, name }: AutomoxOrganization): unknown {
  return { id: 7, email: 'automation@msp.example', firstname: 'Automation', lastname: 'Desk', orgs: [{ id, name }] };
}
