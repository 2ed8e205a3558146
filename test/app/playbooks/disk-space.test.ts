import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, MINUTE, startApp, writes } from '../../helpers/app/app.ts';

describe('a full disk', () => {
  it('gets one ticket, and is closed with its alert when the disk recovers', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(3 * HOUR);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }]);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(4 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
    expect(app.simulator.world.alerts.in('Open')).toEqual([]);
    expect(await app.outcomes()).toMatchObject([{ state: 'acted', code: 'verified-recovered', ticketId: 7001 }]);
  });

  it('gets no ticket when it passes by itself', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(7 * MINUTE);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(writes(app)).toEqual([]);
    expect(await app.outcomes()).toMatchObject([{ state: 'acted', code: 'alert-cleared' }]);
  });

  it('is not believed healthy on a reading from before the alert', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    await app.clock.advance(29 * MINUTE);
    device.setDiskUsedPercent('C:', 95);
    const alertId = device.raiseDiskAlertNow('C:');

    await app.clock.advance(20 * MINUTE);
    expect(writes(app)).toEqual([]);

    await app.clock.advance(2 * HOUR);
    expect(app.simulator.world.alerts.get(alertId)?.archivedAt).toBeUndefined();
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it('has its alert resolved without a ticket when two checks show a newer, healthy reading', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';
    const alert = app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message, category: 'Disk' });

    await app.clock.advance(20 * MINUTE);
    device.setDiskUsedPercent('C:', 45);
    await app.clock.advance(45 * MINUTE);
    expect(alert.archivedAt).toBeUndefined();
    await app.clock.advance(15 * MINUTE);

    expect(writes(app)).toEqual([`PUT /alerts/${alert.id}`]);
    expect(alert.archivedBy).toBe('api');
    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'acted', code: 'reading-changed' });
  });

  it('is not believed healthy because time has passed: a ticket within the hour names both values', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';
    const alert = app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message, category: 'Disk' });

    await app.clock.advance(65 * MINUTE);

    const [ticket] = app.simulator.world.tickets.all();
    expect(ticket?.description).toContain(`Atera's alert says "${message}"`);
    expect(ticket?.description).toContain('(50 % used); nothing shows that it is newer than the alert');
    await app.clock.advance(3 * HOUR);
    expect(alert.archivedAt).toBeUndefined();
  });

  it('does nothing more once it is over', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(7 * MINUTE);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(HOUR);
    const polls = app.simulator.requestsOf('GET /alerts').length;
    const all = app.simulator.requests.length;

    await app.clock.advance(2 * HOUR);

    const newPolls = app.simulator.requestsOf('GET /alerts').length - polls;
    expect(newPolls).toBe(60);
    expect(app.simulator.requests.length - all).toBe(newPolls);
  });

  it('is not closed when a person resolves the alert of a disk that is still full', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    const first = device.openAlertId('C:') ?? 0;

    app.simulator.world.person.resolveAlert(first);
    await app.clock.advance(6 * HOUR);

    const second = device.openAlertId('C:') ?? 0;
    expect(second).toBeGreaterThan(first);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }]);
    expect(await app.outcomeOf(second)).toMatchObject({ ticketId: 7001, remediationId: 'rem.a1001.disk-space.C.1' });
  });

  it('whose device is gone is recorded as that', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');

    app.simulator.world.person.deleteDevice(device);
    await app.clock.advance(HOUR);

    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'skipped', code: 'device-not-found' });
    expect(writes(app)).toEqual([]);
  });

  it('that cannot be read gets a ticket that says so, and its alert stays', async () => {
    await using app = await startApp();
    const customer = app.simulator.world.addCustomer('North Wind Ltd');
    const device = app.simulator.world.addDevice(customer, { name: 'NW-PC-7', raw: { HardwareDisks: null } });
    const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';
    const alert = app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message });

    await app.clock.advance(3 * HOUR);

    const [ticket] = app.simulator.world.tickets.all();
    expect(ticket?.description).toContain('no usable reading: the inventory lists no drive C:');
    expect(alert.archivedAt).toBeUndefined();
  });
});
