import type { World } from '../world/world.ts';
import { leftoverDiskAlert } from './oddities.ts';
import { HOUR_MS, MINUTE_MS } from './scenario.ts';
import type { ExampleTenant } from './tenant.ts';

/** Where the cleanup of the day finds nothing to remove. */
export const STUBBORN = ['BRIGHT-SRV01'];

const RECOVERING = ['ALDER-PC01', 'ALDER-SRV01', 'BRIGHT-PC01', 'BRIGHT-SRV02', 'COBALT-PC02', 'DUNE-SRV01'];
const FILLING = ['ALDER-SRV02', 'BRIGHT-SRV01', 'COBALT-SRV01', 'COBALT-PC01', 'DUNE-PC01', 'DUNE-PC02'];
const LEFT_OVER = ['ALDER-DC01', 'BRIGHT-DC01', 'DUNE-DC01'];
const ADOPTED = ['ELM-SRV01', 'ELM-PC01', 'ELM-PC02'];

/** Everything about disks in the scripted day. */
export function playDisks(world: World, tenant: ExampleTenant): void {
  disksThatRecover(world, tenant);
  alertsLeftOver(world, tenant);
  disksThatStayFull(world, tenant);
  aDiskThatFlaps(world, tenant);
  alertsWithTickets(world, tenant);
}

/** Full for half an hour to a good hour, then free again by themselves. */
function disksThatRecover(world: World, { device }: ExampleTenant): void {
  for (const [index, name] of RECOVERING.entries()) {
    const start = (10 + index * 45) * MINUTE_MS;
    world.after(start, () => device(name).setDiskUsedPercent('C:', 92 + index));
    world.after(start + (25 + index * 8) * MINUTE_MS, () => device(name).setDiskUsedPercent('C:', 70));
  }
}

/** Healthy disks whose alerts Atera forgets to clear. */
function alertsLeftOver(world: World, { device }: ExampleTenant): void {
  for (const [index, name] of LEFT_OVER.entries())
    world.after((70 + index * 95) * MINUTE_MS, () => void world.raiseCustomAlert(leftoverDiskAlert(device(name))));
}

/**
 * Full from the morning on, until somebody does something: with an Automox match a person is asked
 * (see `../../start/operator.ts`), without there is a ticket. The one that the cleanup could not
 * help is cleared by a technician late in the day, and fills again.
 */
function disksThatStayFull(world: World, { device }: ExampleTenant): void {
  for (const [index, name] of FILLING.entries())
    world.after((5 + index * 20) * MINUTE_MS, () => device(name).setDiskUsedPercent('C:', 95 + index / 2));
  world.after(5.2 * HOUR_MS, () => device('BRIGHT-SRV01').setDiskUsedPercent('C:', 60));
  world.after(7.5 * HOUR_MS, () => device('BRIGHT-SRV01').setDiskUsedPercent('C:', 96));
}

/** Around its threshold all afternoon: an alert of its own each time. */
function aDiskThatFlaps(world: World, { device }: ExampleTenant): void {
  for (let round = 0; round < 7; round++) {
    const start = 3 * HOUR_MS + round * 24 * MINUTE_MS;
    world.after(start, () => device('COBALT-DC01').setDiskUsedPercent('D:', 90.6));
    world.after(start + 12 * MINUTE_MS, () => device('COBALT-DC01').setDiskUsedPercent('D:', 89.5));
  }
}

/**
 * Alerts that carry a ticket already: opened by Atera for one customer, attached by a person for
 * another.
 */
function alertsWithTickets(world: World, { device }: ExampleTenant): void {
  for (const [index, name] of ADOPTED.entries()) {
    world.after((30 + index * 60) * MINUTE_MS, () => device(name).setDiskUsedPercent('C:', 97));
    world.after((200 + index * 60) * MINUTE_MS, () => device(name).setDiskUsedPercent('C:', 50));
  }
  world.after(2 * HOUR_MS, () => device('DUNE-SRV02').setDiskUsedPercent('D:', 94));
  world.after(2 * HOUR_MS + 9 * MINUTE_MS, () => {
    const alertId = device('DUNE-SRV02').openAlertId('D:');
    if (alertId !== undefined) world.person.attachTicket(alertId);
  });
}
