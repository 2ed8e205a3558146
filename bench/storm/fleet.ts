import type { Device, DeviceKind } from '../../dev/simulator/world/device.ts';
import type { DeviceClass } from '../../shared/domain/devices/device-class.ts';
import type { Storm } from './app.ts';

/**
 * What a customer has of one kind. Disks are 97 % full, and their own monitors would say so at 99 %
 * only: the storm says when.
 */
export interface Fleet {
  readonly customer: string;
  readonly count: number;
  readonly kind: DeviceKind;
  readonly usedPercent?: number;
}

/** Adds devices to the world and to the app's directory; a customer of this name is added once. */
export async function addFleet({ simulator, deps, clock }: Storm, fleet: Fleet): Promise<Device[]> {
  const { world } = simulator;
  const { kind, usedPercent = 97 } = fleet;
  const known = [...world.devices.values()].find(({ customer }) => customer.name === fleet.customer)?.customer;
  const customer = known ?? world.addCustomer(fleet.customer);
  const disks = [{ drive: 'C:', usedPercent }];
  const options = { kind, disks, diskThresholdPercent: 99 };
  const devices = Array.from({ length: fleet.count }, (_, index) =>
    world.addDevice(customer, { name: `${fleet.customer}-${kind}-${index}`, ...options }),
  );
  const deviceClass: DeviceClass = kind === 'workstation' || kind === 'laptop' ? kind : 'server';
  const of = { customerId: customer.id, customerName: customer.name, deviceClass, listedAt: clock.now() };
  await deps.directory.saveAgents(
    devices.map(({ agentId: id, name: machineName, serialNumber }) => ({
      ...{ id, machineName, serialNumber, online: true, disks: [] },
      ...of,
    })),
  );
  return devices;
}

/** The severities of alerts, the most urgent first. */
export const SEVERITIES = ['Critical', 'Warning', 'Information'] as const;

/** One of them. */
export type Severity = (typeof SEVERITIES)[number];

/** One alert of a storm. */
export interface StormAlert {
  readonly device: Device;
  readonly severity: Severity;
  readonly what: 'full disk' | 'passing disk' | 'offline' | 'reboot';
}

const TEXTS = {
  disk: { title: 'Disk Usage(C:)', message: 'The Disk Usage(C:) 97.00% is greater than the threshold of 90%' },
  reboot: { title: 'Reboot pending', message: 'Windows Update asks for a restart' },
} as const;

/**
 * Raises an alert as its severity says; a device that is offline gets its own from Atera within
 * five minutes.
 */
export function raise({ simulator }: Storm, { device, severity, what }: StormAlert): void {
  if (what === 'offline') return device.goOffline();
  simulator.world.raiseCustomAlert({ device, severity, ...TEXTS[what === 'reboot' ? 'reboot' : 'disk'] });
}

/**
 * Ends the condition of those that pass by themselves, and their alerts with it, as Atera's own
 * monitors do.
 */
export function endPassing({ simulator }: Storm, alerts: readonly StormAlert[]): void {
  for (const { device, what } of alerts) {
    if (what !== 'passing disk') continue;
    device.setDiskUsedPercent('C:', 50);
    for (const alert of simulator.world.alerts.in('Open'))
      if (alert.agentId === device.agentId) simulator.world.alerts.archive(alert.id, 'atera');
  }
}
