import { describe, expect, test } from 'vitest';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

const TEN_SECONDS = 10_000;

describe('waiting on the virtual clock', () => {
  test('latency passes in virtual time only', async () => {
    await using atera = await startCalling();
    const start = atera.clock.now();
    atera.simulator.faults.inject({ fault: { kind: 'latency', ms: TEN_SECONDS } });

    const answered = atera.call('/account').then(({ status }) => ({ status, after: atera.clock.now() - start }));
    await atera.clock.advance(60_000);

    expect(await answered).toEqual({ status: 200, after: TEN_SECONDS });
  });

  test('a slow body holds back its second half', async () => {
    await using atera = await startCalling();
    const start = atera.clock.now();
    atera.simulator.faults.inject({ fault: { kind: 'slow-body', ms: TEN_SECONDS } });

    const answered = atera.call('/account').then(({ json }) => ({ json, after: atera.clock.now() - start }));
    await atera.clock.advance(60_000);

    expect(await answered).toMatchObject({ json: { CompanyName: 'Example MSP' }, after: TEN_SECONDS });
  });

  test('a client that gives up on a hang stops the clock until both sides are done', async () => {
    await using atera = await startCalling();
    const { clock, simulator, tracked } = atera;
    simulator.faults.inject({ fault: { kind: 'hang' } });
    const deadline = new AbortController();
    const counts: [open: number, inFlight: number][] = [];
    const count = () => void counts.push([simulator.openRequests, tracked.inFlight]);
    clock.setTimer(() => {
      count();
      deadline.abort(new Error('deadline'));
      count();
    }, TEN_SECONDS);

    const start = clock.now();
    const givenUp = atera.call('/account', { signal: deadline.signal });
    const next = givenUp.catch((error: Error) => atera.call(`/alerts?because=${error.message}`));
    const answered = next.then(({ status }) => ({ status, after: clock.now() - start }));
    await clock.advance(60_000);

    count();
    expect(counts).toEqual([
      [1, 1],
      [1, 0],
      [0, 0],
    ]);
    expect(await answered).toEqual({ status: 200, after: TEN_SECONDS });
    expect(simulator.requests.map(({ query }) => query)).toEqual([{}, { because: 'deadline' }]);
  });

  test('an effect can come late, after the client has gone', async () => {
    await using atera = await startCalling();
    const { clock, world } = atera;
    const { id } = world.raiseCustomAlert({});
    atera.simulator.faults.inject({ on: 'PUT /alerts/{alertId}', fault: { kind: 'late-effect', afterMs: 15_000 } });
    const deadline = new AbortController();
    clock.setTimer(() => deadline.abort(new Error('deadline')), TEN_SECONDS);

    const resolving = atera.call(`/alerts/${id}`, { method: 'PUT', signal: deadline.signal });
    const given = expect(resolving).rejects.toThrow('deadline');
    await clock.advance(TEN_SECONDS);
    const rightAfter = world.alerts.get(id)?.archivedAt;
    await clock.advance(TEN_SECONDS);

    await given;
    expect(rightAfter).toBeUndefined();
    expect(world.alerts.get(id)?.archivedAt).toBe(clock.now() - 5_000);
  });

  test('many clients at once leave nothing open', async () => {
    await using atera = await startCalling();
    const { faults } = atera.simulator;
    faults.inject({ times: Number.POSITIVE_INFINITY, probability: 0.5, fault: { kind: 'latency', ms: 2_000 } });
    faults.inject({ times: Number.POSITIVE_INFINITY, probability: 0.2, fault: { kind: 'reset-before' } });

    const calls = Promise.allSettled(Array.from({ length: 60 }, () => atera.call('/account')));
    await atera.clock.advance(60_000);

    const outcomes = (await calls).map(({ status }) => status);
    expect(new Set(outcomes)).toEqual(new Set(['fulfilled', 'rejected']));
    expect([atera.simulator.openRequests, atera.tracked.inFlight]).toEqual([0, 0]);
  });
});

describe('the request log', () => {
  test('records time, template, query and body, and the status of the answer', async () => {
    await using atera = await startCalling();
    await atera.clock.advance(5_000);

    await atera.call('/tickets/77?includeRelations=true', { method: 'PUT', body: { TicketStatus: 'Closed' } });

    expect(atera.simulator.requests).toEqual([
      {
        vendor: 'atera',
        method: 'PUT',
        template: '/tickets/{ticketId}',
        path: '/api/v3/tickets/77',
        query: { includeRelations: 'true' },
        at: atera.clock.now(),
        body: { TicketStatus: 'Closed' },
        status: 404,
      },
    ]);
  });

  test('an unknown path is answered with an HTML 404 and fails the check', async () => {
    await using atera = await startCalling();

    const unknown = await atera.call('/alerts/agent/5');
    const wrongMethod = await atera.call('/alerts', { method: 'PATCH' });

    expect(unknown.status).toBe(404);
    expect(unknown.headers['content-type']).toContain('text/html');
    expect(wrongMethod.status).toBe(405);
    expect(() => atera.simulator.assertNoUnknownRequests()).toThrow(/GET \/api\/v3\/alerts\/agent\/5/);
    expect(atera.simulator.unknownRequests).toHaveLength(2);
  });

  test('a mistake of a hook fails the check too', async () => {
    await using atera = await startCalling();
    atera.simulator.faults.betweenPages('GET /alerts', 1, () => atera.world.person.resolveAlert(1));

    await expect(atera.call('/alerts')).rejects.toThrow();

    expect(() => atera.simulator.assertNoUnknownRequests()).toThrow('The simulator failed while answering');
  });

  test('the hard limit refuses what exceeds it in any window and reports the peak', async () => {
    await using atera = await startCalling({ rateLimit: { requests: 3, windowMs: 60_000 } });
    const burst = async (count: number) => {
      const statuses: number[] = [];
      for (let n = 0; n < count; n++) statuses.push((await atera.call('/account')).status);
      return statuses;
    };

    const first = await burst(4);
    await atera.clock.advance(60_001);
    const second = await burst(1);

    expect(first).toEqual([200, 200, 200, 429]);
    expect(second).toEqual([200]);
    expect(atera.simulator.rateLimited).toBe(1);
    expect(atera.simulator.peakRequests()).toBe(4);
    expect(atera.simulator.peakRequests(120_000)).toBe(5);
  });
});
