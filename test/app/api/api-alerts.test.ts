import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { MemoryStore, startHost, VirtualClock } from '../../../dev/host/index.ts';
import { entities } from '../../../orchestrations/runtime/names.ts';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';

describe('GET /api/alerts/{alertId}/decision', () => {
  it('says what was done, on what ground, and when the app checks again', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);
    const requests = app.simulator.requests.length;

    const { status, body } = await call(app, 'GET', `/api/alerts/${alertId}/decision`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      alertId,
      state: 'acted',
      code: 'ticket-opened',
      why: expect.stringContaining('Ticket 7001 opened'),
      mode: 'approve',
      killSwitchOn: false,
      alert: { deviceName: 'NW-SRV-01', open: true },
      remediation: { id: 'rem.a1001.disk-space.C.1', state: 'watching', ticketId: 7001 },
    });
    expect(Date.parse(body.nextEligibleAt)).toBeGreaterThan(app.clock.now());
    expect(app.simulator.requests).toHaveLength(requests);
  });

  it('says why nothing is done, and nothing of a next time', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    const { id } = app.simulator.world.raiseCustomAlert({ device, title: 'CPU Load' });
    await app.clock.advance(3 * MINUTE);

    const { body } = await call(app, 'GET', `/api/alerts/${id}/decision`);

    expect(body).toMatchObject({ state: 'skipped', code: 'no-playbook', nextEligibleAt: null, mode: null });
    expect(body.remediation).toBeNull();
    expect(body.why).toMatch(/^Left alone/);
  });

  it('says that a remediation waits and for how long', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(3 * MINUTE);

    const { body } = await call(app, 'GET', `/api/alerts/${alertId}/decision`);

    expect(body).toMatchObject({ state: 'waiting', remediation: { state: 'remediating' } });
    expect(Date.parse(body.nextEligibleAt)).toBeGreaterThan(app.clock.now());
  });

  it('has nothing next for an alert that is over', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(2 * HOUR);

    const { body } = await call(app, 'GET', `/api/alerts/${alertId}/decision`);

    expect(body).toMatchObject({ state: 'acted', nextEligibleAt: null, alert: { open: false } });
    expect(body.remediation).toMatchObject({ state: 'closed' });
  });

  it.each<[string, number, RegExp]>([
    ['4711', 404, /No poll has listed/],
    ['twelve', 400, /alertId: is no id/],
    ['0', 400, /alertId: is no id/],
    ['-5', 400, /alertId/],
    ['1.5', 400, /alertId/],
    ['99999999999999999999', 400, /alertId/],
  ])('answers a problem for the id %s', async (id, status, detail) => {
    await using app = await startApp();

    const answer = await call(app, 'GET', `/api/alerts/${id}/decision`);

    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
    expect(answer.body.detail).toMatch(detail);
  });
});

describe('GET /api/budgets', () => {
  it('shows share, use and who waits', async () => {
    await using app = await startApp({ requestsPerMinute: 100 });
    addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(2 * MINUTE);

    const { status, body } = await call(app, 'GET', '/api/budgets');

    expect(status).toBe(200);
    expect(body.budgets[0]).toMatchObject({
      budget: 'atera',
      windowSeconds: 60,
      share: 100,
      effectiveShare: 100,
      waiting: { remediate: 0, verify: 0, poll: 0 },
      pausedUntil: null,
      pausedBecause: null,
    });
    expect(body.budgets[0].used).toBeGreaterThan(0);
  });

  it('shows a share nobody has used yet', async () => {
    await using app = await startApp();

    const { body } = await call(app, 'GET', '/api/budgets');

    expect(body.budgets[0]).toMatchObject({ budget: 'atera', used: 0, leased: 0 });
  });

  it('says until when it is paused and why', async () => {
    await using app = await startApp();
    app.simulator.faults.inject({
      on: 'GET /alerts',
      times: 1,
      fault: { kind: 'status', status: 429, retryAfter: 60 },
    });
    await app.clock.advance(2 * MINUTE + 5_000);

    const { body } = await call(app, 'GET', '/api/budgets');

    expect(body.budgets[0]).toMatchObject({ share: 350, pausedBecause: 'vendor_rate_limited' });
    expect(Date.parse(body.budgets[0].pausedUntil)).toBeGreaterThan(app.clock.now());
    expect(body.budgets[0].effectiveShare).toBeLessThan(350);
  });
});

/** A task hub in which the rate budget holds a state that nobody can read. */
async function hubWithSpoiltBudget(): Promise<MemoryStore> {
  const store = new MemoryStore();
  const clock = new VirtualClock('2026-03-02T07:00:00Z');
  const spoil = (context: df.EntityContext<object>) => context.df.setState({ v: 'spoilt' });
  await using host = await startHost({ store, clock, register: () => df.app.entity(entities.rateBudget, spoil) });
  host.client.signalEntity(entities.rateBudget, 'atera', 'spoil');
  await clock.advance(1_000);
  return store;
}

describe('POST /api/budgets/{budget}/reset', () => {
  it('lets the ledger grant leases again once nothing of before can be sent', async () => {
    await using app = await startApp({ store: await hubWithSpoiltBudget() });
    addFullServer(app);
    await app.clock.advance(8 * MINUTE);
    await call(app, 'POST', '/api/budgets/atera/reset');

    await app.clock.advance(6 * MINUTE);
    for (let each = 0; each < 3; each++) addFullServer(app);
    await app.clock.advance(HOUR);

    const granted = app.host.client.entityState(entities.rateBudget, 'atera') as { seq: number };
    expect(granted.seq).toBeGreaterThan(0);
    expect(app.simulator.world.tickets.all()).toHaveLength(4);
  });

  it('restarts a budget whose state is lost, paused until nothing of before can be sent', async () => {
    await using app = await startApp({ store: await hubWithSpoiltBudget() });
    await app.clock.advance(3 * MINUTE);
    const spoilt = await call(app, 'GET', '/api/budgets');

    const { status } = await call(app, 'POST', '/api/budgets/atera/reset');
    await app.clock.advance(1_000);
    const { body } = await call(app, 'GET', '/api/budgets');

    expect(spoilt.body.budgets[0].problem).toContain('cannot be read');
    expect(status).toBe(202);
    expect(body.budgets[0]).toMatchObject({ budget: 'atera', used: 0, pausedBecause: 'ledger_reset' });
    // The poll's own lease, which no ledger grants.
    expect(app.simulator.requests).toHaveLength(1);
  });

  it.each([
    ['atera', 409],
    ['nobody', 404],
  ])('refuses %s with %d: it is fine, or there is none', async (budget, status) => {
    await using app = await startApp();

    expect(await call(app, 'POST', `/api/budgets/${budget}/reset`)).toMatchObject({ status });
  });
});
