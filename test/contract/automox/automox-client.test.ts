import { describe, expect, expectTypeOf, it } from 'vitest';
import type { AutomoxClient } from '../../../shared/automox/client.ts';
import type { Command } from '../../../shared/automox/command-schema.ts';
import type { LeaseSession } from '../../../shared/budget/lease.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { openTestSession } from '../../helpers/hosts/leases.ts';
import { automoxTenant } from '../../helpers/vendors/automox-tenant.ts';
import { failureOf } from '../../helpers/vendors/vendor-faults.ts';

const MB = 1_048_576;
const DISK = { drive: 'C:', totalMb: 256_000, usedPercent: 75 };

describe('servers', () => {
  it('are read with what the last scan found', async () => {
    await using tenant = await automoxTenant();
    const { client, session, world, automox, clock, customer } = tenant;
    const bootedAt = clock.now() - 26 * 3_600_000;
    const options = { name: 'NW-SRV-01', kind: 'server', disks: [DISK], bootedAt, needsReboot: true } as const;
    const device = world.addDevice(customer, { ...options, loggedInUsers: 'NW\\anna (Since: 3/2/2026, 8:01:12 AM)' });
    const enrolled = automox.enroll(device, { customName: 'The old one', scannedMinutesAgo: 120 });

    const server = await client.getServer(session, enrolled.id, { withDetails: true });

    expect(server).toEqual({
      id: enrolled.id,
      uuid: enrolled.uuid,
      name: 'NW-SRV-01',
      customName: 'The old one',
      serialNumber: device.serialNumber,
      macAddresses: undefined,
      organizationId: automox.id,
      serverGroupId: 900,
      connected: true,
      lastDisconnectAt: undefined,
      lastRefreshAt: clock.now() - 120 * 60_000,
      lastScanFailed: false,
      needsReboot: true,
      uptimeMinutes: 24 * 60,
      osFamily: 'Windows',
      lastLoggedInUser: 'NW\\anna',
      timezone: 'UTC+0100',
      volumes: [{ volume: 'C:', totalBytes: 256_000 * MB, freeBytes: 64_000 * MB, isSystem: true }],
      pendingCommands: 0,
      notes: [],
    });
  });

  it('come without volumes unless asked for, which is no reading and not an empty one', async () => {
    await using tenant = await automoxTenant();
    const { client, session, listSession, world, automox, customer } = tenant;
    const { id } = automox.enroll(world.addDevice(customer, { name: 'PC-1' }));

    const one = await client.getServer(session, id);
    const listed = await client.listServers(listSession, 0);

    expect([one?.volumes, one?.notes]).toEqual([undefined, []]);
    expect(listed.rows).toEqual([one]);
  });

  it('are listed in bare pages from 0 until one is not full, each with the organisation', async () => {
    await using tenant = await automoxTenant({ client: { serversInPage: 2 } });
    const { client, listSession, world, automox, simulator, customer } = tenant;
    for (const name of ['A', 'B', 'C', 'D', 'E']) automox.enroll(world.addDevice(customer, { name }));

    const pages = [];
    for (let page = 0; pages.at(-1)?.isLast !== true; page++) pages.push(await client.listServers(listSession, page));

    expect(pages.map(({ rawCount, isLast, totalCount }) => [rawCount, isLast, totalCount])).toEqual([
      [2, false, 5],
      [2, false, 5],
      [1, true, 5],
    ]);
    expect(simulator.requestsOf('GET /servers').map(({ query }) => query)).toEqual(
      ['0', '1', '2'].map((page) => ({ o: String(automox.id), limit: '2', page })),
    );
  });

  it('fill a page of 500', async () => {
    await using tenant = await automoxTenant();
    const { client, listSession, world, automox, customer } = tenant;
    for (let n = 0; n < 501; n++) automox.enroll(world.addDevice(customer, { name: `PC-${n}` }));

    const [first, second] = [await client.listServers(listSession, 0), await client.listServers(listSession, 1)];

    expect([first.rawCount, first.isLast, second.rawCount, second.isLast]).toEqual([500, false, 1, true]);
  });

  it('that are gone are undefined', async () => {
    await using tenant = await automoxTenant();

    expect(await tenant.client.getServer(tenant.session, 12_345)).toBeUndefined();
    expect(await tenant.client.getPolicy(tenant.session, 12_345)).toBeUndefined();
  });

  it('of another organisation are left out of a list and refused alone', async () => {
    await using tenant = await automoxTenant();
    const { client, session, listSession, world, automox, customer } = tenant;
    const foreign = automox.enroll(world.addDevice(customer, { name: 'X' }), { raw: { organization_id: 9 } });

    const listed = await client.listServers(listSession, 0);
    const error = await failureOf(client.getServer(session, foreign.id));

    expect(listed).toMatchObject({ rows: [], rawCount: 1, filteredOut: 1 });
    expect(error).toMatchObject({ code: 'vendor_response_invalid' });
  });

  it('that cannot be read stay beside the others, with their id', async () => {
    await using tenant = await automoxTenant();
    const { client, listSession, world, automox, customer } = tenant;
    automox.enroll(world.addDevice(customer, { name: 'BAD' }), { raw: { name: 5 } });
    automox.enroll(world.addDevice(customer, { name: 'GOOD' }));

    const { rows } = await client.listServers(listSession, 0);

    expect(rows.filter(isUnreadable)).toEqual([{ unreadable: true, id: '3000001', reason: 'name: invalid_type' }]);
    expect(rows).toHaveLength(2);
  });

  it.each([
    ['a word', 'none', 'VOLUME is no list'],
    ['sizes with a unit', [{ VOLUME: 'C:', AVAIL: '250 GB', FREE: '10 GB' }], '1 unreadable volume(s)'],
    ['more free than there is', [{ VOLUME: 'C:', AVAIL: '10', FREE: '11' }], '1 unreadable volume(s)'],
  ])('with %s for volumes have none, and say so', async (_, rawVolumes, note) => {
    await using tenant = await automoxTenant();
    const { client, session, world, automox, customer } = tenant;
    const { id } = automox.enroll(world.addDevice(customer, { name: 'PC-1' }), { rawVolumes });

    const server = await client.getServer(session, id, { withDetails: true });

    expect([server?.volumes, server?.notes]).toEqual([undefined, [note]]);
  });
});

