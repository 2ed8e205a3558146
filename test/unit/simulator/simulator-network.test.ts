import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import type { NetworkDeviceOptions } from '../../../dev/simulator/world/network/network-options.ts';
import { siteOutage } from '../../../dev/simulator/world/network/site-outage.ts';
import { World, type WorldOptions } from '../../../dev/simulator/world/world.ts';

const MINUTE = 60_000;

function build(options: Partial<WorldOptions> = {}) {
  const clock = new VirtualClock();
  const world = new World({ clock, ...options });
  const customer = world.addCustomer('Acme');
  const agent = world.addDevice(customer, { name: 'ACME-SRV', kind: 'server' });
  const add = (device: Partial<NetworkDeviceOptions> = {}) =>
    world.network.add(customer, { name: 'Firewall', kind: 'snmp', monitoringAgent: agent, ...device });
  const downAlerts = () => world.alerts.all().filter(({ title }) => title === 'Device down');
  return { clock, world, customer, agent, add, downAlerts, [Symbol.dispose]: () => world.close() };
}

describe('a network device that is down', () => {
  test('raises an alert that carries a GUID no agent has, and no agent', async () => {
    using it = build();
    const devices = [it.add(), it.add({ kind: 'generic', name: 'Camera' })];

    for (const device of devices) device.goDown();
    await it.clock.advance(4 * MINUTE);

    expect(it.downAlerts().map(({ agentId }) => agentId)).toEqual([null, 0]);
    expect(it.downAlerts().at(-1)).toMatchObject({
      title: 'Device down',
      severity: 'Critical',
      deviceGuid: devices[0]?.guid,
      deviceName: 'Firewall',
      customerName: 'Acme',
    });
    expect(it.world.deviceByGuid(devices[0]?.guid ?? '')).toBeUndefined();
    expect(it.world.network.byGuid(devices[0]?.guid.toUpperCase() ?? '')).toBe(devices[0]);
  });

  test('falls in the same second as every other one of its monitoring agent, and in another one than those of another', async () => {
    using it = build();
    const other = it.world.addDevice(it.customer, { name: 'ACME-2' });
    for (const kind of ['snmp', 'tcp', 'http', 'generic'] as const) it.add({ kind }).goDown();
    it.add({ monitoringAgent: other }).goDown();

    await it.clock.advance(4 * MINUTE);

    const times = it.downAlerts().map(({ createdAt }) => createdAt);
    expect(times).toHaveLength(5);
    expect(new Set(times).size).toBe(2);
  });

  test('raises nothing for a fall shorter than two checks', async () => {
    using it = build();
    const device = it.add();

    device.goDown();
    await it.clock.advance(2 * MINUTE);
    const observed = device.shown.down;
    device.comeBack();
    await it.clock.advance(30 * MINUTE);

    expect([observed, device.shown.down, it.downAlerts()]).toEqual([true, false, []]);
  });

  test('is cleared by Atera after its recovery, or stays open where it is known to', async () => {
    using it = build();
    const [clears, stays] = [it.add(), it.add({ clears: false })];
    for (const device of [clears, stays]) device.goDown();
    await it.clock.advance(4 * MINUTE);

    for (const device of [clears, stays]) device.comeBack();
    await it.clock.advance(4 * MINUTE);

    expect([clears.alertIds, stays.alertIds, stays.shown.down]).toEqual([[], [expect.any(Number)], false]);
    expect(it.world.alerts.all().map(({ archivedBy }) => archivedBy)).toEqual([undefined, 'atera']);
  });

  test('comes back under a new id when its alert is resolved while it is down', async () => {
    using it = build();
    const device = it.add();
    device.goDown();
    await it.clock.advance(4 * MINUTE);
    const [first = 0] = device.alertIds;

    it.world.person.resolveAlert(first);
    await it.clock.advance(4 * MINUTE);

    expect(device.alertIds).toEqual([expect.any(Number)]);
    expect(device.alertIds).not.toEqual([first]);
  });

  test('can raise twins a second apart, and both are cleared', async () => {
    using it = build();
    const device = it.add({ twins: true });

    device.goDown();
    await it.clock.advance(5 * MINUTE);
    const [second, first] = it.downAlerts();
    device.comeBack();
    await it.clock.advance(4 * MINUTE);

    expect((second?.createdAt ?? 0) - (first?.createdAt ?? 0)).toBe(1_000);
    expect(it.world.alerts.in('Open')).toEqual([]);
  });

  test('is neither raised, cleared nor read while watching is paused', async () => {
    using it = build();
    const [fallen, paused] = [it.add(), it.add({ monitored: false })];
    fallen.goDown();
    paused.goDown();
    await it.clock.advance(4 * MINUTE);

    fallen.setMonitored(false);
    fallen.comeBack();
    await it.clock.advance(30 * MINUTE);
    const whilePaused = [fallen.shown.down, fallen.alertIds.length, paused.shown.down, paused.alertIds.length];
    fallen.setMonitored(true);
    await it.clock.advance(4 * MINUTE);

    expect(whilePaused).toEqual([true, 1, false, 0]);
    expect([fallen.shown.down, fallen.alertIds]).toEqual([false, []]);
  });

  test.each([
    ['tcp', 0],
    ['http', 1],
  ] as const)('of kind %s counts only what is watched', async (kind, expected) => {
    using it = build();
    const device = it.add({ kind, ports: [443], unmonitoredPorts: [22], ...(kind === 'http' && { pattern: 'ok' }) });

    device.closePort(22);
    device.losePattern();
    await it.clock.advance(4 * MINUTE);

    expect(it.downAlerts()).toHaveLength(expected);
  });
});

