import { describe, expect, it } from 'vitest';
import { historySignature } from '../../../dev/host/testing.ts';
import type { LoggedRequest } from '../../../dev/simulator/request-log.ts';
import { HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../helpers/app/app-setup.ts';
import { addFleet } from '../../helpers/app/fleet.ts';

const REFRESH = 'refresh-directory';
const FIRST_REFRESH = 2.5 * MINUTE;

const listings = ({ simulator }: TestApp) => ({
  agents: simulator.requestsOf('GET /agents').length,
  servers: simulator.requestsOf('GET /servers').length,
});

/**
 * Two customers with a server and a PC each, all of them in Automox; the test's policy assigns the
 * first one.
 */
function addTwoCustomers({ simulator: { world, automox } }: TestApp) {
  return ['North', 'South'].flatMap((name) => {
    const customer = world.addCustomer(name);
    return (['server', 'workstation'] as const).map((kind) => {
      const device = world.addDevice(customer, { name: `${name.toUpperCase()}-${kind}`.slice(0, 15), kind });
      return { device, server: automox.enroll(device) };
    });
  });
}

const matchOf = async ({ deps }: TestApp, agentId: number) => (await deps.directory.get(agentId))?.automoxMatch;

describe('the directory', () => {
  it('says which Automox device each agent of an assigned customer is, and why another one has no Automox match', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    const devices = addTwoCustomers(app);
    const [assigned, , other] = devices;

    await app.clock.advance(FIRST_REFRESH);

    const entry = await app.deps.directory.get(assigned?.device.agentId ?? 0, { withBaseline: true });
    expect(entry).toMatchObject({
      agent: { machineName: 'NORTH-server', deviceClass: 'server', online: true, disks: [{ drive: 'C:' }] },
      automoxMatch: { matched: true, serverId: assigned?.server.id, by: 'serial+name' },
      baseline: { disks: [{ drive: 'C:' }] },
    });
    expect(await matchOf(app, other?.device.agentId ?? 0)).toMatchObject({
      matched: false,
      reason: 'the customer of the device is assigned to no Automox organisation',
    });
    const coverage = expect.objectContaining({ withActions: 2 });
    const result = { complete: true, requests: 2, agents: 4, servers: 4, coverage, missing: 0 };
    expect(app.host.client.status(REFRESH)?.output).toEqual(result);
    const { startedAt = 0, newestLastSeenAt = 0 } = (await app.deps.directory.lastRefresh()) ?? {};
    expect(Math.abs(startedAt - newestLastSeenAt)).toBeLessThanOrEqual(MINUTE);
  });

  it('is refreshed in the same steps as ever, or running refreshes would break', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    addTwoCustomers(app);

    await app.clock.advance(FIRST_REFRESH);

    expect(historySignature(app.host.client.history(REFRESH))).toEqual([
      'call entity ratebudget acquire',
      'activity readAccount',
      'call entity ratebudget acquire',
      'activity listAgents',
      'signal entity ratebudget settle',
      'call entity ratebudget acquire',
      'activity listServers',
      'signal entity ratebudget settle',
      'activity matchDevices',
      'activity finishRefresh',
      'call entity ratebudget acquire',
      'activity listMonitored',
    ]);
  });

  it('costs one listing of each vendor per interval, whatever alerts come', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    const [first] = addTwoCustomers(app);
    for (let i = 0; i < 20; i++) app.simulator.world.raiseCustomAlert({ ...first, title: `CPU Load ${i}` });

    await app.clock.advance(3 * HOUR);
    const within = listings(app);
    await app.clock.advance(2 * HOUR);

    expect(within).toEqual({ agents: 1, servers: 1 });
    expect(listings(app)).toEqual({ agents: 2, servers: 2 });
  });

  it('without Automox knows the agents, and that nobody has an Automox match', async () => {
    await using app = await startApp({ directory: 'none' });
    const [first] = addTwoCustomers(app);

    await app.clock.advance(FIRST_REFRESH);

    expect(await matchOf(app, first?.device.agentId ?? 0)).toMatchObject({
      matched: false,
      reason: 'Automox is not set up',
    });
    expect(await app.deps.directory.lastRefresh()).toMatchObject({ agents: 4, servers: 0 });
    expect(listings(app)).toEqual({ agents: 1, servers: 0 });
  });

  it('forgets with its second refresh a device that is gone, its match and its disks', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    const [first, second] = addTwoCustomers(app);
    await app.clock.advance(FIRST_REFRESH);
    const [gone, stays] = [first?.device.agentId ?? 0, second?.device.agentId ?? 0];
    const before = await app.deps.directory.get(gone);
    app.simulator.world.devices.delete(gone);

    await app.clock.advance(4 * HOUR);

    expect(before?.automoxMatch?.matched).toBe(true);
    expect(await app.deps.directory.get(gone)).toBeUndefined();
    expect((await Array.fromAsync(app.deps.directory.baselines())).map(({ agentId }) => agentId)).not.toContain(gone);
    expect((await matchOf(app, stays))?.matched).toBe(true);
    expect(await app.deps.directory.lastRefresh()).toMatchObject({ agents: 3, servers: 4 });
  });

  it('matches nobody with the server of a device that Automox no longer lists', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    const [first] = addTwoCustomers(app);
    await app.clock.advance(FIRST_REFRESH);
    if (first) app.simulator.automox.remove(first.server);

    await app.clock.advance(4 * HOUR);
    const once = await matchOf(app, first?.device.agentId ?? 0);
    await app.clock.advance(4 * HOUR);

    expect(once).toMatchObject({ matched: false, reason: 'Automox no longer lists its device' });
    expect(await matchOf(app, first?.device.agentId ?? 0)).toMatchObject({
      reason: expect.stringContaining('knows no'),
    });
  });
});

