import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

const title = 'Disk Usage(C:)';
const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';

/** A server whose inventory reads 50 %, whatever its alerts say. */
function addHealthyServer({ simulator: { world } }: TestApp) {
  const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 50 }];
  return world.addDevice(world.addCustomer('North Wind Ltd'), { name: 'NW-SRV-01', kind: 'server', disks });
}

describe('an alert', () => {
  it('that comes twice on one page is recorded once, and the others with it', async () => {
    await using app = await startApp({ mode: 'observe' });
    const { world } = app.simulator;
    const device = addHealthyServer(app);
    const first = world.raiseCustomAlert({ device, title: 'CPU Load' });
    world.raiseCustomAlert({ device, title: 'CPU Load', raw: { AlertID: first.id } });
    const other = world.raiseCustomAlert({ device, title: 'Memory' });

    await app.clock.advance(3 * MINUTE);

    expect((await app.outcomes()).map((row) => row.alertId).sort()).toEqual([first.id, other.id]);
  });

  it('that is still listed for a moment after it was resolved keeps its outcome, and how it ended', async () => {
    await using app = await startApp();
    const { world } = app.simulator;
    const device = addHealthyServer(app);
    const alert = world.raiseCustomAlert({ device, title, message });
    await app.clock.advance(15 * MINUTE);
    device.setDiskUsedPercent('C:', 45);
    await app.clock.advance(61 * MINUTE);
    const { archivedAt } = alert;
    expect(archivedAt).toBeDefined();
    const ended = await app.deps.alerts.get(alert.id);

    delete alert.archivedAt;
    await app.clock.advance(3 * MINUTE);
    alert.archivedAt = archivedAt ?? 0;
    await app.clock.advance(10 * MINUTE);

    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'acted', code: 'reading-changed' });
    const { closedBy, closedAt } = (await app.deps.alerts.get(alert.id)) ?? {};
    expect({ closedBy, closedAt }).toEqual({ closedBy: 'app', closedAt: ended?.closedAt });
  });

  it('whose row cannot be read any more is still listed, and not taken for one that has ended', async () => {
    await using app = await startApp({ mode: 'observe' });
    const { world } = app.simulator;
    const alert = world.raiseCustomAlert({ device: addHealthyServer(app), title: 'CPU Load' });
    await app.clock.advance(5 * MINUTE);

    Object.assign(alert, { raw: { Title: { text: 'CPU Load' } } });
    await app.clock.advance(10 * MINUTE);

    expect((await app.outcomes()).map(({ subject }) => subject)).toContain(`raw-${alert.id}`);
    expect(await app.deps.alerts.get(alert.id)).not.toHaveProperty('closedAt');
  });

  it('that stays listed long after it was resolved is taken up again', async () => {
    await using app = await startApp();
    const { world } = app.simulator;
    const device = addHealthyServer(app);
    const alert = world.raiseCustomAlert({ device, title, message });
    await app.clock.advance(15 * MINUTE);
    device.setDiskUsedPercent('C:', 45);
    await app.clock.advance(61 * MINUTE);
    expect(alert.archivedBy).toBe('api');

    delete alert.archivedAt;
    await app.clock.advance(30 * MINUTE);
    device.setDiskUsedPercent('C:', 40);
    await app.clock.advance(90 * MINUTE);

    expect(alert.archivedAt).toBeDefined();
    expect(await app.outcomeOf(alert.id)).toMatchObject({ remediationId: 'rem.a1001.disk-space.C.2' });
  });

  it('raised after the reading is not resolved on the word of an earlier alert', async () => {
    await using app = await startApp();
    const { world } = app.simulator;
    const device = addHealthyServer(app);
    world.raiseCustomAlert({ device, title, message });
    await app.clock.advance(43 * MINUTE);

    const later = world.raiseCustomAlert({ device, title, message });
    await app.clock.advance(40 * MINUTE);

    expect(later.archivedAt).toBeUndefined();
  });

  it('that a person snoozed is inspected beside others of its condition', async () => {
    await using app = await startApp();
    const { world } = app.simulator;
    const device = addHealthyServer(app);
    const alerts = [1, 2, 3, 4].map(() => world.raiseCustomAlert({ device, title, message }));
    await app.clock.advance(5 * MINUTE);

    for (const alert of alerts) Object.assign(alert, { snoozedUntil: app.clock.now() + 48 * HOUR });
    await app.clock.advance(10 * MINUTE);
    device.setDiskUsedPercent('C:', 45);
    await app.clock.advance(3 * HOUR);

    expect(await app.outcomeOf(alerts[0]?.id ?? 0)).toMatchObject({ state: 'acted', code: 'reading-changed' });
  });

  it('that a person snoozed is not taken for one that is gone: its ticket stays open', async () => {
    await using app = await startApp();
    const { world } = app.simulator;
    const device = addHealthyServer(app);
    const alert = world.raiseCustomAlert({ device, title, message });
    await app.clock.advance(70 * MINUTE);
    expect(world.tickets.all()).toHaveLength(1);

    Object.assign(alert, { snoozedUntil: app.clock.now() + 48 * HOUR });
    await app.clock.advance(6 * HOUR);

    expect(world.tickets.all()).toMatchObject([{ status: 'Open' }]);
    expect(alert.archivedAt).toBeUndefined();
  });

  it('that joins while the ticket is being closed gets that ticket opened again', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    const on = 'PUT /tickets/{ticketId}';
    const refill = () => {
      device.setDiskUsedPercent('C:', 97);
      device.raiseDiskAlertNow('C:');
    };
    app.simulator.faults.inject({ on, times: 1, fault: { kind: 'then', run: refill } });
    app.simulator.faults.inject({ on, times: 2, fault: { kind: 'status', status: 500 } });

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(6 * HOUR);

    expect(device.openAlertId('C:')).toBeDefined();
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }]);
  });
});

describe('a snoozed alert', () => {
  it('does not have its device inspected by every poll', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    const alert = app.simulator.world.alerts.get(device.openAlertId('C:') ?? 0);
    Object.assign(alert ?? {}, { snoozedUntil: app.clock.now() + 48 * HOUR });
    const before = app.simulator.requestsOf('GET /agents/{agentId}').length;

    await app.clock.advance(6 * HOUR);

    expect(app.simulator.requestsOf('GET /agents/{agentId}').length - before).toBeLessThanOrEqual(12);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }]);
  });
});
