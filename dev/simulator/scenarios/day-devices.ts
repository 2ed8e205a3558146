import type { AutomoxOrganization } from '../automox/organization.ts';
import type { World } from '../world/world.ts';
import { HOUR_MS, MINUTE_MS } from './scenario.ts';
import type { ExampleTenant } from './tenant.ts';

const AWAY = ['ALDER-LT01', 'BRIGHT-LT01', 'DUNE-LT01', 'COBALT-SRV02'];

/** Everything about contact and restarts in the scripted day. */
export function playDevices(world: World, automox: AutomoxOrganization, tenant: ExampleTenant): void {
  machinesThatGoAway(world, tenant);
  anAgentThatDies(world, automox, tenant);
  aSiteWithoutPower(world, tenant);
  aLaptopThatGoesHome(world, tenant);
  aServerThatMustRestart(world, tenant);
  devicesWithoutAgents(world, tenant);
}

/** Laptops for 20, 50 and 80 minutes, of which the last is long; a server for two hours. */
function machinesThatGoAway(world: World, { device }: ExampleTenant): void {
  for (const [index, name] of AWAY.entries()) {
    const start = (50 + index * 70) * MINUTE_MS;
    world.after(start, () => device(name).goOffline());
    world.after(start + (20 + index * 30) * MINUTE_MS, () => device(name).comeBack());
  }
}

/** Atera loses a server that Automox still reaches. */
function anAgentThatDies(world: World, automox: AutomoxOrganization, { device }: ExampleTenant): void {
  world.after(6.5 * HOUR_MS, () => {
    const server = [...automox.servers.values()].find((one) => one.device === device('ALDER-SRV01'));
    server?.setAgent('up');
    device('ALDER-SRV01').goOffline();
  });
}

/** Everything at one customer is gone within two minutes, and back after fifty. */
function aSiteWithoutPower(world: World, { sites }: ExampleTenant): void {
  const site = sites.find(({ customer }) => customer.name === 'Dune Architects');
  for (const [index, device] of (site?.devices ?? []).entries()) {
    world.after(5.5 * HOUR_MS + index * 20_000, () => device.goOffline());
    world.after(5.5 * HOUR_MS + (50 + index) * MINUTE_MS, () => device.comeBack());
  }
}

/**
 * Its people work until four in the afternoon (`../../start/demo.ts`): nobody is called for it
 * before the morning.
 */
function aLaptopThatGoesHome(world: World, { device }: ExampleTenant): void {
  world.after(7.5 * HOUR_MS, () => device('COBALT-LT01').goOffline());
}

/** Its window is the lunch hour, 11:00 to 12:00 UTC. */
function aServerThatMustRestart(world: World, { device }: ExampleTenant): void {
  const server = device('ALDER-DC01');
  server.needsReboot = true;
  const message = 'Windows Update has installed updates; a restart is pending.';
  world.after(
    36.2 * MINUTE_MS,
    () => void world.raiseCustomAlert({ device: server, title: 'Reboot pending', message, severity: 'Warning' }),
  );
}

/**
 * A printer that is off for an hour and a half, and a firewall that goes with its site: the machine
 * that watches it is away as well.
 */
function devicesWithoutAgents(world: World, { device, sites }: ExampleTenant): void {
  const add = (name: string, watcher: string, hours: readonly [from: number, to: number]) => {
    const monitoringAgent = device(watcher);
    const added = world.network.add(monitoringAgent.customer, { name, kind: 'snmp', monitoringAgent });
    world.after(hours[0] * HOUR_MS, () => added.goDown());
    world.after(hours[1] * HOUR_MS, () => added.comeBack());
  };
  add('BRIGHT-PRINT', 'BRIGHT-SRV01', [2, 3.5]);
  const watcher = sites.find(({ customer }) => customer.name === 'Dune Architects')?.devices[0];
  if (watcher) add('DUNE-FW', watcher.name, [5.5, 6.4]);
}
