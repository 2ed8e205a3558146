import { describe, expect, it } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { MINUTE, startApp, type TestApp } from '../../../helpers/app/app.ts';
import { addFleet } from '../../../helpers/app/storms.ts';

/** When the agent was first read, by its id or on a page of its customer's devices, epoch ms. */
function firstReadAt({ simulator }: TestApp, { agentId, customer }: Pick<Device, 'agentId' | 'customer'>): number {
  const byId = simulator.requestsOf('GET /agents/{agentId}').find(({ path }) => path.endsWith(`/${agentId}`));
  const pages = simulator.requestsOf('GET /agents/customer/{customerId}');
  const onPage = pages.find(({ path }) => path.includes(`/${customer.id}`));
  return Math.min(byId?.at ?? Infinity, onPage?.at ?? Infinity);
}

describe('a site of hundreds of servers that goes away', () => {
  it('has its one ticket within minutes, its devices none, and a full disk elsewhere is inspected meanwhile', async () => {
    await using app = await startApp();
    const site = await addFleet(app, { customer: 'BIG', count: 560 });
    await addFleet(app, { customer: 'REST', count: 1_200 });
    const [full] = await addFleet(app, { customer: 'SMALL', count: 2, usedPercent: 97 });
    await app.clock.advance(2 * MINUTE);

    for (const server of site) server.goOffline();
    await app.clock.advance(3 * MINUTE);
    full?.raiseDiskAlertNow('C:');
    const raisedAt = app.clock.now();
    await app.clock.advance(9 * MINUTE);

    const titles = app.simulator.world.tickets.all().map(({ title }) => title);
    expect(titles).toEqual([expect.stringContaining('Site down: 560 of 560 always-on devices quiet at BIG')]);
    if (!full) throw new Error('The fleet has no device');
    expect(firstReadAt(app, full)).toBeLessThan(raisedAt + 3 * MINUTE);
    // Two of the full disks, and nobody of the site.
    expect(app.simulator.requestsOf('GET /agents/{agentId}').length).toBeLessThan(10);
  });
});

describe('a storm over many customers', () => {
  it('has its servers inspected within a minute of the poll, though a thousand laptops came before them', async () => {
    await using app = await startApp();
    const laptops = await addFleet(app, { customer: 'LAPTOPS', count: 990, kind: 'laptop', usedPercent: 97 });
    const servers = await addFleet(app, { customer: 'SERVERS', count: 10, usedPercent: 97 });
    for (const device of [...laptops, ...servers]) device.raiseDiskAlertNow('C:');
    await app.clock.advance(3.5 * MINUTE);

    const listedAt = Math.max(
      ...app.simulator
        .requestsOf('GET /alerts')
        .slice(0, 21)
        .map(({ at }) => at),
    );
    for (const server of servers) expect(firstReadAt(app, server) - listedAt).toBeLessThan(MINUTE);
  });
});
