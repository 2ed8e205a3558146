import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';

describe('POST /api/remediations', () => {
  it('takes an alert and names the remediation that takes care of it', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');

    const accepted = await call(app, 'POST', '/api/remediations', { alertId });
    await app.clock.advance(1_000);
    const request = await call(app, 'GET', accepted.location);

    expect(accepted.status).toBe(202);
    expect(accepted.location).toMatch(/^\/api\/remediations\/req\.[0-9a-f]{64}$/);
    expect(request.body).toMatchObject({
      status: 'Completed',
      result: { accepted: true, remediationId: 'rem.a1001.disk-space.C.1', joined: false },
    });
    const remediation = await call(app, 'GET', '/api/remediations/rem.a1001.disk-space.C.1');
    expect(remediation.body).toMatchObject({ status: 'Running', waiting: { because: 'reading-full' } });
  });

  it('does not start twice what the poll finds as well', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');

    await call(app, 'POST', '/api/remediations', { alertId });
    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(await app.outcomes()).toMatchObject([{ alertId, code: 'ticket-opened' }]);
  });

  it('starts a playbook for a device without an alert, and ends it on a reading alone', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    const body = { agentId: device.agentId, playbook: 'disk-space', drive: 'c:' };

    await call(app, 'POST', '/api/remediations', body);
    await app.clock.advance(6 * HOUR);

    const text = 'Atera has no alert for the drive, and its last inventory says 50 % used, below its limit of 90 %.';
    expect(app.host.client.status('rem.a1001.disk-space.C.1')).toMatchObject({
      output: { end: 'resolved', code: 'not-full', text },
    });
    expect(app.simulator.world.tickets.all()).toEqual([]);
  });

  it('mentions no alert in the ticket of a device that a person asked for', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    device.goOffline();
    await app.clock.advance(10 * MINUTE);

    await call(app, 'POST', '/api/remediations', { agentId: device.agentId, playbook: 'disk-space', drive: 'c:' });
    await app.clock.advance(2 * HOUR);

    const ticket = app.simulator.world.tickets.all().find(({ title }) => title.includes('Disk C:'));
    expect(ticket?.title).toContain('Disk C: could not be verified on NW-SRV-01');
    expect(ticket?.description).toContain('What: a person asked for drive C: of NW-SRV-01; whether it is over');
    expect(ticket?.description).toContain('(a person asked), checked again');
    expect(ticket?.description).not.toMatch(/alert/i);
  });

  it.each([
    ['offline-device', 'rem.a1001.offline.1'],
    ['pending-reboot', 'rem.a1001.pending-reboot.1'],
  ])('takes %s for a device, which has one such condition', async (playbook, remediationId) => {
    await using app = await startApp();
    const { agentId } = addFullServer(app, 50);

    const { location } = await call(app, 'POST', '/api/remediations', { agentId, playbook });
    await app.clock.advance(1_000);
    const { body } = await call(app, 'GET', location);

    expect(body).toMatchObject({ request: { agentId, playbook }, result: { accepted: true, remediationId } });
    const remediation = await call(app, 'GET', `/api/remediations/${remediationId}`);
    expect(remediation.body.subject).toMatchObject({ agentId, playbook });
    expect(remediation.body.subject).not.toHaveProperty('thresholdPercent');
  });

  it('answers the same address for the same idempotency key and starts nothing twice', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    const headers = { 'idempotency-key': 'ticket-4711' };

    const first = await call(app, 'POST', '/api/remediations', { alertId }, headers);
    await app.clock.advance(MINUTE);
    const requests = app.simulator.requests.length;
    const second = await call(app, 'POST', '/api/remediations', { alertId }, headers);
    await app.clock.advance(1_000);

    expect(second.location).toBe(first.location);
    expect(app.simulator.requests).toHaveLength(requests);
  });

  it.each<[string, object, string]>([
    ['an alert Atera does not know', { alertId: 123 }, 'alert-not-found'],
    ['a device Atera does not know', { agentId: 4711, playbook: 'disk-space' }, 'device-not-found'],
  ])('says in the result that it refuses %s', async (_what, body, code) => {
    await using app = await startApp();

    const { location } = await call(app, 'POST', '/api/remediations', body);
    await app.clock.advance(MINUTE);

    expect((await call(app, 'GET', location)).body.result).toMatchObject({ accepted: false, code });
  });

  it('refuses an alert that no playbook knows, and one that is over', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    const { world } = app.simulator;
    const cpu = world.raiseCustomAlert({ device, title: 'CPU Load' });
    const over = world.raiseCustomAlert({ device, title: 'Disk Usage(C:)' });
    world.person.resolveAlert(over.id);

    const answers = await Promise.all(
      [cpu, over].map(({ id }) => call(app, 'POST', '/api/remediations', { alertId: id })),
    );
    await app.clock.advance(MINUTE);
    const results = await Promise.all(
      answers.map(async ({ location }) => (await call(app, 'GET', location)).body.result),
    );

    expect(results).toMatchObject([{ code: 'no-playbook' }, { code: 'alert-ended' }]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no body', '', /not JSON/],
    ['text', 'hello', /not JSON/],
    ['a negative id', { alertId: -1 }, /alertId/],
    ['an id in words', { alertId: 'twelve' }, /alertId/],
    ['an unknown member', { alertId: 1, force: true }, /force/],
    ['an unknown playbook', { agentId: 1, playbook: 'format-disk' }, /playbook: must be one of disk-space, offline/],
    ['a playbook that is for no device', { agentId: 1, playbook: 'site-incident' }, /playbook: must be one of/],
    ['a drive where none is meant', { agentId: 1, playbook: 'pending-reboot', drive: 'C' }, /drive: is for disk-space/],
    [
      'a member of a playbook that is only for alerts',
      { agentId: 1, playbook: 'tracked-alert', class: 'RAID' },
      /^playbook: must be one of [^;]+; body: Unrecognized key: "class"$/,
    ],
    ['no playbook', { agentId: 1 }, /playbook/],
    ['a drive that is none', { agentId: 1, playbook: 'disk-space', drive: '../..' }, /drive/],
    ['too much', 'x'.repeat(20_000), /10000 characters/],
  ])('answers a problem that names the mistake for %s', async (_what, body, detail) => {
    await using app = await startApp();

    const answer = await call(app, 'POST', '/api/remediations', body);

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body.detail).toMatch(detail);
  });
});

describe('GET /api/remediations/{id}', () => {
  it.each(['rem.a1.disk-space.C.99', 'poll-atera', '@ratebudget@atera', 'req.%2e%2e'])(
    'answers 404 for %s',
    async (id) => {
      await using app = await startApp();

      const answer = await call(app, 'GET', `/api/remediations/${id}`);

      expect(answer.status).toBe(404);
    },
  );

  it('never gives away a management address', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');

    const accepted = await call(app, 'POST', '/api/remediations', { alertId });
    await app.clock.advance(MINUTE);
    const request = await call(app, 'GET', accepted.location);

    expect(JSON.stringify([accepted, request])).not.toMatch(/code=|webhooks|durabletask/i);
  });
});

describe('GET /api/health/live', () => {
  it('answers without a key', async () => {
    await using app = await startApp();

    expect(await call(app, 'GET', '/api/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
  });
});
