import { describe, expect, it } from 'vitest';
import { odata } from '../../../../shared/storage/table/table.ts';
import { call } from '../../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../../helpers/app/app.ts';
import { stageOf } from '../../../helpers/app/stage.ts';
import { addAnotherFullServer, appWithTicket, newestTicket } from '../../../helpers/app/ticket-app.ts';
import { addTicketed, listed } from '../../../helpers/scenarios/network-scenarios.ts';

describe('a record of what the app wrote that cannot be read', () => {
  it('does not keep a ticket from its end: it is commented and left to people', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _ = app;
    const partitionKey = `a${device.agentId}`;
    await app.tables.open('effects').put({ partitionKey, rowKey: 'disk-space.C.1.ticket.0', state: 'perhaps' });

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(6 * HOUR);

    expect(ticket.comments.at(-1)?.text).toContain('The ticket is left to whoever works on it.');
    expect(ticket.status).toBe('Open');
    const [outcome] = await app.outcomes();
    expect(outcome).toMatchObject({ code: 'verified-recovered' });
    expect(outcome?.text).toContain('whether somebody has worked on it is not known');
  });
});

describe('a condition whose playbook this version of the app does not have', () => {
  it('is reported in its outcome, and keeps no other from its turn', async () => {
    await using app = await startApp({ pollSchedule: '0 */10 * * * *' });
    const strange = addFullServer(app);
    const other = addAnotherFullServer(app, 'NW-SRV-02');
    const alertIds = [strange.raiseDiskAlertNow('C:'), other.raiseDiskAlertNow('C:')];
    await app.clock.advance(HOUR);
    const key = { deviceKey: `a${strange.agentId}`, conditionKey: 'disk-space.C', occurrence: 1 };
    await app.deps.conditions.update(key, (row) => ({ ...row, playbook: 'defragment', nextAt: app.clock.now() }));

    await app.clock.advance(15 * MINUTE);
    const reported = await app.outcomeOf(alertIds[0] ?? 0);
    // Both alerts leave the list: the first row in it must not keep the second one from being
    // woken.
    strange.setDiskUsedPercent('C:', 50);
    other.setDiskUsedPercent('C:', 50);
    await app.clock.advance(6 * HOUR);

    expect(reported).toMatchObject({ state: 'failed', code: 'unknown-playbook' });
    expect(app.log.some((line) => line.includes('alert-not-woken'))).toBe(true);
    expect(await app.outcomeOf(alertIds[1] ?? 0)).toMatchObject({ code: 'verified-recovered' });
  });
});

/** A full disk whose row names a playbook that this version of the app does not have. */
async function withUnknownPlaybook(app: TestApp) {
  const device = addFullServer(app);
  const alertId = device.raiseDiskAlertNow('C:');
  await app.clock.advance(HOUR);
  const key = { deviceKey: `a${device.agentId}`, conditionKey: 'disk-space.C', occurrence: 1 };
  await app.deps.conditions.update(key, (row) => ({ ...row, playbook: 'defragment', nextAt: app.clock.now() }));
  return { key, alertId };
}

const CANCELLED = 'rem.a1001.disk-space.C.1';

const cancel = (app: TestApp) => call(app, 'POST', `/api/remediations/${CANCELLED}/cancel`, { reason: 'done by hand' });

describe('a person cancels a remediation whose playbook this version of the app does not have', () => {
  it('and it is closed like any other, its ticket left as it is', async () => {
    await using app = await startApp({ pollSchedule: '0 */10 * * * *' });
    const { key, alertId } = await withUnknownPlaybook(app);

    const reply = await cancel(app);

    expect(reply).toMatchObject({ status: 200, body: { state: 'closed', ticketId: 7001 } });
    expect(await app.deps.conditions.get(key.deviceKey, key.conditionKey)).toMatchObject({ state: 'closed' });
    expect((await app.outcomeOf(alertId))?.text).toContain('Cancelled by a person: done by hand');
  });

  it('and it is closed though the number of its ticket is not known: nothing could find it', async () => {
    await using app = await startApp({ pollSchedule: '0 */10 * * * *' });
    const { key, alertId } = await withUnknownPlaybook(app);
    const name = { key, kind: 'ticket', sequence: 0 } as const;
    const at = app.clock.now() - HOUR;
    const lost = { state: 'intended', kind: 'ticket', leaseId: 'lost', notAfter: at, intendedAt: at } as const;
    await app.deps.effects.intend(name, lost, await app.deps.effects.get(name));
    await app.deps.conditions.update(key, ({ ticketId: _lost, ...row }) => row);

    const reply = await cancel(app);

    expect(reply).toMatchObject({ status: 200, body: { state: 'closed', ticketId: null } });
    expect((await app.outcomeOf(alertId))?.text).toContain(
      'please look for it in Atera by "[rmm a1001.disk-space.C.1]" in its title',
    );
  });
});

describe('a condition whose details are of another shape', () => {
  it('reaches a person as one that could not be verified', async () => {
    await using app = await startApp({ pollSchedule: '0 */10 * * * *' });
    const { agentId, customer, name } = addFullServer(app, 50);
    const about = { playbook: 'disk-space', agentId, customerId: customer.id, deviceName: name };
    const row = { deviceKey: `a${agentId}`, conditionKey: 'disk-space.C', ...about, details: { volume: 'C' } };
    await app.deps.conditions.openOccurrence(row, app.clock.now());

    await app.clock.advance(6 * HOUR);

    const { title, description } = newestTicket(app);
    expect(title).toContain('Could not be verified: disk space on NW-SRV-01');
    expect(description).toContain('a value does not fit, drive: Invalid input');
  });
});

