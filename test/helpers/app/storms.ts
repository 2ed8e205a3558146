import type { Device, DeviceKind } from '../../../dev/simulator/world/device.ts';
import type { TestApp } from './app.ts';

/** What a customer of a storm has. */
export interface Fleet {
  readonly customer: string;
  readonly count: number;
  readonly kind?: DeviceKind;
  /** How full drive C: of each is; default 40. */
  readonly usedPercent?: number;
}

/**
 * Adds a customer with many devices, and enters them into the app's directory at once: listing
 * thousands costs minutes.
 */
export async function addFleet({ simulator, deps, clock }: TestApp, fleet: Fleet): Promise<Device[]> {
  const { kind = 'server', usedPercent = 40 } = fleet;
  const { world } = simulator;
  const customer = world.addCustomer(fleet.customer);
  const disks = [{ drive: 'C:', usedPercent }];
  const devices = Array.from({ length: fleet.count }, (_, index) =>
    world.addDevice(customer, { name: `${fleet.customer}-${index}`, kind, disks }),
  );
  const deviceClass = kind === 'laptop' || kind === 'workstation' ? kind : 'server';
  const listedAt = clock.now();
  await deps.directory.saveAgents(
    devices.map(({ agentId: id, name: machineName, serialNumber }) => ({
      ...{ id, machineName, serialNumber, customerId: customer.id, customerName: customer.name, deviceClass, listedAt },
      ...{ online: true, disks: [] },
    })),
  );
  return devices;
}
