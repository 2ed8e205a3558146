import { describe, expect, test } from 'vitest';
import { findScenario } from '../../../dev/simulator/scenarios/find.ts';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

describe('answers in place of the right one', () => {
  test.each([
    ['seconds', { retryAfter: 30 }, '30'],
    ['a date', { retryAfter: 30, retryAfterForm: 'date' }, 'Mon, 02 Mar 2026 08:00:30 GMT'],
    ['nothing', {}, undefined],
  ] as const)('429 with %s in Retry-After', async (_, details, expected) => {
    await using atera = await startCalling();
    atera.simulator.faults.inject({ fault: { kind: 'status', status: 429, ...details } });

    const answer = await atera.call('/account');

    expect(answer).toMatchObject({ status: 429, text: '' });
    expect(answer.headers['retry-after']).toBe(expected);
  });

  test('500 is empty, 502 and 503 are HTML', async () => {
    await using atera = await startCalling();
    for (const status of [500, 502, 503])
      atera.simulator.faults.inject({ fault: { kind: 'status', status }, skip: status === 500 ? 0 : status - 501 });

    const answers = [await atera.call('/account'), await atera.call('/account'), await atera.call('/account')];

    expect(answers.map(({ status, text }) => [status, text.slice(0, 9)])).toEqual([
      [500, ''],
      [502, '<!DOCTYPE'],
      [503, '<!DOCTYPE'],
    ]);
  });

  test('nothing takes effect', async () => {
    await using atera = await startCalling();
    const { id } = atera.world.raiseCustomAlert({});
    atera.simulator.faults.inject({ on: 'PUT /alerts/{alertId}', fault: { kind: 'status', status: 503 } });

    const failed = await atera.call(`/alerts/${id}`, { method: 'PUT' });

    expect(failed.status).toBe(503);
    expect(atera.world.alerts.get(id)?.archivedAt).toBeUndefined();
  });
});

describe('rules', () => {
  test('strike the operation named, after the skipped ones, as often as set', async () => {
    await using atera = await startCalling();
    const fault = { kind: 'status', status: 500 } as const;
    const rule = atera.simulator.faults.inject({ on: 'GET /account', skip: 1, times: 2, fault });

    const statuses: number[] = [];
    for (const path of ['/account', '/alerts', '/account', '/account', '/account'])
      statuses.push((await atera.call(path)).status);

    expect(statuses).toEqual([200, 200, 500, 500, 200]);
    expect(rule.hits).toBe(2);
  });

  test('stop when removed', async () => {
    await using atera = await startCalling();
    const fault = { kind: 'status', status: 500 } as const;
    const rule = atera.simulator.faults.inject({ times: Number.POSITIVE_INFINITY, fault });
    const during = await atera.call('/account');

    rule.remove();

    expect([during.status, (await atera.call('/account')).status]).toEqual([500, 200]);
  });

  test('with a probability strike the same requests for the same seed', async () => {
    const struck = async (seed: number) => {
      await using atera = await startCalling({ seed });
      const fault = { kind: 'status', status: 500 } as const;
      atera.simulator.faults.inject({ times: Number.POSITIVE_INFINITY, probability: 0.3, fault });
      const statuses: number[] = [];
      for (let n = 0; n < 40; n++) statuses.push((await atera.call('/account')).status);
      return statuses;
    };

    const [first, second, other] = [await struck(7), await struck(7), await struck(8)];

    expect(first).toEqual(second);
    expect(first).not.toEqual(other);
    expect(first.filter((status) => status === 500).length).toBeGreaterThan(4);
  });
});

describe('spoilt answers', () => {
  test.each(['malformed', 'truncated', 'html', 'empty'] as const)('%s body, though it took effect', async (body) => {
    await using atera = await startCalling();
    const customer = atera.world.addCustomer('Acme');
    atera.simulator.faults.inject({ on: 'POST /tickets', fault: { kind: 'body', body } });

    const ticket = { TicketTitle: 'x', EndUserID: atera.world.people.mainContact(customer.id)?.id };
    const answer = await atera.call('/tickets', { method: 'POST', body: ticket });

    expect(answer).toMatchObject({ status: 201, json: undefined });
    expect(answer.text === '').toBe(body === 'empty');
    expect(atera.world.tickets.all()).toHaveLength(1);
  });

  test('right JSON under the wrong content type', async () => {
    await using atera = await startCalling();
    atera.simulator.faults.inject({ fault: { kind: 'content-type', contentType: 'text/html' } });

    const answer = await atera.call('/account');

    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.json).toMatchObject({ CompanyName: 'Example MSP' });
  });
});

describe('cut connections', () => {
  test.each([
    ['reset-before', 0],
    ['reset-after', 1],
    ['cut-body', 1],
  ] as const)('%s leaves %i tickets', async (kind, tickets) => {
    await using atera = await startCalling();
    const customer = atera.world.addCustomer('Acme');
    atera.simulator.faults.inject({ on: 'POST /tickets', fault: { kind } });

    const ticket = { TicketTitle: 'x', EndUserID: atera.world.people.mainContact(customer.id)?.id };
    const attempt = atera.call('/tickets', { method: 'POST', body: ticket });

    await expect(attempt).rejects.toThrow();
    expect(atera.world.tickets.all()).toHaveLength(tickets);
    expect((await atera.call('/account')).status).toBe(200);
  });
});

describe('between two pages', () => {
  test('resolving shifts rows forward, so a row is skipped', async () => {
    await using atera = await startCalling({ scenario: findScenario('bulk:60') });
    const { world } = atera;
    const newest = world.alerts.in('Open')[0]?.id ?? 0;
    atera.simulator.faults.betweenPages('GET /alerts', 1, () => world.person.resolveAlert(newest));

    const observed = new Set<number>();
    for (const page of [1, 2]) {
      const { json } = await atera.call(`/alerts?alertStatus=Open&itemsInPage=50&page=${page}`);
      for (const row of json.items) observed.add(row.AlertID);
    }

    const missed = world.alerts.in('Open').filter(({ id }) => !observed.has(id));
    expect(missed).toHaveLength(1);
  });

  test('a new alert shifts rows back, so a row repeats', async () => {
    await using atera = await startCalling({ scenario: findScenario('bulk:60') });
    atera.simulator.faults.betweenPages('GET /alerts', 1, () => void atera.world.raiseCustomAlert({}));

    const ids: number[] = [];
    for (const page of [1, 2]) {
      const { json } = await atera.call(`/alerts?alertStatus=Open&itemsInPage=50&page=${page}`);
      for (const row of json.items) ids.push(row.AlertID);
    }

    expect(ids.length - new Set(ids).size).toBe(1);
  });
});