describe('an alert whose row cannot be read', () => {
  it('does not stop the runs of its condition', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _ = app;
    const [alertId = 0] = app.simulator.world.alerts.in('Open').map(({ id }) => id);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(20 * MINUTE);
    expect(app.simulator.world.alerts.in('Open')).toEqual([]);
    await spoilAlerts(app);

    await app.clock.advance(8 * HOUR);

    expect(app.log.some((line) => line.includes('run-not-started'))).toBe(false);
    expect((await call(app, 'GET', `/api/alerts/${alertId}/decision`)).status).toBe(404);
    // Its limit is lost with it, so nothing proves that the drive is below it.
    expect(ticket.status).toBe('Open');
    expect(await app.outcomes()).toMatchObject([{ code: 'not-verified', ticketId: ticket.id }]);
  });

  it('is not over for that: Atera has it open', async () => {
    await using app = await startApp({ ...listed, pollSchedule: '0 */10 * * * *' });
    const { device, ticket } = await addTicketed(stageOf(app), { kind: 'generic' });
    const on = ({ template = '' }) => template === '/alerts';
    // No poll can write the row again.
    app.simulator.faults.inject({ on, times: Number.POSITIVE_INFINITY, fault: { kind: 'status', status: 500 } });
    await spoilAlerts(app);

    await app.clock.advance(6 * HOUR);

    expect(device.isFailing).toBe(true);
    expect(ticket.status).toBe('Open');
    expect(await app.outcomes()).toMatchObject([{ code: 'still-occurring' }]);
  });
});

describe('a condition whose row cannot be read', () => {
  it('is reported in the outcomes of its alerts, and goes on when it is repaired', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _ = app;
    const table = app.tables.open('conditions');
    const [partitionKey, rowKey] = [`a${device.agentId}`, 'disk-space.C'];
    const { etag: _etag, ...row } = (await table.get(partitionKey, rowKey)) ?? { etag: '' };
    const [alertId = 0] = app.simulator.world.alerts.in('Open').map(({ id }) => id);
    await table.put({ ...row, partitionKey, rowKey, state: 'paused' });

    await app.clock.advance(3 * HOUR);
    const { status, body } = await call(app, 'GET', `/api/alerts/${alertId}/decision`);
    await table.put({ ...row, partitionKey, rowKey });
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(6 * HOUR);

    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'failed', code: 'record-unreadable' });
    expect(body.why).toContain(`(row ${partitionKey} disk-space.C of the table conditions: state)`);
    expect(body.why).toContain(`Its ticket ${ticket.id} is left as it is.`);
    expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'verified-recovered' });
  });

  it('is reported in the outcome of an alert that fires meanwhile', async () => {
    await using app = await startApp({ pollSchedule: '0 */10 * * * *' });
    const device = addFullServer(app);
    const key = { partitionKey: `a${device.agentId}`, rowKey: 'disk-space.C' };
    await app.tables.open('conditions').put({ ...key, state: 'closed' });
    const alertId = device.raiseDiskAlertNow('C:');

    await app.clock.advance(HOUR);

    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'failed', code: 'record-unreadable' });
  });
});

/** Spoils columns of the condition of `appWithTicket`. */
async function spoilCondition({ tables }: TestApp, columns: Readonly<Record<string, string>>) {
  const table = tables.open('conditions');
  const [partitionKey, rowKey] = ['a1001', 'disk-space.C'];
  const { etag: _etag, ...row } = (await table.get(partitionKey, rowKey)) ?? { etag: '' };
  await table.put({ ...row, partitionKey, rowKey, ...columns });
  return () => table.get(partitionKey, rowKey);
}

describe('a person cancels a remediation whose row cannot be read', () => {
  it('and it is closed where only details are spoilt, which stay as they are', async () => {
    const { app, ticket } = await appWithTicket();
    await using _ = app;
    const spoilt = { details: '{"drive":', ticket: '[]' };
    const stored = await spoilCondition(app, spoilt);

    const reply = await cancel(app);

    expect(reply).toMatchObject({ status: 200, body: { state: 'closed', ticketId: ticket.id } });
    expect(reply.body.detail).toContain('(row a1001 disk-space.C of the table conditions: details, ticket)');
    expect(await stored()).toMatchObject({ state: 'closed', ...spoilt });
    const [outcome] = await app.outcomes();
    expect(outcome).toMatchObject({ code: 'cancelled', ticketId: ticket.id });
    expect(ticket.status).toBe('Open');
  });

  it('and the answer names the row to repair where it is not known how far it is', async () => {
    const { app } = await appWithTicket();
    await using _ = app;
    const stored = await spoilCondition(app, { state: 'paused' });

    for (const { status, type, body } of [
      await cancel(app),
      await call(app, 'GET', `/api/remediations/${CANCELLED}`),
    ]) {
      expect({ status, type }).toEqual({ status: 409, type: 'application/problem+json' });
      expect(body.detail).toContain('(row a1001 disk-space.C of the table conditions: state)');
      expect(body.detail).toContain('send the same request again');
    }
    expect(await stored()).toMatchObject({ state: 'paused' });
  });
});

/** As another version of the app may have written them. */
async function spoilAlerts({ tables }: TestApp): Promise<void> {
  const table = tables.open('alerts');
  for (const partition of ['open', 'closed'])
    for await (const { etag: _etag, ...row } of table.query(odata`PartitionKey eq ${partition}`))
      await table.put({ ...row, partitionKey: partition, rowKey: String(row.rowKey), severity: 'Fatal' });
}
