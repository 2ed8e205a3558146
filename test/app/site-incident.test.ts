import { describe, expect, it } from 'vitest';
import type { Device } from '../../dev/simulator/world/device.ts';
import { checkHealth } from '../../shared/health.ts';
import { HOUR, MINUTE, startApp, type TestApp } from '../helpers/app.ts';

/** A first refresh of the directory is over by then. */
const DIRECTORY_KNOWN = 6 * MINUTE;

/** A new customer's servers. */
function addServers({ simulator: { world } }: TestApp, name: string, count: number): Device[] {
  const customer = world.addCustomer(name);
  const add = (_: unknown, i: number) => world.addDevice(customer, { name: `${name}-SRV-${i}`, kind: 'server' });
  return Array.from({ length: count }, add);
}

const titles = ({ simulator }: TestApp) => simulator.world.tickets.all().map(({ title }) => title);
const agentReads = ({ simulator }: TestApp) => simulator.requestsOf('GET /agents/{agentId}').length;
const waitingFor = async (app: TestApp) => [...new Set((await app.outcomes()).map(({ code }) => code))];

describe('a site whose servers all go quiet', () => {
  it('gets one ticket and its devices none, and it is closed when they are back', async () => {
    await using app = await startApp({ directory: 'none' });
    const servers = addServers(app, 'NORTH', 6);
    addServers(app, 'SOUTH', 14);
    await app.clock.advance(DIRECTORY_KNOWN);

    for (const server of servers) server.goOffline();
    await app.clock.advance(40 * MINUTE);

    expect(titles(app)).toEqual([expect.stringContaining('Site down: 6 of 6 always-on devices quiet at NORTH')]);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ priority: 'Critical', impact: 'SiteDown' }]);
    expect(agentReads(app)).toBe(0);

    for (const server of servers) server.comeBack();
    await app.clock.advance(30 * MINUTE);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
    expect(app.simulator.world.tickets.all()[0]?.comments[0]?.text).toContain('0 of 6 offline');
    expect(await waitingFor(app)).toEqual(expect.arrayContaining(['alert-cleared', 'verified-over']));
    expect(await waitingFor(app)).toHaveLength(2);
  });

  it('leaves what stays away after it to tickets of its own', async () => {
    await using app = await startApp({ directory: 'none' });
    const servers = addServers(app, 'NORTH', 6);
    addServers(app, 'SOUTH', 14);
    await app.clock.advance(DIRECTORY_KNOWN);
    for (const server of servers) server.goOffline();
    await app.clock.advance(20 * MINUTE);

    for (const server of servers.slice(1)) server.comeBack();
    await app.clock.advance(40 * MINUTE);

    expect(titles(app)).toHaveLength(2);
    expect(titles(app)).toEqual(expect.arrayContaining([expect.stringContaining('NORTH-SRV-0 is offline')]));
    const site = app.simulator.world.tickets.all().find(({ title }) => title.includes('Site down'));
    expect(site?.status).toBe('Resolved');
  });

  it('costs nobody a ticket when the line is back within minutes', async () => {
    await using app = await startApp({ directory: 'none' });
    const servers = addServers(app, 'NORTH', 6);
    addServers(app, 'SOUTH', 14);
    await app.clock.advance(DIRECTORY_KNOWN);

    for (const server of servers) server.goOffline();
    await app.clock.advance(3 * MINUTE);
    for (const server of servers) server.comeBack();
    await app.clock.advance(HOUR);

    expect(titles(app)).toEqual([]);
  });

  it('is one incident at work too, where the workstations of the customer go on', async () => {
    await using app = await startApp({ directory: 'none', policy: { timeZone: 'Asia/Kolkata' } });
    const servers = addServers(app, 'NORTH', 4);
    const customer = servers[0]?.customer ?? app.simulator.world.addCustomer('NORTH');
    for (let i = 0; i < 20; i++) app.simulator.world.addDevice(customer, { name: `NORTH-PC-${i}` });
    addServers(app, 'SOUTH', 14);
    await app.clock.advance(DIRECTORY_KNOWN);

    for (const server of servers) server.goOffline();
    await app.clock.advance(20 * MINUTE);

    expect(titles(app)).toEqual([expect.stringContaining('Site down: 4 of 4')]);
  });

  it('of two servers only is no site, and each gets its ticket', async () => {
    await using app = await startApp({ directory: 'none' });
    const servers = addServers(app, 'NORTH', 2);
    addServers(app, 'SOUTH', 14);
    await app.clock.advance(DIRECTORY_KNOWN);

    for (const server of servers) server.goOffline();
    await app.clock.advance(20 * MINUTE);

    expect(titles(app)).toHaveLength(2);
    expect(titles(app).join()).not.toContain('Site down');
  });

  it.each([1, 2, 3])('has no ticket for a device written before the rule can see the rest (seed %i)', async (seed) => {
    await using app = await startApp({ directory: 'none', simulator: { seed } });
    const servers = addServers(app, 'NORTH', 10);
    addServers(app, 'SOUTH', 20);
    await app.clock.advance(DIRECTORY_KNOWN);
    const { world } = app.simulator;
    for (const [i, server] of servers.entries()) {
      const raise = () => void world.raiseCustomAlert({ ...offline, device: server });
      world.after(i * 30_000, raise);
    }

    for (const server of servers) server.goOffline();
    await app.clock.advance(30 * MINUTE);

    expect(titles(app)).toEqual([expect.stringContaining('Site down')]);
  });
});

const offline = { title: 'Machine status unknown', category: 'Availability' };

describe('three customers who go quiet together', () => {
  it('make Atera itself suspect: nobody gets a ticket, and one outcome says why', async () => {
    await using app = await startApp({ directory: 'none' });
    const servers = ['NORTH', 'SOUTH', 'WEST'].flatMap((name) => addServers(app, name, 4));
    await app.clock.advance(DIRECTORY_KNOWN);

    for (const server of servers) server.goOffline();
    await app.clock.advance(45 * MINUTE);
    const during = await app.outcomes();
    const { checks } = await checkHealth(app.deps, 0);
    for (const server of servers) server.comeBack();
    await app.clock.advance(30 * MINUTE);

    expect(titles(app)).toEqual([]);
    expect(agentReads(app)).toBe(0);
    expect(checks).toContainEqual({ name: 'atera', status: 'warning', detail: expect.stringContaining('suspected') });
    const suspicion = { subject: 'atera-quiet', code: 'atera-quiet', state: 'waiting' };
    expect(during).toEqual(expect.arrayContaining([expect.objectContaining(suspicion)]));
    expect(await app.outcomes()).toEqual(
      expect.arrayContaining([expect.objectContaining({ subject: 'atera-quiet', code: 'atera-trusted' })]),
    );
  });
});
