import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../dev/simulator/faults.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';
import { failureInTime, failureOf, readFaults } from '../../helpers/vendors/vendor-faults.ts';

const OPEN = { status: 'Open', page: 1 } as const;
describe('a read', () => {
  it.each(readFaults)('that %s fails so, without effect', async (_, fault, expected) => {
    await using tenant = await ateraTenant();
    tenant.simulator.faults.inject({ on: 'GET /alerts', fault });

    const error = await failureInTime(tenant.clock, tenant.client.listAlerts(tenant.session, OPEN));

    expect(error).toMatchObject({ ...expected, effect: 'none' });
    expect(tenant.simulator.requests).toHaveLength(1);
  });

  it('that is slow but in time succeeds', async () => {
    await using tenant = await ateraTenant();
    tenant.simulator.faults.inject({ on: 'GET /alerts', fault: { kind: 'latency', ms: 7_000 } });
    const call = tenant.client.listAlerts(tenant.session, OPEN);

    await tenant.clock.advance(7_000);

    await expect(call).resolves.toMatchObject({ rows: [] });
  });

  it('labelled as anything is judged by its content', async () => {
    await using tenant = await ateraTenant();
    tenant.simulator.faults.inject({ on: 'GET /alerts', fault: { kind: 'content-type', contentType: 'text/html' } });

    await expect(tenant.client.listAlerts(tenant.session, OPEN)).resolves.toMatchObject({ rows: [] });
  });
});

describe('a write', () => {
  it.each<[string, Fault, object, number]>([
    ['is reset before it took effect', { kind: 'reset-before' }, { code: 'vendor_unreachable', effect: 'unknown' }, 0],
    ['is reset after it took effect', { kind: 'reset-after' }, { code: 'vendor_unreachable', effect: 'unknown' }, 1],
    ['hangs', { kind: 'hang' }, { code: 'vendor_timeout', effect: 'unknown' }, 0],
    ['is answered too late', { kind: 'latency', ms: 60_000 }, { code: 'vendor_timeout', effect: 'unknown' }, 0],
    ['is answered 500', { kind: 'status', status: 500 }, { code: 'vendor_failed', effect: 'unknown' }, 0],
    [
      'is answered with nothing',
      { kind: 'body', body: 'empty' },
      { code: 'vendor_response_invalid', effect: 'unknown' },
      1,
    ],
    [
      'is answered with HTML',
      { kind: 'body', body: 'html' },
      { code: 'vendor_response_invalid', effect: 'unknown' },
      1,
    ],
    ['is answered 429', { kind: 'status', status: 429 }, { code: 'vendor_rate_limited', effect: 'none' }, 0],
    ['is answered 403', { kind: 'status', status: 403 }, { code: 'vendor_forbidden', effect: 'none' }, 0],
  ])('that %s says whether it may have happened', async (_, fault, expected, tickets) => {
    await using tenant = await ateraTenant();
    const endUserId = tenant.world.people.mainContact(tenant.customer.id)?.id ?? 0;
    tenant.simulator.faults.inject({ on: 'POST /tickets', fault });

    const ticket = { title: 'T', description: 'D', endUserId };
    const error = await failureInTime(tenant.clock, tenant.client.createTicket(tenant.session, ticket));

    expect(error).toMatchObject(expected);
    expect(tenant.world.tickets.all()).toHaveLength(tickets);
    expect(tenant.simulator.requestsOf('POST /tickets')).toHaveLength(1);
  });

  it('whose status says all is done whatever its body holds', async () => {
    await using tenant = await ateraTenant();
    tenant.simulator.faults.inject({ on: 'PUT /alerts/{alertId}', fault: { kind: 'body', body: 'html' } });

    await expect(tenant.client.resolveAlert(tenant.session, 1)).resolves.toBeUndefined();
  });
});

describe('a call', () => {
  it('spends one token, counted at its headers, or at the lease end without any', async () => {
    await using tenant = await ateraTenant();
    const { client, session, clock, simulator } = tenant;
    simulator.faults.inject({ on: 'GET /account', fault: { kind: 'reset-before' } });

    await failureOf(client.getAccount(session));
    await client.getAccount(session);

    expect(session.usage()).toEqual([session.lease.notAfter, clock.now()]);
  });
});
