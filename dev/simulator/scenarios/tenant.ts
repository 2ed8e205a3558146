import type { Device, DeviceKind } from '../world/device.ts';
import type { Customer, Technician } from '../world/people.ts';
import type { World } from '../world/world.ts';

/**
 * The technician the product writes as in every scenario; the policy of a demo names this address.
 */
export const AUTOMATION_TECHNICIAN_EMAIL = 'automation@msp.example';

/** One customer with its machines by name. */
export interface Site {
  readonly customer: Customer;
  readonly devices: readonly Device[];
}

/** Five customers and the people who support them. */
export interface ExampleTenant {
  readonly sites: readonly Site[];
  readonly technician: Technician;
  /** The machine with this name; throws for one that is not in the tenant. */
  device(name: string): Device;
}

const SITES: readonly (readonly [customer: string, prefix: string])[] = [
  ['Alder & Sons', 'ALDER'],
  ['Bright Dental', 'BRIGHT'],
  ['Cobalt Logistics', 'COBALT'],
  ['Dune Architects', 'DUNE'],
  ['Elm Street School', 'ELM'],
];

const MACHINES: readonly (readonly [suffix: string, kind: DeviceKind])[] = [
  ['DC01', 'domain-controller'],
  ['SRV01', 'server'],
  ['SRV02', 'server'],
  ['PC01', 'workstation'],
  ['PC02', 'workstation'],
  ['LT01', 'laptop'],
];

/** Adds five customers with six machines each (servers have a D: drive too) and two technicians. */
export function addExampleTenant(world: World): ExampleTenant {
  world.people.addTechnician(AUTOMATION_TECHNICIAN_EMAIL, 'Automation Desk');
  const technician = world.people.addTechnician('dana@msp.example', 'Dana Example');
  const sites = SITES.map(([name, prefix]) => {
    const customer = world.addCustomer(name);
    return { customer, devices: MACHINES.map(([suffix, kind]) => addMachine(world, customer, prefix, suffix, kind)) };
  });
  const byName = new Map(sites.flatMap(({ devices }) => devices.map((device) => [device.name, device])));
  const device = (name: string) => {
    const found = byName.get(name);
    if (!found) throw new Error(`The example tenant has no machine ${name}`);
    return found;
  };
  return { sites, technician, device };
}

function addMachine(world: World, customer: Customer, prefix: string, suffix: string, kind: DeviceKind): Device {
  const isServer = kind === 'server' || kind === 'domain-controller';
  const system = { drive: 'C:', usedPercent: 62 };
  const disks = isServer ? [system, { drive: 'D:', totalMb: 2_048_000, usedPercent: 71 }] : [system];
  const loggedInUsers = isServer ? '' : `${prefix}\\user (Since: 3/2/2026, 7:58:41 AM)`;
  return world.addDevice(customer, { name: `${prefix}-${suffix}`, kind, disks, loggedInUsers });
}
