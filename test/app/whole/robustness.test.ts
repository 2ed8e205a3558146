import { describe, expect, it } from 'vitest';
import { seededFaults } from '../../../dev/host/faults.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

/** Servers of one customer, each with a full disk whose alert is open already. */
function addFullServers({ simulator: { world } }: TestApp, count: number) {
  const customer = world.addCustomer('Big Corp');
  return Array.from({ length: count }, (_, index) => {
    const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }];
    const device = world.addDevice(customer, { name: `BIG-${index}`, kind: 'server', disks });
    device.raiseDiskAlertNow('C:');
    return device;
  });
}

describe('a row that cannot be read', () => {
  it('does not keep the others from their time', async () => {
    await using app = await startApp();
    const alerts = app.tables.open('alerts');
    const conditions = app.tables.open('conditions');
    await alerts.put({ partitionKey: 'open', rowKey: '0000000000000000001', state: 'new', lastPoll: '0' });
    await conditions.put({ partitionKey: 'a0', rowKey: 'disk-space.C', nextAt: '2026-01-01', alertIds: '{' });
    addFullServer(app);

    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(app.log.filter((line) => line.includes('row-unreadable')).length).toBeGreaterThan(0);
  });
});

describe('a condition that cannot be opened or started', () => {
  it('does not hold up the ones after it', async () => {
    await using app = await startApp();
    const conditions = app.tables.open('conditions');
    const [first] = addFullServers(app, 3);
    await conditions.put({ partitionKey: `a${first?.agentId}`, rowKey: 'disk-space.C', alertIds: '{' });

    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(2);
  });
});

describe('a poll', () => {
  it('that fails on a page starts what is due all the same', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    Object.assign(app.deps.alerts, { save: () => Promise.reject(new Error('Azure refuses the row')) });
    app.simulator.world.raiseCustomAlert({ device, title: 'CPU Load' });

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(4 * HOUR);

    expect(app.host.client.status('poll-atera')).toMatchObject({
      output: { incomplete: "Activity function 'fetchAlertPages' failed: Azure refuses the row" },
    });
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
  });

  it('that waits indefinitely is ended, and the next one begins', async () => {
    let lost = 1;
    const delayMs = (what: { kind: string; target: string }) =>
      what.kind === 'event' && what.target === 'poll-atera' && lost-- > 0 ? 240 * HOUR : 0;
    await using app = await startApp({ faults: { delayMs } });
    addFullServer(app);

    await app.clock.advance(3 * HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });
});

describe('ten full disks from alert to end', () => {
  it.each([
    [1, 'azurite'],
    [2, 'memory'],
    [3, 'memory'],
  ] as const)(
    'have one ticket and one closing comment each under every fault of the host, seed %d, storage: %s',
    async (seed, storage) => {
      const activities = { twiceTogether: 0.08, twiceLater: 0.08, lostBefore: 0.06, lostAfter: 0.08 };
      const messages = { delayed: 0.1, delayMs: 20_000, earlyTimers: 0.2, repeatEntity: 0.05, repeatTurn: 0.1 };
      const faults = seededFaults(seed, { ...activities, ...messages });
      await using app = await startApp({ faults, storage, activityVisibilityMs: MINUTE, requestsPerMinute: 120 });
      const { world } = app.simulator;
      const devices = addFullServers(app, 10);
      await app.clock.advance(3 * HOUR);

      for (const device of devices) device.setDiskUsedPercent('C:', 50);
      await app.clock.advance(6 * HOUR);

      expect(world.tickets.all().map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'Resolved'));
      for (const { comments } of world.tickets.all())
        expect(comments.filter(({ text }) => text.includes('The condition has recovered'))).toHaveLength(1);
      expect(world.alerts.in('Open')).toEqual([]);
      for (const row of await app.outcomes()) expect(row).toMatchObject({ state: 'acted', code: 'verified-recovered' });
      expect(app.host.client.list((view) => view.name !== 'pollAlerts' && view.runtimeStatus !== 'Completed')).toEqual(
        [],
      );
      expect(app.simulator.peakRequests(MINUTE)).toBeLessThanOrEqual(120);
    },
  );
});
