import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import type { DeviceOptions } from '../../../dev/simulator/world/device.ts';
import { World, type WorldOptions } from '../../../dev/simulator/world/world.ts';

const MINUTE = 60_000;

function build(device: Partial<DeviceOptions> = {}, options: Partial<WorldOptions> = {}) {
  const clock = new VirtualClock();
  const world = new World({ clock, ...options });
  const machine = world.addDevice(world.addCustomer('Acme'), { name: 'ACME-SRV', kind: 'server', ...device });
  return { clock, world, device: machine, [Symbol.dispose]: () => world.close() };
}

describe('a full disk', () => {
  test('raises its alert two to five minutes later, in the wording of the vendor', async () => {
    using it = build();
    const start = it.clock.now();

    it.device.setDiskUsedPercent('C:', 93.123);
    await it.clock.advance(5 * MINUTE);

    const [alert, ...others] = it.world.alerts.all();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      title: 'Disk Usage(C:)',
      message: 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%',
      severity: 'Critical',
      category: 'Disk',
      agentId: it.device.agentId,
      deviceGuid: it.device.guid,
      customerName: 'Acme',
    });
    expect((alert?.createdAt ?? 0) - start).toBeGreaterThanOrEqual(2 * MINUTE);
  });

  test('raises nothing when it is free again before the next check', async () => {
    using it = build();

    it.device.setDiskUsedPercent('C:', 95);
    await it.clock.advance(MINUTE);
    it.device.setDiskUsedPercent('C:', 60);
    await it.clock.advance(30 * MINUTE);

    expect(it.world.alerts.all()).toEqual([]);
  });

  test('keeps one alert while it holds, and Atera clears it two to five minutes after it ends', async () => {
    using it = build({ disks: [{ drive: 'C:', usedPercent: 95 }] });
    await it.clock.advance(60 * MINUTE);
    const freedAt = it.clock.now();

    it.device.setDiskUsedPercent('C:', 60);
    await it.clock.advance(5 * MINUTE);

    const alerts = it.world.alerts.all();
    expect(alerts).toMatchObject([{ archivedBy: 'atera' }]);
    expect((alerts[0]?.archivedAt ?? 0) - freedAt).toBeGreaterThanOrEqual(2 * MINUTE);
  });

  test('comes back under a new id when it is resolved while it holds', async () => {
    using it = build({ disks: [{ drive: 'C:', usedPercent: 95 }] });
    const first = it.device.raiseDiskAlertNow();

    it.world.alerts.archive(first, 'api');
    const rightAfter = it.world.alerts.in('Open');
    await it.clock.advance(5 * MINUTE);

    expect(rightAfter).toEqual([]);
    expect(it.world.alerts.in('Open').map(({ title }) => title)).toEqual(['Disk Usage(C:)']);
    expect(it.device.openAlertId('C:')).toBeGreaterThan(first);
  });

  test('stays quiet when it is resolved after it ended', async () => {
    using it = build({ disks: [{ drive: 'C:', usedPercent: 95 }] });
    const first = it.device.raiseDiskAlertNow();

    it.device.setDiskUsedPercent('C:', 50);
    it.world.person.resolveAlert(first);
    await it.clock.advance(60 * MINUTE);

    expect(it.world.alerts.all()).toMatchObject([{ id: first, archivedBy: 'person' }]);
  });

  test('is watched per drive', async () => {
    const disks = ['C:', 'D:'].map((drive) => ({ drive, usedPercent: 95 }));
    using it = build({ disks });

    await it.clock.advance(5 * MINUTE);
    it.device.setDiskUsedPercent('D:', 20);
    await it.clock.advance(5 * MINUTE);

    expect(it.world.alerts.in('Open').map(({ title }) => title)).toEqual(['Disk Usage(C:)']);
    expect(it.world.alerts.in('Resolved').map(({ title }) => title)).toEqual(['Disk Usage(D:)']);
  });
});