describe('a monitoring agent that is away', () => {
  test('takes all of its devices with it, up or not, until it is back', async () => {
    using it = build();
    const devices = [it.add(), it.add({ kind: 'tcp' })];

    it.agent.goOffline();
    await it.clock.advance(5 * MINUTE);
    const away = [it.downAlerts().length, ...devices.map(({ shown }) => shown.down)];
    it.agent.comeBack();
    await it.clock.advance(5 * MINUTE);

    expect(away).toEqual([2, true, true]);
    expect(devices.map(({ shown, alertIds }) => [shown.down, alertIds.length])).toEqual([
      [false, 0],
      [false, 0],
    ]);
  });

  test('can also leave everything as it was: a device that is down goes on being shown as up', async () => {
    using it = build({ agentAway: 'kept' });
    const device = it.add();

    it.agent.goOffline();
    device.goDown();
    await it.clock.advance(60 * MINUTE);
    const away = [it.downAlerts().length, device.shown.down];
    it.agent.comeBack();
    await it.clock.advance(5 * MINUTE);

    expect([away, it.downAlerts().length, device.shown.down]).toEqual([[0, false], 1, true]);
  });
});

test('a site outage brings its alerts as a real one did: machines over 22 seconds, then the network devices together', async () => {
  using it = build();
  const names = ['PC-1', 'PC-2', 'PC-3', 'PC-4'];
  const machines = [it.agent, ...names.map((name) => it.world.addDevice(it.customer, { name }))];
  const devices = [it.add(), it.add({ name: 'DR device', kind: 'tcp' })];

  const end = siteOutage({ machines, devices });
  await it.clock.advance(3 * MINUTE);

  const alerts = it.world.alerts.all().reverse();
  const start = alerts[0]?.createdAt ?? 0;
  expect(alerts.map(({ title, createdAt }) => [title, (createdAt - start) / 1_000])).toEqual([
    ...[0, 11, 15, 21, 22].map((second) => ['Machine status unknown', second]),
    ['Device down', 23],
    ['Device down', 23],
  ]);

  end();
  await it.clock.advance(10 * MINUTE);

  expect(it.world.alerts.in('Open')).toEqual([]);
});
