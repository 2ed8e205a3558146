import { describe, expect, it } from 'vitest';
import type { ApiKeySource } from '../../../shared/secrets/api-key-source.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';
import { failureOf } from '../../helpers/vendors/vendor-faults.ts';

/**
 * A key source that learns the tenant's present key when a key is rejected; counts the inspections.
 */
function followingKeys(simulator: { keys: { current: string } }): ApiKeySource & { inspections: number } {
  let key = simulator.keys.current;
  return {
    inspections: 0,
    current: async () => key,
    async refreshAfterRejection(rejected) {
      this.inspections++;
      key = simulator.keys.current;
      return { changed: key !== rejected };
    },
  };
}

describe('the key', () => {
  it('after a rotation is looked up once, and the failure says that a retry helps', async () => {
    await using tenant = await ateraTenant({ keys: followingKeys });
    const { client, session, simulator } = tenant;
    simulator.keys.rotate();

    const error = await failureOf(client.getAccount(session));

    expect(error).toMatchObject({
      code: 'vendor_rejected_credentials',
      retryable: true,
      effect: 'none',
      details: { status: 401 },
    });
    expect(simulator.requests).toHaveLength(1);
    await expect(client.getAccount(session)).resolves.toBeDefined();
  });

  it('becomes a bearer token when the tenant moves to tokens', async () => {
    await using tenant = await ateraTenant({ keys: followingKeys });
    const { client, session, simulator } = tenant;
    simulator.keys.revoke(simulator.keys.current);
    simulator.keys.addToken();

    await failureOf(client.getAccount(session));

    await expect(client.getAccount(session)).resolves.toBeDefined();
  });

  it('that stays rejected is not worth another try', async () => {
    await using tenant = await ateraTenant();
    tenant.simulator.keys.rotate();

    await expect(tenant.client.getAccount(tenant.session)).rejects.toMatchObject({
      code: 'vendor_rejected_credentials',
      retryable: false,
    });
  });

  it('that has expired is rejected', async () => {
    await using tenant = await ateraTenant({ keys: followingKeys });
    const { client, session, simulator, clock } = tenant;
    simulator.keys.revoke(simulator.keys.current);
    simulator.keys.addToken('full', 5_000);
    await failureOf(client.getAccount(session));
    await clock.advance(6_000);

    await expect(client.getAccount(session)).rejects.toMatchObject({
      code: 'vendor_rejected_credentials',
      retryable: false,
    });
  });

  it('without the permission is forbidden, which no retry and no look-up changes', async () => {
    let keys: ReturnType<typeof followingKeys> | undefined;
    await using tenant = await ateraTenant({
      keys: (simulator) => {
        keys = followingKeys(simulator);
        return keys;
      },
    });
    const { client, session, simulator } = tenant;
    simulator.keys.revoke(simulator.keys.current);
    simulator.keys.addToken({ Alerts: ['Read'] });
    await failureOf(client.listAlerts(session, { status: 'Open', page: 1 }));

    await expect(client.resolveAlert(session, 1)).rejects.toMatchObject({
      code: 'vendor_forbidden',
      retryable: false,
      effect: 'none',
    });

    expect(keys?.inspections).toBe(1);
  });

  it('that is none is refused before anything is sent', async () => {
    const source: ApiKeySource = {
      current: async () => 'not-a-key',
      refreshAfterRejection: async () => ({ changed: false }),
    };
    await using tenant = await ateraTenant({ keys: () => source });

    await expect(tenant.client.getAccount(tenant.session)).rejects.toMatchObject({ code: 'key_malformed' });

    expect(tenant.simulator.requests).toHaveLength(0);
    expect(tenant.session.usage()).toHaveLength(0);
  });
});
