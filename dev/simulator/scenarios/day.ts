import type { World } from '../world/world.ts';
import { playDevices } from './day-devices.ts';
import { playDisks, STUBBORN } from './day-disks.ts';
import { addAutomoxMatch } from './enrolment.ts';
import { malformedAlerts, unknownAlerts } from './oddities.ts';
import { HOUR_MS, MINUTE_MS, type Scenario } from './scenario.ts';
import { addExampleTenant, type ExampleTenant } from './tenant.ts';

/** Customer whose monitoring alerts open tickets by themselves, as some tenants have it set. */
const OPENS_TICKETS = 'Elm Street School';

/** A scripted working day on the vendor's own lags: more than 40 alerts, nine hours. */
export const day: Scenario = {
  name: 'day',
  description: 'a scripted day of 9 hours on the virtual clock: more than 40 alerts of every kind at 5 customers',
  durationMs: 9 * HOUR_MS,
  world: { opensTicket: ({ customerName }) => customerName === OPENS_TICKETS },
  play(world, automox) {
    const tenant = addExampleTenant(world);
    addAutomoxMatch(tenant, automox, STUBBORN);
    playDisks(world, tenant);
    playDevices(world, automox, tenant);
    alertsNobodyKnows(world, tenant);
    peopleAtWork(world, tenant);
  },
};

function alertsNobodyKnows(world: World, { device }: ExampleTenant): void {
  const odd = [...unknownAlerts(device('BRIGHT-PC02')), ...malformedAlerts(device('ALDER-PC02'))];
  for (const [index, alert] of odd.entries())
    world.after((15 + index * 17) * MINUTE_MS, () => void world.raiseCustomAlert(alert));
}

/**
 * A technician resolves an alert whose disk is still full, has a word on the newest ticket and
 * closes it later.
 */
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
