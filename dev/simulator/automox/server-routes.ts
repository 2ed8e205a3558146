import type { Reply, SimulatedRequest } from '../vendor.ts';
import type { EnrolledServer } from './enrolled-server.ts';
import type { AutomoxOrganization } from './organization.ts';
import { NOT_FOUND, pageOf, refusal } from './reply.ts';
import { type AutomoxRoute, route } from './route.ts';
import { commandRow, serverRow } from './server-row.ts';

const COMMANDS: readonly unknown[] = ['GetOS', 'InstallUpdate', 'InstallAllUpdates', 'Reboot'];

/** `/servers` with their queues. There is no search: clients list and compare. */
export function serverRoutes(
  organization: AutomoxOrganization,
  tooMany: (waitSeconds: number) => Reply,
): AutomoxRoute[] {
  const withServer = (request: SimulatedRequest, next: (server: EnrolledServer) => Reply): Reply => {
    const server = organization.find(request.params.serverId ?? '');
    return server ? next(server) : NOT_FOUND;
  };
  return [
    route('GET', '/servers', (request) => {
      const waitSeconds = organization.listLimit.admit(organization.world.now());
      return waitSeconds === undefined ? list(organization, request) : tooMany(waitSeconds);
    }),
    route('GET', '/servers/{serverId}', (request) =>
      withServer(request, (server) => ({ status: 200, json: serverRow(organization, server, wantsDetails(request)) })),
    ),
    route('GET', '/servers/{serverId}/queues', (request) =>
      withServer(request, (server) => ({
        status: 200,
        json: server.queue.map((command) => commandRow(server, command)),
      })),
    ),
    route('POST', '/servers/{serverId}/queues', (request) =>
      withServer(request, (server) => enqueue(server, request.body)),
    ),
  ];
}

/** Both `limit` and `page` are required here. */
function list(organization: AutomoxOrganization, request: SimulatedRequest): Reply {
  const { query } = request;
  if (!query.has('limit') || !query.has('page')) return refusal(400, 'limit and page are required');
  const groupId = query.get('groupId');
  const servers = [...organization.servers.values()].filter(
    (server) => groupId === null || server.groupId === Number(groupId),
  );
  return pageOf(query, servers, (server) => serverRow(organization, server, wantsDetails(request)));
}

/** 201 without a body: no id says which command it was. */
function enqueue(server: EnrolledServer, body: unknown): Reply {
  const { command_type_name: name, args } = (body ?? {}) as Record<string, unknown>;
  if (!COMMANDS.includes(name)) return refusal(400, 'command_type_name is invalid');
  server.enqueue(String(name), { args: typeof args === 'string' ? args : '' });
  return { status: 201 };
}

function wantsDetails({ query }: SimulatedRequest): boolean {
  return query.get('include_details') === '1';
}
