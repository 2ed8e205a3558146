import type { World } from '../world/world.ts';
import { leftoverDiskAlert, malformedAlerts, unknownAlerts } from './oddities.ts';
import { HOUR_MS, MINUTE_MS, type Scenario } from './scenario.ts';
import { addExampleTenant, type ExampleTenant } from './tenant.ts';

/** Customer whose monitoring alerts open tickets by themselves, as some tenants have it set. */
const OPENS_TICKETS = 'Elm Street School';

const RECOVERING = ['ALDER-PC01', 'ALDER-SRV01', 'BRIGHT-PC01', 'BRIGHT-SRV02', 'COBALT-PC02', 'DUNE-SRV01'];
const FILLING = ['ALDER-SRV02', 'BRIGHT-SRV01', 'COBALT-SRV01', 'COBALT-PC01', 'DUNE-PC01', 'DUNE-PC02'];
const LEFT_OVER = ['ALDER-DC01', 'BRIGHT-DC01', 'DUNE-DC01'];
const ADOPTED = ['ELM-SRV01', 'ELM-PC01', 'ELM-PC02'];
const AWAY = ['ALDER-LT01', 'BRIGHT-LT01', 'DUNE-LT01', 'COBALT-SRV02'];

/** A scripted working day on the vendor's own lags: more than 40 alerts, nine hours. */
export const day: Scenario = {
  name: 'day',
  description: 'a scripted day of 9 hours on the virtual clock: more than 40 alerts of every kind at 5 customers',
  durationMs: 9 * HOUR_MS,
  world: { opensTicket: ({ customerName }) => customerName === OPENS_TICKETS },
  play(world) {
    const tenant = addExampleTenant(world);
    disksThatRecover(world, tenant);
    alertsLeftOver(world, tenant);
    disksThatStayFull(world, tenant);
    aDiskThatFlaps(world, tenant);
    machinesThatGoAway(world, tenant);
    alertsWithTickets(world, tenant);
    alertsNobodyKnows(world, tenant);
    peopleAtWork(world, tenant);
  },
};

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

/** Full from the morning on; two are cleaned up by a person late in the day, one of them fills again. */
function disksThatStayFull(world: World, { device }: ExampleTenant): void {
  for (const [index, name] of FILLING.entries())
    world.after((5 + index * 20) * MINUTE_MS, () => device(name).setDiskUsedPercent('C:', 95 + index / 2));
  world.after(6 * HOUR_MS, () => device('ALDER-SRV02').setDiskUsedPercent('C:', 55));
  world.after(6.2 * HOUR_MS, () => device('BRIGHT-SRV01').setDiskUsedPercent('C:', 60));
  world.after(8 * HOUR_MS, () => device('BRIGHT-SRV01').setDiskUsedPercent('C:', 96));
}

/** Around its threshold all afternoon: an alert of its own each time. */
function aDiskThatFlaps(world: World, { device }: ExampleTenant): void {
  for (let round = 0; round < 7; round++) {
    const start = 3 * HOUR_MS + round * 24 * MINUTE_MS;
    world.after(start, () => device('COBALT-DC01').setDiskUsedPercent('D:', 90.6));
    world.after(start + 12 * MINUTE_MS, () => device('COBALT-DC01').setDiskUsedPercent('D:', 89.5));
  }
}

function machinesThatGoAway(world: World, { device }: ExampleTenant): void {
  for (const [index, name] of AWAY.entries()) {
    const start = (50 + index * 70) * MINUTE_MS;
    world.after(start, () => device(name).goOffline());
    world.after(start + (20 + index * 30) * MINUTE_MS, () => device(name).comeBack());
  }
}

/** Alerts that carry a ticket already: opened by Atera for one customer, attached by a person for another. */
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

function alertsNobodyKnows(world: World, { device }: ExampleTenant): void {
  const odd = [...unknownAlerts(device('BRIGHT-PC02')), ...malformedAlerts(device('ALDER-PC02'))];
  for (const [index, alert] of odd.entries())
    world.after((15 + index * 17) * MINUTE_MS, () => void world.raiseCustomAlert(alert));
}

/** A technician resolves an alert whose disk is still full, has a word on the newest ticket and closes it later. */
function peopleAtWork(world: World, { device, technician }: ExampleTenant): void {
  world.after(3.5 * HOUR_MS, () => {
    const alertId = device('DUNE-PC01').openAlertId('C:');
    if (alertId !== undefined) world.person.resolveAlert(alertId);
  });
  world.after(4 * HOUR_MS, () => {
    const [newest] = world.tickets.all();
    if (!newest) return;
    world.person.comment(newest.id, technician, 'Called the customer, cleaning up by hand this afternoon.');
    world.after(2 * HOUR_MS, () => {
      if (world.tickets.get(newest.id)) world.person.closeTicket(newest.id);
    });
  });
  world.after(7 * HOUR_MS, () => world.person.deleteDevice(device('COBALT-PC01')));
}
