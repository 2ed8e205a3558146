import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

const listed = { directory: 'none', policy: { directoryRefreshMinutes: 60 } } as const;
/** A first refresh of the directory is over by then. */
const KNOWN = 6 * MINUTE;

function addNetwork(app: TestApp, count: number) {
  const { world } = app.simulator;
  const customer = world.addCustomer('North Wind Ltd');
  const monitoringAgent = world.addDevice(customer, { name: 'NW-WATCH', kind: 'server' });
  const devices = Array.from({ length: count }, (_, i) =>
    world.network.add(customer, { name: `NW-${i}`, kind: 'tcp', monitoringAgent }),
  );
  return { devices, monitoringAgent };
}

const listRequests = ({ simulator }: TestApp) =>
  simulator.requests.filter(({ template = '' }) => /^\/devices\/\w+devices$/.test(template)).length;
const known = async ({ deps }: TestApp) => (await Array.fromAsync(deps.monitored.all())).length;

describe('devices without an agent', () => {
  it('are listed with the directory, 50 to a request, and found by their GUID', async () => {
    await using app = await startApp(listed);
    const { devices, monitoringAgent } = addNetwork(app, 320);

    await app.clock.advance(KNOWN);

    expect(await known(app)).toBe(320);
    // Seven pages of TCP devices, and one empty page of each other kind.
    expect(listRequests(app)).toBe(10);
    expect(await app.deps.monitored.get(devices[319]?.guid ?? '')).toMatchObject({
      kind: 'tcp',
      monitoringAgentId: monitoringAgent.agentId,
    });
  });

  it('are listed once a day, and with each refresh while one of their alerts is open', async () => {
    await using app = await startApp({ ...listed, mode: 'observe' });
    const { devices } = addNetwork(app, 1);

    await app.clock.advance(8 * HOUR);
    expect(listRequests(app)).toBe(4);
    devices[0]?.goDown();
    // Refreshes come every 65 minutes: the timer asks every five.
    await app.clock.advance(3 * HOUR);

    expect(listRequests(app)).toBe(4 + 2 * 4);
  });

  it('are kept while one of the lists fails, and forgotten once all were read without them', async () => {
    await using app = await startApp({ ...listed, mode: 'observe' });
    const { devices } = addNetwork(app, 2);
    const [first, second] = devices;
    first?.goDown();
    await app.clock.advance(KNOWN);
    if (second) app.simulator.world.network.devices.delete(second.id);
    const { faults } = app.simulator;
    const failing = faults.inject({
      on: 'GET /devices/snmpdevices',
      times: Infinity,
      fault: { kind: 'status', status: 404 },
    });

    await app.clock.advance(1.2 * HOUR);
    expect(await known(app)).toBe(2);
    expect(await app.deps.monitored.listing()).toMatchObject({ failed: expect.stringContaining('snmp: ') });
    failing.remove();
    await app.clock.advance(HOUR);

    expect(await known(app)).toBe(1);
    expect((await app.deps.monitored.listing())?.failed).toBeUndefined();
  });

  it('that may not be listed cost one request, and the directory is refreshed all the same', async () => {
    await using app = await startApp(listed);
    addNetwork(app, 3);
    const refused = { kind: 'status', status: 403 } as const;
    app.simulator.faults.inject({ on: 'GET /devices/snmpdevices', times: Infinity, fault: refused });

    await app.clock.advance(KNOWN);

    expect(listRequests(app)).toBe(1);
    expect(await app.deps.monitored.listing()).toMatchObject({ isRefused: true });
    expect(await app.deps.directory.lastRefresh()).toMatchObject({ agents: 1 });
  });

  it('have their secrets in no row, outcome or log', async () => {
    await using app = await startApp(listed);
    const { monitoringAgent } = addNetwork(app, 0);
    const { world } = app.simulator;
    const device = world.network.add(monitoringAgent.customer, { name: 'NW-FW', kind: 'snmp', monitoringAgent });
    await app.clock.advance(KNOWN);
    device.goDown();
    await app.clock.advance(HOUR);

    const rows = await Promise.all(
      ['directory', 'conditions', 'alerts', 'effects'].map(async (name) =>
        Array.fromAsync(app.tables.open(name).query('')),
      ),
    );
    const written = JSON.stringify([rows, await app.outcomes(), app.log, world.tickets.all()]);
    expect(written).toContain('NW-FW');
    for (const secret of device.secrets) expect(written).not.toContain(secret);
  });
});
