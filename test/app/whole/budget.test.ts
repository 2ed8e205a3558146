import { describe, expect, it } from 'vitest';
import { seededFaults } from '../../../dev/host/index.ts';
import { HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

const LIMIT = 40;
const WINDOW = { requests: LIMIT, windowMs: MINUTE };

/**
 * A bad day of the host: one activity in ten is executed twice or loses its worker, and messages
 * come late.
 */
const HOST_FAULTS = {
  twiceTogether: 0.03,
  twiceLater: 0.03,
  lostBefore: 0.02,
  lostAfter: 0.02,
  delayed: 0.2,
  delayMs: 3_000,
  repeatEntity: 0.05,
};

/** 25 servers, each of a customer of its own and with a full disk whose alert is open already. */
function addFullServers({ simulator: { world } }: TestApp): number[] {
  return Array.from({ length: 25 }, (_, index) => {
    // Of one customer they would be read together, and the budget would not be the limit.
    const customer = world.addCustomer(`Corp ${index}`);
    const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }];
    return world.addDevice(customer, { name: `BIG-${index}`, kind: 'server', disks }).raiseDiskAlertNow('C:');
  });
}

/** Another tool on the same key that sends a request every `everyMs`. */
function startNeighbour({ simulator, clock }: TestApp, everyMs: number): () => void {
  let isOver = false;
  const headers = { 'x-api-key': simulator.keys.current, connection: 'close' };
  const send = async () => {
    if (isOver) return;
    clock.setTimer(() => void send(), everyMs);
    await (await fetch(`${simulator.ateraBaseUrl}/account`, { headers })).text();
  };
  void send();
  return () => {
    isOver = true;
  };
}

describe('the rate budget of the whole app', () => {
  it.each([1, 2])(
    'is never exceeded by 25 remediations and a poll while vendor and host misbehave (seed %d)',
    async (seed) => {
      const faults = seededFaults(seed, HOST_FAULTS);
      const simulated = { rateLimit: WINDOW, seed };
      await using app = await startApp({ requestsPerMinute: LIMIT, simulator: simulated, faults });
      const { simulator } = app;
      const alertIds = addFullServers(app);
      for (let i = 0; i < 150; i++) simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });
      const any = () => true;
      simulator.faults.inject({ on: any, times: 40, probability: 0.05, fault: { kind: 'status', status: 500 } });
      simulator.faults.inject({ on: any, times: 40, probability: 0.05, fault: { kind: 'latency', ms: 5_000 } });
      simulator.faults.inject({ on: any, times: 40, probability: 0.03, fault: { kind: 'reset-after' } });
      simulator.faults.inject({ on: any, times: 10, probability: 0.02, fault: { kind: 'hang' } });

      await app.clock.advance(10 * MINUTE);
      expect(simulator.peakRequests(MINUTE)).toBeLessThanOrEqual(LIMIT);
      expect(simulator.peakRequests(MINUTE)).toBeGreaterThan(LIMIT / 2);
      expect(simulator.rateLimited).toBe(0);

      await app.clock.advance(2 * HOUR);
      expect(simulator.peakRequests(MINUTE)).toBeLessThanOrEqual(LIMIT);
      expect(simulator.rateLimited).toBe(0);
      expect(simulator.world.tickets.all()).toHaveLength(25);
      for (const alertId of alertIds)
        expect(await app.outcomeOf(alertId)).toMatchObject({ ticketId: expect.any(Number) });
    },
  );

  it.each([10, 60, 90])('serves every alert beside a neighbour that fills the limit every %d s', async (seconds) => {
    const fills = { kind: 'fills', everyMs: seconds * 1_000, forMs: (seconds * 1_000) / 6 } as const;
    const simulated = { rateLimit: WINDOW, neighbours: [fills] };
    await using app = await startApp({ requestsPerMinute: LIMIT, simulator: simulated });
    const { simulator } = app;
    const alertIds = addFullServers(app);

    await app.clock.advance(2 * HOUR);

    expect(simulator.rateLimited).toBeGreaterThan(0);
    expect(simulator.peakRequests(MINUTE)).toBeLessThanOrEqual(LIMIT);
    expect(simulator.world.tickets.all()).toHaveLength(25);
    for (const alertId of alertIds)
      expect(await app.outcomeOf(alertId)).toMatchObject({ ticketId: expect.any(Number) });
  });

  it('backs off when a neighbour takes half of the limit, recovers, and loses nothing', async () => {
    await using app = await startApp({ requestsPerMinute: LIMIT, simulator: { rateLimit: WINDOW } });
    const { simulator } = app;
    const alertIds = addFullServers(app);
    for (let i = 0; i < 300; i++) simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });
    const stop = startNeighbour(app, 3_000);

    await app.clock.advance(30 * MINUTE);
    expect(simulator.rateLimited).toBeGreaterThan(0);
    stop();
    const refused = simulator.rateLimited;
    await app.clock.advance(HOUR);

    expect(simulator.rateLimited).toBe(refused);
    expect(simulator.world.tickets.all()).toHaveLength(25);
    for (const alertId of alertIds)
      expect(await app.outcomeOf(alertId)).toMatchObject({ ticketId: expect.any(Number) });
  });
});