describe('commands', () => {
  it('are queued without a body in the answer, and read from the queue', async () => {
    await using tenant = await automoxTenant();
    const { client, session, world, automox, clock, customer, simulator } = tenant;
    const server = automox.enroll(world.addDevice(customer, { name: 'PC-1', online: false }));

    await client.queueCommand(session, server.id, 'Reboot');
    const queue = await client.getQueue(session, server.id);

    expect(queue.rows).toEqual([
      { id: 600_000_001, serverId: server.id, command: 'Reboot', policyId: undefined, createdAt: clock.now() },
    ]);
    expect(simulator.requestsOf('POST /servers/{serverId}/queues')[0]).toMatchObject({
      body: { command_type_name: 'Reboot' },
      query: { o: String(automox.id) },
      status: 201,
    });
  });

  it('have no other names in the types, nor has a policy another action', () => {
    expectTypeOf<Command>().toEqualTypeOf<'GetOS' | 'Reboot'>();
    expectTypeOf<AutomoxClient['remediateServer']>().parameters.toEqualTypeOf<[LeaseSession, number, number]>();
  });

  it.each(['InstallAllUpdates', 'InstallUpdate', 'policy_1_remediate', ''])(
    'other than a scan and a restart are never sent: %j',
    async (name) => {
      await using tenant = await automoxTenant();
      const { id } = tenant.automox.enroll(tenant.world.addDevice(tenant.customer, { name: 'PC-1' }));

      const call = tenant.client.queueCommand(tenant.session, id, name as Command);

      await expect(call).rejects.toBeInstanceOf(TypeError);
      expect(tenant.simulator.requests).toHaveLength(0);
    },
  );
});

describe('policies', () => {
  it('are listed and read', async () => {
    await using tenant = await automoxTenant();
    const { client, session, automox } = tenant;
    const worklet = automox.addWorklet('Clean up', undefined, [900, 901]);

    const listed = await client.listPolicies(session, 0);
    const one = await client.getPolicy(session, worklet.id);

    expect(listed).toMatchObject({ rows: [one], isLast: true });
    expect(one).toEqual({
      id: worklet.id,
      uuid: worklet.uuid,
      name: 'Clean up',
      type: 'custom',
      organizationId: automox.id,
      serverGroupIds: [900, 901],
    });
  });

  it.each(['body', 'query'] as const)('run on one server, named in the %s', async (form) => {
    await using tenant = await automoxTenant({
      client: { remediateForm: form },
      automox: { behaviour: { policyAction: form } },
    });
    const { client, session, world, automox, simulator, customer } = tenant;
    const [wanted, other] = ['A', 'B'].map((name) => automox.enroll(world.addDevice(customer, { name })));
    const worklet = automox.addWorklet('Clean up');

    await client.remediateServer(session, worklet.id, wanted?.id ?? 0);

    const [request] = simulator.requestsOf('POST /policies/{policyId}/action');
    const order = { action: 'remediateServer', serverId: wanted?.id };
    expect(request?.body).toEqual(form === 'body' ? order : undefined);
    expect(request?.query).toMatchObject(form === 'query' ? { ...order, serverId: String(wanted?.id) } : {});
    expect([wanted?.queue.length, other?.queue.length, automox.remediatedAll]).toEqual([1, 0, []]);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 60])('are never ordered to run on server %d', async (serverId) => {
    await using tenant = await automoxTenant();
    const worklet = tenant.automox.addWorklet('Clean up');

    await expect(tenant.client.remediateServer(tenant.session, worklet.id, serverId)).rejects.toBeInstanceOf(TypeError);
    expect(tenant.simulator.requests).toHaveLength(0);
  });

  it('leave an event with the exit code, read from its time on', async () => {
    await using tenant = await automoxTenant();
    const { client, world, automox, clock, customer } = tenant;
    const server = automox.enroll(world.addDevice(customer, { name: 'A' }));
    const other = automox.enroll(world.addDevice(customer, { name: 'B' }));
    let exitCode = 0;
    const worklet = automox.addWorklet('Clean up', () => exitCode--);
    for (const target of [other, server, server]) {
      automox.remediate(worklet, target);
      await clock.advance(10 * 60_000);
    }
    const since = clock.now() - 15 * 60_000;
    const day = '2026-03-01';

    const later = await openTestSession(clock, { budget: 'automox' });
    const { rows, rawCount, filteredOut } = await client.listEvents(later, { serverId: server.id, since });

    expect(rows).toMatchObject([{ name: 'system.policy.action', policyId: worklet.id, exitCode: -2 }]);
    expect([rawCount, filteredOut]).toEqual([2, 1]);
    expect(tenant.simulator.requestsOf('GET /events')[0]?.query).toMatchObject({ startDate: day });
  });
});

describe('the account', () => {
  it('names its organisations and whose key it is', async () => {
    await using tenant = await automoxTenant();
    const { client, session, automox } = tenant;

    expect((await client.listOrganizations(session)).rows).toEqual([
      { id: automox.id, name: automox.name, uuid: automox.uuid },
    ]);
    expect(await client.getSelf(session)).toEqual({
      id: 7,
      email: 'automation@msp.example',
      organizationIds: [automox.id],
    });
  });
});
