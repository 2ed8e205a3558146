import type { SimulatedRequest } from '../../vendor.ts';
import type { NetworkDevice } from '../../world/network/network-device.ts';
import type { NetworkKind } from '../../world/network/network-options.ts';
import { missing, withId } from '../input.ts';
import { pageOf } from '../paging.ts';
import { invalid } from '../problem.ts';
import { type AteraRoute, route, type Tenant } from '../tenant.ts';
import { deviceRow } from './device-row.ts';

const KINDS: readonly NetworkKind[] = ['snmp', 'tcp', 'http', 'generic'];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `/devices`: for each kind a list (plural) and one device by its id (singular); by GUID SNMP only,
 * and no search by name or state (integration-facts 1.1 [D]).
 */
export function deviceRoutes(tenant: Tenant): AteraRoute[] {
  const { network } = tenant.world;
  const known = (kind: NetworkKind) =>
    [...network.devices.values()].filter(({ options }) => options.kind === kind && (options.listed ?? true));
  const one = (device: NetworkDevice | undefined) =>
    device ? { status: 200, json: deviceRow(tenant, device) } : missing(tenant.behaviour, 'not-found');
  return [
    ...KINDS.flatMap((kind) => [
      route('Devices', 'GET', `/devices/${kind}devices`, (request) =>
        pageOf(request, tenant.behaviour, filtered(known(kind), request), (device) => deviceRow(tenant, device)),
      ),
      route('Devices', 'GET', `/devices/${kind}device/{deviceId}`, (request) =>
        withId(request, 'deviceId', (id) => one(known(kind).find((device) => device.id === id))),
      ),
    ]),
    route('Devices', 'GET', '/devices/snmpdevice/guid/{deviceGuid}', ({ params }) => {
      const wanted = params.deviceGuid?.toLowerCase() ?? '';
      if (!GUID.test(wanted)) return invalid('deviceGuid', `The value '${wanted}' is not valid.`);
      return one(known('snmp').find(({ guid }) => guid === wanted));
    }),
  ];
}

/** By customer and by monitoring agent; anything else in the query is ignored. */
function filtered(devices: readonly NetworkDevice[], { query }: SimulatedRequest): NetworkDevice[] {
  const wanted = (name: string, value: number) => !query.has(name) || query.get(name) === String(value);
  return devices.filter(
    ({ customer, options }) =>
      wanted('customerId', customer.id) && wanted('monitoringAgentId', options.monitoringAgent.agentId),
  );
}