describe('a refresh', () => {
  it.each(['GET /agents', 'GET /servers'])(
    'that fails at %s leaves the directory as it was, says so, and is retried half an hour later',
    async (operation) => {
      await using app = await startApp({ automox: true, directory: 'none' });
      const [first] = addTwoCustomers(app);
      await app.clock.advance(FIRST_REFRESH);
      const before = await app.deps.directory.lastRefresh();
      const gone = first?.device.agentId ?? 0;
      const automoxMatch = await matchOf(app, gone);
      app.simulator.world.devices.delete(gone);
      const broken = app.simulator.faults.inject({ on: operation, times: 100, fault: { kind: 'body', body: 'html' } });

      await app.clock.advance(4 * HOUR + 20 * MINUTE);
      const asked = broken.hits;
      const result = app.host.client.status(REFRESH)?.output;
      const during = [await app.deps.directory.lastRefresh(), await matchOf(app, gone)];
      broken.remove();
      await app.clock.advance(20 * MINUTE);

      expect(asked).toBe(1);
      expect(result).toMatchObject({ complete: false, incomplete: expect.stringContaining(operation) });
      expect(during).toEqual([before, automoxMatch]);
      expect(app.log.filter((line) => line.includes('directory-refresh-failed'))).toHaveLength(1);
      expect(await app.deps.directory.get(gone)).toBeUndefined();
    },
  );

  it('that waits indefinitely is ended after two hours, and the next one begins soon after', async () => {
    await using app = await startApp({ directory: 'none' });
    addFleet(app, 3);
    app.host.client.start('refreshDirectory', { instanceId: REFRESH, input: { startedAt: 0, organizations: [7] } });
    app.host.client.suspend(REFRESH, 'as if an answer was lost');

    await app.clock.advance(2 * HOUR + 2 * MINUTE);
    const ended = app.host.client.status(REFRESH)?.runtimeStatus;
    await app.clock.advance(40 * MINUTE);

    expect(ended).toBe('Terminated');
    expect(app.host.client.status(REFRESH)?.output).toMatchObject({ complete: true, agents: 3 });
  });

  it('goes on where it stood after a page that failed for a moment', async () => {
    await using app = await startApp({ directory: 'none' });
    addFleet(app, 120);
    const isSecondPage = ({ template, query }: LoggedRequest) => template === '/agents' && query.page === '2';
    app.simulator.faults.inject({ on: isSecondPage, times: 2, fault: { kind: 'status', status: 503 } });

    await app.clock.advance(5 * MINUTE);

    expect(app.host.client.status(REFRESH)?.output).toMatchObject({ complete: true, agents: 120 });
    expect(app.simulator.requestsOf('GET /agents').map(({ query }) => query.page)).toEqual(['1', '2', '2', '2', '3']);
  });

  it('loses no device when others leave or join while it reads', async () => {
    await using app = await startApp({ directory: 'none' });
    const { world, faults } = app.simulator;
    const ids = addFleet(app, 180);
    faults.betweenPages('GET /agents', 2, () => {
      for (const id of ids.slice(3, 10)) world.devices.delete(id);
    });
    faults.betweenPages('GET /agents', 3, () => void addFleet(app, 5));

    await app.clock.advance(2 * MINUTE);

    const known = new Set((await Array.fromAsync(app.deps.directory.agents())).map(({ id }) => id));
    expect([...world.devices.keys()].filter((id) => !known.has(id))).toEqual([]);
    expect(app.host.client.status(REFRESH)?.output).toMatchObject({ complete: true, missing: 0 });
  });

  it('forgets nothing when the list shows fewer devices than it says it holds', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    addTwoCustomers(app);
    await app.clock.advance(FIRST_REFRESH);
    const [hidden = 0, shown = 0] = app.simulator.world.devices.keys();
    const device = app.simulator.world.devices.get(shown);
    if (device) app.simulator.world.devices.set(hidden, device);

    await app.clock.advance(4 * HOUR);

    expect(app.host.client.status(REFRESH)?.output).toMatchObject({ complete: true, agents: 3, missing: 1 });
    expect((await matchOf(app, hidden))?.matched).toBe(true);
  });

  it('passes over an organisation that Automox refuses, and says so of its devices', async () => {
    const automox = { [FIRST_CUSTOMER]: {}, [FIRST_CUSTOMER + 1]: { organizationId: 7 } };
    await using app = await startApp({ automox, directory: 'none' });
    const [listed, , refused] = addTwoCustomers(app);

    await app.clock.advance(FIRST_REFRESH);

    expect(app.host.client.status(REFRESH)?.output).toMatchObject({ complete: true, coverage: { withActions: 2 } });
    expect((await matchOf(app, listed?.device.agentId ?? 0))?.matched).toBe(true);
    expect(await matchOf(app, refused?.device.agentId ?? 0)).toMatchObject({
      reason: 'Automox does not let the app see organisation 7',
    });
    expect(app.log.filter((line) => line.includes('automox-organization-refused'))).toHaveLength(1);
  });

  it('with a key that Automox rejects fails', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    addTwoCustomers(app);
    app.simulator.automoxKeys.revoke(app.simulator.automoxKeys.current);

    await app.clock.advance(20 * MINUTE);

    expect(app.host.client.status(REFRESH)?.output).toMatchObject({
      incomplete: expect.stringContaining('GET /servers'),
    });
    expect(await app.deps.directory.lastRefresh()).toBeUndefined();
  });

  it('reads 1,100 devices of an organisation with three requests', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    const customer = app.simulator.world.addCustomer('Big Corp');
    const device = app.simulator.world.addDevice(customer, { name: 'BIG-1' });
    for (let i = 0; i < 1_100; i++)
      app.simulator.automox.enroll(device, { name: `BIG-${i}`, serialNumber: null, refreshMinutes: 100_000 });

    await app.clock.advance(FIRST_REFRESH);

    expect(listings(app)).toEqual({ agents: 1, servers: 3 });
    expect(await app.deps.directory.lastRefresh()).toMatchObject({ agents: 1, servers: 1_100 });
    expect(await matchOf(app, device.agentId)).toMatchObject({ code: 'no-serial' });
  });

  it('does not believe that all devices are gone', async () => {
    await using app = await startApp({ directory: 'none' });
    const ids = addFleet(app, 3);
    await app.clock.advance(FIRST_REFRESH);
    app.simulator.world.devices.clear();

    await app.clock.advance(4 * HOUR);

    expect(app.host.client.status(REFRESH)?.output).toMatchObject({
      incomplete: 'Atera listed no device, though 3 are known',
    });
    expect(await Array.fromAsync(app.deps.directory.agents())).toHaveLength(ids.length);
  });

  it('of thousands of devices keeps every history short', async () => {
    await using app = await startApp({ directory: 'none' });
    addFleet(app, 2_600);
    const lengths: number[] = [];
    app.simulator.faults.inject({
      on: 'GET /agents',
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'then', run: () => void lengths.push(app.host.client.history(REFRESH).length) },
    });

    await app.clock.advance(5 * MINUTE);

    expect(app.host.client.status(REFRESH)?.output).toMatchObject({ complete: true, requests: 52, agents: 2_600 });
    expect(Math.max(...lengths, app.host.client.history(REFRESH).length)).toBeLessThanOrEqual(100);
    // But for those of polls, which end by themselves.
    const { live } = app.host.client.entityState('ratebudget', 'atera') as { live: number[][] };
    expect(live.filter(([, requests]) => requests !== 1)).toEqual([]);
  });
});