describe('a machine that loses contact', () => {
  test('is shown offline with an alert after 92 s to 5 min, and online again after its return', async () => {
    using it = build();
    const start = it.clock.now();

    it.device.goOffline();
    await it.clock.advance(91_000);
    const soon = [it.device.shownOnline, it.world.alerts.all().length];
    await it.clock.advance(4 * MINUTE);
    const later = [it.device.shownOnline, it.world.alerts.in('Open')[0]?.title];
    it.device.comeBack();
    await it.clock.advance(5 * MINUTE);

    expect(soon).toEqual([true, 0]);
    expect(later).toEqual([false, 'Machine status unknown']);
    expect(it.device.shownOnline).toBe(true);
    expect(it.world.alerts.all()).toMatchObject([{ archivedBy: 'atera' }]);
    expect(it.device.lastSeenAt).toBeGreaterThan(start);
  });

  test('that is back before anyone noticed raises nothing', async () => {
    using it = build();

    it.device.goOffline();
    await it.clock.advance(MINUTE);
    it.device.comeBack();
    await it.clock.advance(30 * MINUTE);

    expect(it.world.alerts.all()).toEqual([]);
    expect(it.device.shownOnline).toBe(true);
  });

  test('keeps its last contact, and what its disks do is not heard', async () => {
    using it = build({ disks: [{ drive: 'C:', usedPercent: 95 }] });
    it.device.raiseDiskAlertNow();
    const lastContact = it.clock.now();

    it.device.goOffline();
    it.device.setDiskUsedPercent('C:', 40);
    await it.clock.advance(120 * MINUTE);

    expect(it.device.lastSeenAt).toBe(lastContact);
    expect(it.world.alerts.in('Open').map(({ title }) => title)).toContain('Disk Usage(C:)');
    it.device.comeBack();
    await it.clock.advance(5 * MINUTE);
    expect(it.world.alerts.in('Open')).toEqual([]);
  });
});

describe('people and settings', () => {
  test('Atera opens a ticket for an alert where the tenant is set so', async () => {
    using it = build({ disks: [{ drive: 'C:', usedPercent: 95 }] }, { opensTicket: () => true });

    await it.clock.advance(5 * MINUTE);

    const [alert] = it.world.alerts.all();
    const [ticket] = it.world.tickets.all();
    expect(ticket).toMatchObject({ source: 'Alert', title: 'Disk Usage(C:)', customerId: it.device.customer.id });
    expect(alert?.ticketId).toBe(ticket?.id);
  });

  test('a person attaches, retitles, reassigns, comments and closes', () => {
    using it = build({ disks: [{ drive: 'C:', usedPercent: 95 }] });
    const dana = it.world.people.addTechnician('dana@msp.example', 'Dana Example');
    const { person } = it.world;

    const ticket = person.attachTicket(it.device.raiseDiskAlertNow());
    person.retitle(ticket.id, 'Call first');
    person.reassign(ticket.id, dana);
    person.comment(ticket.id, dana, 'on it');
    person.endUserComment(ticket.id, 'thanks');
    person.closeTicket(ticket.id);

    expect(ticket).toMatchObject({ title: 'Call first', technicianId: dana.id, status: 'Closed' });
    expect(ticket.comments.map(({ text, internal }) => [text, internal])).toEqual([
      ['on it', true],
      ['thanks', false],
    ]);
  });

  test('a deleted customer takes its machines along; their alerts stay and nothing new is raised', async () => {
    using it = build({ disks: [{ drive: 'C:', usedPercent: 95 }] });
    const alertId = it.device.raiseDiskAlertNow();

    it.world.person.deleteCustomer(it.device.customer);
    it.world.person.resolveAlert(alertId);
    await it.clock.advance(60 * MINUTE);

    expect([...it.world.devices.keys()]).toEqual([]);
    expect(it.world.alerts.all().map(({ id }) => id)).toEqual([alertId]);
  });

  test('a script that names what is not there gets an error that says so', () => {
    using it = build();

    expect(() => it.world.person.resolveAlert(1)).toThrow('There is no alert 1');
    expect(() => it.world.person.closeTicket(1)).toThrow('There is no ticket 1');
    expect(() => it.device.setDiskUsedPercent('Z:', 1)).toThrow('ACME-SRV has no drive Z:');
    expect(() => it.device.raiseDiskAlertNow()).toThrow('is not over its threshold');
  });

  test('a closed world has no timers left', () => {
    const it = build({ disks: [{ drive: 'C:', usedPercent: 95 }] });

    it.world.close();

    expect(it.clock.nextDue()).toBeUndefined();
  });
});
