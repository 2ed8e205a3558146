import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../dev/simulator/faults.ts';
import { openTestSession } from '../../helpers/hosts/leases.ts';
import { automoxTenant } from '../../helpers/vendors/automox-tenant.ts';
import { failureInTime, failureOf, readFaults } from '../../helpers/vendors/vendor-faults.ts';

describe('a read', () => {
  it.each(readFaults)('that %s fails so, without effect', async (_, fault, expected) => {
    await using tenant = await automoxTenant();
    tenant.simulator.faults.inject({ on: 'GET /servers', fault });

    const error = await failureInTime(tenant.clock, tenant.client.listServers(tenant.listSession, 0));

    expect(error).toMatchObject({ ...expected, effect: 'none' });
    expect(tenant.simulator.requests).toHaveLength(1);
  });

  it('that is slow but in time succeeds', async () => {
    await using tenant = await automoxTenant();
    tenant.simulator.faults.inject({ on: 'GET /servers', fault: { kind: 'latency', ms: 7_000 } });
    const call = tenant.client.listServers(tenant.listSession, 0);

    await tenant.clock.advance(7_000);

    await expect(call).resolves.toMatchObject({ rows: [], isLast: true });
  });

  it('that crosses a change between two pages lists a row twice or not at all, and the total shows it', async () => {
    await using tenant = await automoxTenant({ client: { serversInPage: 2 } });
    const { client, listSession, world, automox, customer, simulator } = tenant;
    const [first] = ['A', 'B', 'C'].map((name) => automox.enroll(world.addDevice(customer, { name })));
    simulator.faults.betweenPages('GET /servers', 0, () => first && automox.remove(first));

    const pages = [await client.listServers(listSession, 0), await client.listServers(listSession, 1)];

    expect(pages.map(({ rawCount, totalCount }) => [rawCount, totalCount])).toEqual([
      [2, 3],
      [0, undefined],
    ]);
  });
});

describe('a command', () => {
  it.each<[string, Fault, object, number]>([
    ['is reset before it took effect', { kind: 'reset-before' }, { code: 'vendor_unreachable', effect: 'unknown' }, 0],
    ['is reset after it took effect', { kind: 'reset-after' }, { code: 'vendor_unreachable', effect: 'unknown' }, 1],
    ['hangs', { kind: 'hang' }, { code: 'vendor_timeout', effect: 'unknown' }, 0],
    [
      'takes effect after we gave up',
      { kind: 'late-effect', afterMs: 5_000 },
      { code: 'vendor_timeout', effect: 'unknown' },
      1,
    ],
    ['is answered 500', { kind: 'status', status: 500 }, { code: 'vendor_failed', effect: 'unknown' }, 0],
    ['is answered 429', { kind: 'status', status: 429 }, { code: 'vendor_rate_limited', effect: 'none' }, 0],
    ['is answered 403', { kind: 'status', status: 403 }, { code: 'vendor_forbidden', effect: 'none' }, 0],
  ])('that %s says whether it may have happened', async (_, fault, expected, queued) => {
    await using tenant = await automoxTenant();
    const { client, session, automox, world, customer, simulator } = tenant;
    const server = automox.enroll(world.addDevice(customer, { name: 'PC-1', online: false }));
    simulator.faults.inject({ on: 'POST /servers/{serverId}/queues', fault });

    const error = await failureInTime(tenant.clock, client.queueCommand(session, server.id, 'Reboot'));

    expect(error).toMatchObject(expected);
    expect(server.queue).toHaveLength(queued);
    expect(simulator.requestsOf('POST /servers/{serverId}/queues')).toHaveLength(1);
  });

  it.each(['html', 'malformed', 'empty'] as const)(
    'whose status says 201 is done whatever is in its body: %s',
    async (body) => {
      await using tenant = await automoxTenant();
      const { client, session, automox, world, customer, simulator } = tenant;
      const server = automox.enroll(world.addDevice(customer, { name: 'PC-1', online: false }));
      const worklet = automox.addWorklet('Clean up');
      simulator.faults.inject({ times: 2, fault: { kind: 'body', body } });

      await client.queueCommand(session, server.id, 'Reboot');
      await client.remediateServer(session, worklet.id, server.id);

      expect(server.queue).toHaveLength(2);
    },
  );

  it('is not begun when the lease leaves it less than its deadline', async () => {
    await using tenant = await automoxTenant();
    const { client, clock, simulator } = tenant;
    const short = await openTestSession(clock, { budget: 'automox', notAfter: clock.now() + 8_500 });

    await expect(client.queueCommand(short, 1, 'Reboot')).rejects.toMatchObject({ code: 'lease_expired' });
    await expect(client.remediateServer(short, 1, 1)).rejects.toMatchObject({ code: 'lease_expired' });

    expect(simulator.requests).toHaveLength(0);
  });
});

describe('server lists', () => {
  it('over 29 in a minute are refused for a minute, which the client passes on', async () => {
    await using tenant = await automoxTenant({ automox: { behaviour: { retryAfter: 'seconds' } } });
    const { client, listSession, clock, automox } = tenant;
    for (let n = 0; n < 29; n++) await client.listServers(listSession, 0);

    const refused = await failureOf(client.listServers(listSession, 0));
    await clock.advance(30_000);
    const still = await failureOf(client.listServers(listSession, 0));
    await clock.advance(30_000);
    const later = await openTestSession(clock, { budget: 'automox-servers' });

    expect([refused, still]).toMatchObject([
      { code: 'vendor_rate_limited', retryAfterSeconds: 60, effect: 'none' },
      { code: 'vendor_rate_limited', retryAfterSeconds: 30 },
    ]);
    await expect(client.listServers(later, 0)).resolves.toBeDefined();
    expect(automox.listLimit.refused).toBe(2);
  });
});
