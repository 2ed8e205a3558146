import type { Device } from '../world/device.ts';
import { agentRow } from './agent-row.ts';
import { missing, withId } from './input.ts';
import { pageOf } from './paging.ts';
import { invalid, problem } from './problem.ts';
import { type AteraRoute, route, type Tenant } from './tenant.ts';

/**
 * `/agents`: lists (all, of a customer, by machine name), get, delete. No search by GUID, no filter
 * by state.
 */
export function agentRoutes(tenant: Tenant): AteraRoute[] {
  const { world, behaviour } = tenant;
  const row = (device: Device) =>
    agentRow(tenant, device, behaviour.agentListCache === 'late' ? device.earlierReading : device.reading);
  let reads = 0;
  const all = () => [...world.devices.values()];
  return [
    route('Agents', 'GET', '/agents', (request) => pageOf(request, behaviour, all(), row)),
    route('Agents', 'GET', '/agents/{agentId}', (request) =>
      withId(request, 'agentId', (id) => {
        const device = world.devices.get(id);
        if (!device) return missing(behaviour, 'null');
        const isLate = behaviour.agentCache === 'late' && ++reads % 2 === 0;
        return { status: 200, json: agentRow(tenant, device, isLate ? device.earlierReading : device.reading) };
      }),
    ),
    route('Agents', 'GET', '/agents/customer/{customerId}', (request) =>
      withId(request, 'customerId', (id) => {
        const ofCustomer = all().filter(({ customer }) => customer.id === id);
        return pageOf(request, behaviour, ofCustomer, row);
      }),
    ),
    route('Agents', 'GET', '/agents/machine/{machineName}', (request) => {
      const wanted = request.params.machineName?.toLowerCase() ?? '';
      if (wanted === '') return invalid('machineName', 'The machineName field is required.');
      const namesakes = all().filter(({ name }) => name.toLowerCase() === wanted);
      return pageOf(request, behaviour, namesakes, row);
    }),
    route('Agents', 'DELETE', '/agents/{agentId}', (request) =>
      withId(request, 'agentId', (id) => {
        const device = world.devices.get(id);
        if (!device) return problem(400);
        world.person.deleteDevice(device);
        return { status: 204 };
      }),
    ),
  ];
}
