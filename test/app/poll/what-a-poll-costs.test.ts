import { describe, expect, it } from 'vitest';
import { historySignature } from '../../../dev/host/testing.ts';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

const steps = ({ host }: TestApp) => historySignature(host.client.history('poll-atera'));
const leases = ({ host }: TestApp) => (host.client.entityState('ratebudget', 'atera') as { live: unknown[] }).live;

/** Alerts that no playbook knows. */
function addUnknown({ simulator: { world } }: TestApp, count: number) {
  const device = world.addDevice(world.addCustomer('North Wind Ltd'), { name: 'NW-SRV-01', kind: 'server' });
  return Array.from({ length: count }, (_, index) => world.raiseCustomAlert({ device, title: `Odd thing ${index}` }));
}

/** Operations on our tables in so many minutes. */
async function counted({ clock }: TestApp, { transactions }: MemoryTables, minutes: number): Promise<number> {
  const count = () => [...transactions.values()].reduce((sum, one) => sum + one, 0);
  const before = count();
  await clock.advance(minutes * MINUTE);
  return count() - before;
}

describe('a poll with one page', () => {
  it('is one activity under a lease that nobody grants: each step more costs storage thirty times an hour', async () => {
    await using app = await startApp();

    await app.clock.advance(3 * MINUTE);

    expect(steps(app)).toEqual(['activity fetchAlertPages']);
    expect(app.host.client.status('poll-atera')?.output).toEqual({
      requests: 1,
      openAlerts: 0,
      opened: 0,
      started: 0,
    });
  });

  // And every ten minutes, whether another version of the app has started runs, and what is muted.
  const TWENTY_MINUTES = 10 * 6 + 2 * 2;

  it('asks our tables six times when nothing is open, once of them for the policy', async () => {
    const tables = new MemoryTables();
    await using app = await startApp({ tables });
    await app.clock.advance(21 * MINUTE);

    expect(await counted(app, tables, 20)).toBe(TWENTY_MINUTES);
  });

  it('asks them no more while alerts stay open in which nothing changes', async () => {
    const tables = new MemoryTables();
    await using app = await startApp({ tables, mode: 'observe' });
    addUnknown(app, 30);
    await app.clock.advance(21 * MINUTE);

    expect(await counted(app, tables, 20)).toBe(TWENTY_MINUTES);
  });

  it('tells the alert that is gone from those that stay as they were', async () => {
    await using app = await startApp({ mode: 'observe' });
    const [first, second] = addUnknown(app, 3);
    await app.clock.advance(21 * MINUTE);
    const ids = async () => (await Array.fromAsync(app.deps.alerts.open())).map(({ alertId }) => alertId);
    expect(await ids()).toHaveLength(3);

    app.simulator.world.alerts.archive(second?.id ?? 0, 'person');
    await app.clock.advance(2 * MINUTE);

    expect(await ids()).toHaveLength(2);
    expect(await ids()).toContain(first?.id);
    expect(await ids()).not.toContain(second?.id);
  });

  it('asks for a lease where the share is small, lets it end by itself, and the next poll finds it gone', async () => {
    await using app = await startApp({ requestsPerMinute: 40 });

    await app.clock.advance(21 * MINUTE);

    expect(steps(app)).toEqual(['call entity ratebudget acquire', 'activity fetchAlertPages']);
    expect(leases(app)).toHaveLength(1);
  });

  it('starts what is due in a step of its own after a page that took long', async () => {
    await using app = await startApp();
    const fault = { kind: 'latency', ms: 6_000 } as const;
    app.simulator.faults.inject({ on: 'GET /alerts', times: Number.POSITIVE_INFINITY, fault });
    addFullServer(app);

    await app.clock.advance(HOUR + MINUTE);

    expect(steps(app)).toEqual(['activity fetchAlertPages', 'activity startDueWork']);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it('takes no alert for gone after a page that took long: those in which nothing changed are still listed', async () => {
    await using app = await startApp({ mode: 'observe' });
    addUnknown(app, 3);
    await app.clock.advance(21 * MINUTE);
    const fault = { kind: 'latency', ms: 6_000 } as const;
    app.simulator.faults.inject({ on: 'GET /alerts', times: Number.POSITIVE_INFINITY, fault });

    await app.clock.advance(2 * MINUTE + 10_000);

    expect(steps(app)).toContain('activity startDueWork');
    expect(await Array.fromAsync(app.deps.alerts.open())).toHaveLength(3);
  });

  it('asks for a lease for a while after a refusal, so that the budget knows when Atera answers again', async () => {
    await using app = await startApp();
    app.simulator.faults.inject({ on: 'GET /alerts', times: 1, fault: { kind: 'status', status: 429 } });
    const refusals: unknown[] = [];

    await app.clock.advance(2.5 * MINUTE);
    refusals.push(
      (app.host.client.entityState('ratebudget', 'atera') as { share: { refusals: number } }).share.refusals,
    );
    await app.clock.advance(2 * MINUTE);

    expect(refusals).toEqual([0]);
    // The first finds its own lease taken, and has sent nothing.
    const [first, ...rest] = steps(app);
    expect(first).toBe('activity fetchAlertPages');
    expect(rest).toEqual(['call entity ratebudget acquire', 'activity fetchAlertPages']);
    await app.clock.advance(12 * MINUTE);
    expect(steps(app)).toEqual(['activity fetchAlertPages']);
  });
});
