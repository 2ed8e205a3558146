import { describe, expect, it } from 'vitest';
import type { ApiKeySource } from '../../../shared/secrets/api-key-source.ts';
import { automoxTenant } from '../../helpers/vendors/automox-tenant.ts';
import { failureOf } from '../../helpers/vendors/vendor-faults.ts';

type Tenant = Awaited<ReturnType<typeof automoxTenant>>;

const enrolled = ({ automox, world, customer }: Tenant) => automox.enroll(world.addDevice(customer, { name: 'PC-1' }));

describe('the key', () => {
  it('of a user who may only read is refused every command, and nothing happens', async () => {
    await using tenant = await automoxTenant({
      keys: ({ automoxKeys }) => {
        const key = automoxKeys.add('read-only');
        return { current: async () => key, refreshAfterRejection: async () => ({ changed: true }) };
      },
    });
    const { client, session, automox } = tenant;
    const server = enrolled(tenant);
    const worklet = automox.addWorklet('Clean up');

    const errors = [
      await failureOf(client.queueCommand(session, server.id, 'GetOS')),
      await failureOf(client.remediateServer(session, worklet.id, server.id)),
    ];

    const forbidden = { code: 'vendor_forbidden', retryable: false, effect: 'none', details: { status: 403 } };
    expect(errors).toMatchObject([forbidden, forbidden]);
    expect(server.queue).toEqual([]);
    await expect(client.getServer(session, server.id)).resolves.toMatchObject({ id: server.id });
  });

  it('after a rotation is looked up once, and the failure says that a retry helps', async () => {
    let inspections = 0;
    await using tenant = await automoxTenant({
      keys({ automoxKeys }): ApiKeySource {
        let key = automoxKeys.current;
        return {
          current: async () => key,
          async refreshAfterRejection(rejected) {
            inspections++;
            key = automoxKeys.current;
            return { changed: key !== rejected };
          },
        };
      },
    });
    const { client, session, simulator } = tenant;
    simulator.automoxKeys.rotate();

    const error = await failureOf(client.getSelf(session));

    expect(error).toMatchObject({ code: 'vendor_rejected_credentials', retryable: true, effect: 'none' });
    expect([inspections, simulator.requests.length]).toEqual([1, 1]);
    await expect(client.getSelf(session)).resolves.toBeDefined();
  });

  it('that stays rejected is not worth another try', async () => {
    await using tenant = await automoxTenant();
    tenant.simulator.automoxKeys.revoke(tenant.simulator.automoxKeys.current);

    await expect(tenant.client.getSelf(tenant.session)).rejects.toMatchObject({
      code: 'vendor_rejected_credentials',
      retryable: false,
    });
  });

  it.each(['', 'two words', 'line\nfeed-0123456789', 'short'])('%j is refused before anything is sent', async (key) => {
    const source: ApiKeySource = { current: async () => key, refreshAfterRejection: async () => ({ changed: false }) };
    await using tenant = await automoxTenant({ keys: () => source });

    const error = await failureOf(tenant.client.getSelf(tenant.session));

    expect(error).toMatchObject({ code: 'key_malformed' });
    expect([tenant.simulator.requests.length, tenant.session.usage().length]).toEqual([0, 0]);
  });

  it('may be pasted with its Bearer', async () => {
    await using tenant = await automoxTenant({
      keys: ({ automoxKeys }) => ({
        current: async () => ` Bearer ${automoxKeys.current}\n`,
        refreshAfterRejection: async () => ({ changed: false }),
      }),
    });

    await expect(tenant.client.getSelf(tenant.session)).resolves.toMatchObject({ id: 7 });
  });
});

describe('the organisation', () => {
  it.each([
    [403, 'vendor_forbidden'],
    [400, 'vendor_rejected_request'],
  ] as const)('that is not the key’s fails every call with what %i means', async (wrongOrg, code) => {
    await using tenant = await automoxTenant({
      automox: { behaviour: { wrongOrg } },
      client: { organizationId: 999 },
    });
    const { client, session, listSession } = tenant;
    const server = enrolled(tenant);

    const errors = [
      await failureOf(client.listServers(listSession, 0)),
      await failureOf(client.getServer(session, server.id)),
      await failureOf(client.getQueue(session, server.id)),
      await failureOf(client.queueCommand(session, server.id, 'Reboot')),
      await failureOf(client.listOrganizations(session)),
    ];

    expect(errors).toMatchObject(errors.map(() => ({ code, retryable: false, effect: 'none' })));
    expect(server.queue).toEqual([]);
  });

  it('is named on every request', async () => {
    await using tenant = await automoxTenant();
    const { client, session, listSession, simulator, automox } = tenant;
    const { id } = enrolled(tenant);
    const worklet = automox.addWorklet('Clean up');

    await client.listServers(listSession, 0);
    await client.getServer(session, id);
    await client.getQueue(session, id);
    await client.queueCommand(session, id, 'GetOS');
    await client.listPolicies(session, 0);
    await client.getPolicy(session, worklet.id);
    await client.remediateServer(session, worklet.id, id);
    await client.listEvents(session, { serverId: id, since: 0 });
    await client.listOrganizations(session);
    await client.getSelf(session);

    expect(simulator.requests.map(({ query }) => query.o)).toEqual(Array(10).fill(String(automox.id)));
  });
});

describe('the budget of a lease', () => {
  it('must be the one of server lists for a server list, and the general one for everything else', async () => {
    await using tenant = await automoxTenant();
    const { client, session, listSession, simulator } = tenant;

    const wrong = [
      await failureOf(client.listServers(session, 0)),
      await failureOf(client.getServer(listSession, 1)),
      await failureOf(client.queueCommand(listSession, 1, 'GetOS')),
    ];

    expect(wrong.map((error) => error.constructor)).toEqual([TypeError, TypeError, TypeError]);
    expect(simulator.requests).toHaveLength(0);
    expect([session.left, listSession.left]).toEqual([100, 100]);
  });
});
