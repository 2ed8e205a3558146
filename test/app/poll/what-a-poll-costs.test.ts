import { describe, expect, it } from 'vitest';
import { historySignature } from '../../../dev/host/testing.ts';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

const steps = ({ host }: TestApp) => historySignature(host.client.history('poll-atera'));
const leases = ({ host }: TestApp) => (host.client.entityState('ratebudget', 'atera') as { live: unknown[] }).live;

describe('a poll with one page', () => {
  it('is one lease and one activity: each step more costs storage thirty times an hour', async () => {
    await using app = await startApp();

    await app.clock.advance(3 * MINUTE);

    expect(steps(app)).toEqual(['call entity ratebudget acquire', 'activity fetchAlertPages']);
    expect(app.host.client.status('poll-atera')?.output).toEqual({
      requests: 1,
      openAlerts: 0,
      opened: 0,
      started: 0,
    });
  });

  it('asks our tables eight times when nothing is open', async () => {
    const tables = new MemoryTables();
    await using app = await startApp({ tables });
    await app.clock.advance(21 * MINUTE);
    const count = () => [...tables.transactions.values()].reduce((sum, one) => sum + one, 0);
    const before = count();

    await app.clock.advance(20 * MINUTE);

    expect(count() - before).toBe(10 * 8);
  });

  it('lets its lease of one request end by itself, and the next poll finds it gone', async () => {
    await using app = await startApp();

    await app.clock.advance(21 * MINUTE);

    expect(leases(app)).toHaveLength(1);
  });

  it('starts what is due in a step of its own after a page that took long', async () => {
    await using app = await startApp();
    const fault = { kind: 'latency', ms: 6_000 } as const;
    app.simulator.faults.inject({ on: 'GET /alerts', times: Number.POSITIVE_INFINITY, fault });
    addFullServer(app);

    await app.clock.advance(HOUR + MINUTE);

    expect(steps(app)).toEqual(['call entity ratebudget acquire', 'activity fetchAlertPages', 'activity startDueWork']);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it('settles its lease while Atera refuses requests, so that the budget knows when it answers again', async () => {
    await using app = await startApp();
    app.simulator.faults.inject({ on: 'GET /alerts', times: 1, fault: { kind: 'status', status: 429 } });
    const refusals: unknown[] = [];

    await app.clock.advance(2.5 * MINUTE);
    refusals.push(
      (app.host.client.entityState('ratebudget', 'atera') as { share: { refusals: number } }).share.refusals,
    );
    await app.clock.advance(2 * MINUTE);

    expect(refusals).toEqual([0]);
    expect(steps(app)).toEqual(['call entity ratebudget acquire', 'activity fetchAlertPages']);
  });
});
