import { describe, expect, it } from 'vitest';
import { makeResolveAlerts } from '../../../orchestrations/activities/alerts/resolve-alerts.ts';
import { addFullServer, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { testLease } from '../../helpers/hosts/leases.ts';

/** A full disk's row while it is watched, and its alert. */
async function watched(app: TestApp) {
  const alertId = addFullServer(app).raiseDiskAlertNow('C:');
  await app.clock.advance(30 * MINUTE);
  const row = await app.deps.conditions.get('a1001', 'disk-space.C');
  if (row?.state !== 'watching') throw new Error('The disk is not watched');
  return { row, alertId };
}

const resolve = (
  app: TestApp,
  key: { deviceKey: string; conditionKey: string; occurrence: number; run: number },
  alertId: number,
) =>
  makeResolveAlerts(app.deps)({ lease: testLease(app.clock, { id: crypto.randomUUID() }), key, alertIds: [alertId] });

describe('resolving alerts', () => {
  it('is refused to a run whose occurrence a newer run has: what it verified may hold no longer', async () => {
    await using app = await startApp();
    const { row, alertId } = await watched(app);
    await app.deps.conditions.update({ ...row, run: row.run + 1 }, (before) => ({ ...before, repeats: 1 }));

    const refused = await resolve(app, row, alertId);

    expect(refused).toMatchObject({ status: 'failed', failure: { code: 'occurrence_over' } });
    expect(app.simulator.world.alerts.get(alertId)?.archivedAt).toBeUndefined();
  });

  it('is refused once a person has cancelled the occurrence, whose alerts are to stay open', async () => {
    await using app = await startApp();
    const { row, alertId } = await watched(app);
    await app.deps.conditions.update(row, (before) => ({ ...before, state: 'closed' }));

    const refused = await resolve(app, row, alertId);

    expect(refused).toMatchObject({ failure: { code: 'occurrence_over' } });
    expect(app.simulator.world.alerts.get(alertId)?.archivedAt).toBeUndefined();
  });

  it('is done for the run that has it', async () => {
    await using app = await startApp();
    const { row, alertId } = await watched(app);

    const done = await resolve(app, row, alertId);

    expect(done).toMatchObject({ status: 'done', value: { resolved: 1 } });
    expect(app.simulator.world.alerts.get(alertId)?.archivedAt).toBeDefined();
  });
});
