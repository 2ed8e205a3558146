import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { World } from '../../../dev/simulator/world/world.ts';
import { watchDay } from '../../../dev/start/day/day-watch.ts';

/** A server with a full drive and its alert, watched. */
function stage() {
  const world = new World({ clock: new VirtualClock() });
  const customer = world.addCustomer('North Wind Ltd');
  const disks = [{ drive: 'C:', usedPercent: 95 }];
  const device = world.addDevice(customer, { name: 'NW-SRV-01', kind: 'server', disks });
  const alertId = device.raiseDiskAlertNow('C:');
  const endUserId = world.people.mainContact(customer.id)?.id ?? 0;
  const open = (condition: string) =>
    world.tickets.open({
      title: `A ticket [rmm a${device.agentId}.${condition}.1]`,
      ...{ description: '', endUserId, customerId: customer.id, source: 'API' },
    });
  return { world, device, alertId, open, watch: watchDay({ world }) };
}

describe('who watches the day', () => {
  it('notices an alert that the app resolves while its drive is full', () => {
    const { world, alertId, watch } = stage();

    world.alerts.archive(alertId, 'api');

    expect(watch.tooEarly).toEqual([`alert ${alertId} of NW-SRV-01`]);
  });

  it('is content with one whose drive has recovered, and with what a person does', () => {
    const { world, device, alertId, watch } = stage();
    const other = world.raiseCustomAlert({ device, title: 'Disk Usage(C:)' });

    world.person.resolveAlert(other.id);
    device.setDiskUsedPercent('C:', 50);
    world.alerts.archive(alertId, 'api');

    expect(watch).toMatchObject({ tooEarly: [], alertsResolved: 1 });
  });

  it.each(['disk-space.C', 'offline', 'pending-reboot'])(
    'notices a ticket of %s that is ended too early',
    (condition) => {
      const { world, device, open, watch } = stage();
      const ticket = open(condition);
      device.needsReboot = true;
      device.goOffline();

      world.tickets.change(ticket, { status: 'Resolved' });

      expect(watch.tooEarly).toEqual([`ticket ${ticket.id} of NW-SRV-01`]);
    },
  );

  it.each(['disk-space.C', 'offline', 'pending-reboot'])('is content with one of %s that is over', (condition) => {
    const { world, device, open, watch } = stage();
    const ticket = open(condition);
    device.setDiskUsedPercent('C:', 50);

    world.tickets.change(ticket, { status: 'Resolved' });

    expect(watch).toMatchObject({ tooEarly: [], ticketsResolved: 1 });
  });

  it('leaves the tickets that people close to them', () => {
    const { world, open, watch } = stage();
    const ticket = open('disk-space.C');

    world.person.closeTicket(ticket.id);

    expect(watch).toMatchObject({ tooEarly: [], ticketsResolved: 0 });
  });
});
