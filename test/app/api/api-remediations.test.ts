import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp, writes } from '../../helpers/app/app.ts';

const ID = 'rem.a1001.disk-space.C.1';
const cancel = (app: TestApp, id = ID, body: unknown = { reason: 'planned: disk & bay #2 (50%) is swapped' }) =>
  call(app, 'POST', `/api/remediations/${id}/cancel`, body);

/** Three servers of two customers, all with a full disk, and their tickets written. */
async function startWithThree(): Promise<TestApp> {
  const app = await startApp();
  addFullServer(app).raiseDiskAlertNow('C:');
  addFullServer(app).raiseDiskAlertNow('C:');
  const recovers = addFullServer(app);
  recovers.raiseDiskAlertNow('C:');
  recovers.setDiskUsedPercent('C:', 50);
  await app.clock.advance(HOUR);
  return app;
}

describe('GET /api/remediations', () => {
  it('lists what is and was taken care of', async () => {
    await using app = await startWithThree();

    const { status, body } = await call(app, 'GET', '/api/remediations');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      remediations: [
        { id: ID, state: 'watching', playbook: 'disk-space', deviceName: 'NW-SRV-01', ticketId: expect.any(Number) },
        { id: 'rem.a1002.disk-space.C.1', state: 'watching' },
        { id: 'rem.a1003.disk-space.C.1', state: 'closed' },
      ],
      continuationToken: null,
    });
    expect(body.remediations[0].openedAt).toMatch(/^2026-03-02T08:/);
  });

  it('filters by state, customer, playbook and time, and asks neither Durable nor the vendor', async () => {
    await using app = await startWithThree();
    const requests = app.simulator.requests.length;
    const [first] = (await call(app, 'GET', '/api/remediations')).body.remediations;
    const idsOf = async (query: string) => {
      const { body } = await call(app, 'GET', `/api/remediations?${query}`);
      return body.remediations.map(({ id }: { id: string }) => id.split('.')[1]);
    };

    expect(await idsOf('state=open')).toEqual(['a1001', 'a1002']);
    expect(await idsOf('state=closed')).toEqual(['a1003']);
    expect(await idsOf(`customerId=${first.customerId}&playbook=disk-space&state=watching`)).toEqual(['a1001']);
    expect(await idsOf('playbook=pending-reboot')).toEqual([]);
    expect(await idsOf('since=2026-03-02T08:00:00%2B01:00&code=function-key')).toHaveLength(3);
    expect(await idsOf('since=2026-03-03')).toEqual([]);
    expect(app.simulator.requests).toHaveLength(requests);
  });

  it('pages through all of them', async () => {
    await using app = await startWithThree();

    const first = await call(app, 'GET', '/api/remediations?top=2');
    const token = encodeURIComponent(first.body.continuationToken);
    const second = await call(app, 'GET', `/api/remediations?top=2&continuationToken=${token}`);

    expect(first.body.remediations).toHaveLength(2);
    expect(second.body).toMatchObject({ remediations: [{ id: 'rem.a1003.disk-space.C.1' }], continuationToken: null });
  });

  it('names the mistake in a query', async () => {
    await using app = await startApp();
    const wrong: [string, RegExp][] = [
      ['state=busy', /state: must be open, approval, opening/],
      ['customerId=acme', /customerId: is no id/],
      ['customerId=1&customerId=2', /customerId: is no id/],
      ['playbook=../x', /playbook: is no playbook/],
      ['since=yesterday', /since: is no date/],
      ['top=0', /top: must be from 1 to 200/],
      ['top=1e9', /top: must be/],
      ['continuationToken=abc', /continuationToken: is not/],
      ['sort=newest', /sort/],
    ];

    const answers = await Promise.all(wrong.map(([query]) => call(app, 'GET', `/api/remediations?${query}`)));

    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 400));
    for (const [index, [, detail]] of wrong.entries()) expect(answers[index]?.body.detail).toMatch(detail);
  });
});

describe('POST /api/remediations/{id}/cancel', () => {
  it('ends a run with its reason, writes nothing more, and leaves the alert to people', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(5 * MINUTE);

    const answer = await cancel(app);
    await app.clock.advance(6 * HOUR);

    expect(answer).toMatchObject({ status: 200, body: { id: ID, state: 'closed', ticketId: null } });
    const run = await call(app, 'GET', `/api/remediations/${ID}`);
    const reason = 'planned: disk & bay #2 (50%) is swapped';
    expect(run.body).toMatchObject({ status: 'Terminated', result: `Ended: ${reason}` });
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'skipped', code: 'cancelled' });
    expect((await app.outcomeOf(alertId))?.text).toContain(reason);
    expect(writes(app)).toEqual([]);
  });

  it('leaves the ticket of a watched condition as it is, and a later firing goes on with it', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    device.raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);

    const answer = await cancel(app);
    await app.clock.advance(3 * HOUR);
    const before = writes(app);
    device.raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);

    expect(answer.body).toMatchObject({ ticketId: 7001 });
    expect(before.filter((write) => write.startsWith('PUT /tickets'))).toEqual([]);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ id: 7001, status: 'Open' }]);
  });

  it('says when there is nothing to cancel', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(5 * MINUTE);
    await cancel(app);

    expect(await cancel(app)).toMatchObject({ status: 409, body: { title: 'Ended already' } });
    for (const id of ['rem.a1001.disk-space.C.2', 'rem.a9.disk-space.C.1', 'req.abc', 'poll-atera', 'rem.a1..1'])
      expect(await cancel(app, id)).toMatchObject({ status: 404, body: { title: 'Not found' } });
  });

  it('asks to come back while the ticket is being written, so that its number is known', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    app.simulator.faults.inject({ on: 'POST /tickets', times: 1, fault: { kind: 'reset-after' } });
    for (let s = 0; s < 3_600 && !writes(app).includes('POST /tickets'); s++) await app.clock.advance(1_000);

    const busy = await cancel(app);
    await app.clock.advance(10 * MINUTE);
    const done = await cancel(app);

    expect(busy).toMatchObject({ status: 409, body: { title: 'Busy' } });
    expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(done).toMatchObject({ status: 200, body: { ticketId: 7001 } });
  });

  it('stops a step that is just preparing its ticket', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    app.simulator.faults.inject({ on: 'POST /contacts', times: 1, fault: { kind: 'latency', ms: 3_000 } });
    for (let s = 0; s < 3_600 && !writes(app).includes('POST /contacts'); s++) await app.clock.advance(1_000);

    const { status } = await cancel(app);
    await app.clock.advance(HOUR);

    expect(status).toBe(200);
    expect(writes(app)).toEqual(['POST /contacts']);
  });

  it.each<[string, unknown, RegExp]>([
    ['no body', '', /not JSON/],
    ['no reason', {}, /reason/],
    ['a blank reason', { reason: '  ' }, /reason: says why/],
    ['an endless reason', { reason: 'x'.repeat(301) }, /reason/],
    ['an unknown member', { reason: 'x', force: true }, /force/],
  ])('names the mistake for %s', async (_what, body, detail) => {
    await using app = await startApp();

    const answer = await cancel(app, ID, body);

    expect(answer).toMatchObject({ status: 400, type: expect.stringContaining('application/problem+json') });
    expect(answer.body.detail).toMatch(detail);
  });
});
