import type { Device } from '../../../dev/simulator/world/device.ts';
import type { NetworkDevice } from '../../../dev/simulator/world/network/network-device.ts';
import type { NetworkDeviceOptions } from '../../../dev/simulator/world/network/network-options.ts';
import type { AppOptions } from '../app/app.ts';
import type { Stage } from '../app/scenario.ts';
import { untilKnown } from './offline-scenarios.ts';

/** Agents and network devices are found by listing them, as in production. */
export const listed = { directory: 'none' } as const satisfies AppOptions;

/** A network device, and the machine whose agent watches it. */
export interface OnNetwork {
  readonly device: NetworkDevice;
  readonly watcher: Device;
}

/**
 * Adds a server that watches a firewall over SNMP. They are known to the app once its directory has
 * been refreshed.
 */
export function addFirewall(stage: Stage, options: Partial<NetworkDeviceOptions> = {}): OnNetwork {
  const watcher = options.monitoringAgent ?? stage.add({ name: 'NW-WATCH' });
  const device = stage.app.simulator.world.network.add(stage.customer, {
    ...{ name: 'NW-FW-01', kind: 'snmp', monitoringAgent: watcher },
    ...options,
  });
  return { device, watcher };
}

/**
 * By then a device that has just gone down has its ticket: its alert comes after two checks, two
 * minutes apart, and its grace is five.
 */
export const untilReported = (stage: Stage): Promise<void> => stage.minutes(24);

/** A firewall that the app knows, and that is down. */
export async function addFallen(stage: Stage, options: Parameters<typeof addFirewall>[1] = {}) {
  const added = addFirewall(stage, options);
  await untilKnown(stage);
  added.device.goDown();
  return added;
}

/** The same with its ticket. */
export async function addTicketed(stage: Stage, options: Parameters<typeof addFirewall>[1] = {}) {
  const added = await addFallen(stage, options);
  await untilReported(stage);
  return { ...added, ticket: stage.ticket(), person: stage.app.simulator.world.person };
}
