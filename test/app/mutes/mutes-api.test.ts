import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../helpers/app/app-setup.ts';

const DAY = 24 * HOUR;
const inTime = ({ clock }: TestApp, ms: number) => new Date(clock.now() + ms).toISOString();
const post = (app: TestApp, body: object, headers: Record<string, string> = {}, path = '/api/mutes') =>
  call(app, 'POST', path, { until: inTime(app, HOUR), reason: 'Patch day', ...body }, headers);

const signedInAs = (role: string) => {
  const claims = [
    { typ: 'roles', val: role },
    { typ: 'name', val: 'Kim Beck' },
  ];
  return {
    'x-ms-client-principal': Buffer.from(JSON.stringify({ auth_typ: 'aad', role_typ: 'roles', claims })).toString(
      'base64',
    ),
  };
};

describe('POST /api/mutes', () => {
  it.each<[string, object, RegExp]>([
    ['nobody', {}, /agentId: give exactly one/],
    ['two at once', { agentId: 1, customerId: 2 }, /agentId: give exactly one/],
    [
      'playbook and condition',
      { agentId: 1, playbook: 'disk-space', condition: 'disk-space.C' },
      /condition: give either/,
    ],
    ['a playbook there is not', { agentId: 1, playbook: 'defrag' }, /playbook: must be one of/],
    ['a key of no device', { deviceKey: 'c12' }, /deviceKey: is no key of a device/],
    ['no reason', { agentId: 1, reason: '  ' }, /reason: says why/],
    ['no moment', { agentId: 1, until: 'tomorrow' }, /until: is no moment/],
    ['an end in the past', { agentId: 1, until: '2026-03-02T07:59:00Z' }, /until: is in the past/],
    ['an end before the beginning', { agentId: 1, from: '2026-03-03T08:00:00Z' }, /until: must be after from/],
    ['a beginning in the past', { agentId: 1, from: '2026-03-02T07:00:00Z' }, /from: is in the past/],
    ['over 90 days', { agentId: 1, until: '2026-06-01T08:00:00Z' }, /until: must be at most 90 days/],
    ['no day there is', { agentId: 1, until: '2026-02-30T08:00:00Z' }, /until: is no moment/],
  ])('refuses %s and says why', async (_, body, detail) => {
    await using app = await startApp();

    const answer = await post(app, body);

    expect(answer).toMatchObject({ status: 400, type: expect.stringContaining('problem+json') });
    expect(answer.body.detail).toMatch(detail);
    expect((await call(app, 'GET', '/api/mutes')).body).toEqual({ mutes: [], unreadable: 0 });
  });

  it('takes 90 days across the hour that a clock is put forward, for they are counted in hours', async () => {
    await using app = await startApp();

    const answer = await post(app, { agentId: 1, until: inTime(app, 90 * DAY) });

    expect(answer.status).toBe(201);
  });

  it('names the device and whose it is, and says where the listing does not have it', async () => {
    await using app = await startApp({ directory: 'none' });
    addFullServer(app);
    await app.clock.advance(6 * MINUTE);

    const known = await post(app, { agentId: 1001, by: 'Ada' });
    const unknown = await post(app, { agentId: 4711 });
    const customer = await post(app, { customerId: FIRST_CUSTOMER, playbook: 'disk-space' });

    expect(known.body).toMatchObject({
      ...{ state: 'in-force', note: null, by: 'Ada (typed, not verified)' },
      device: { key: 'a1001', name: 'NW-SRV-01' },
      customer: { id: FIRST_CUSTOMER, name: 'North Wind Ltd' },
    });
    expect(unknown.body).toMatchObject({
      device: { key: 'a4711', name: null },
      note: expect.stringContaining('does not have it'),
    });
    expect(unknown.body.by).toContain('no name given');
    expect(customer.body).toMatchObject({ device: null, customer: { name: 'North Wind Ltd' }, playbook: 'disk-space' });
  });

  it('takes the GUID of a device with an agent for that agent', async () => {
    await using app = await startApp({ directory: 'none' });
    const device = addFullServer(app);
    await app.clock.advance(6 * MINUTE);

    const answer = await post(app, { deviceGuid: device.guid });

    expect(answer.body.device).toEqual({ key: 'a1001', name: 'NW-SRV-01' });
  });

  it('makes one mute for one key, and refuses the key for another body', async () => {
    await using app = await startApp();
    const key = { 'idempotency-key': 'change-1' };
    const until = inTime(app, HOUR);

    const first = await post(app, { agentId: 1, until }, key);
    await app.clock.advance(2 * MINUTE);
    const again = await post(app, { agentId: 1, until }, key);
    const other = await post(app, { agentId: 1, until, reason: 'Other' }, key);
    const elsewhere = await post(app, { agentId: 2, until }, key);
    const endless = await post(app, { agentId: 1 }, { 'idempotency-key': 'x'.repeat(201) });

    expect([first.status, again.status, other.status, elsewhere.status, endless.status]).toEqual([
      201, 200, 422, 422, 400,
    ]);
    expect(again.body.id).toBe(first.body.id);
    expect((await call(app, 'GET', '/api/mutes')).body.mutes).toHaveLength(1);
  });

  it('refuses the key for another beginning: the maintenance would be planned for the wrong night', async () => {
    await using app = await startApp();
    const planned = { agentId: 1, from: inTime(app, DAY), until: inTime(app, 2 * DAY) };
    const key = { 'idempotency-key': 'change-2' };
    const begun = { agentId: 2, from: inTime(app, -MINUTE), until: inTime(app, HOUR) };
    const begunKey = { 'idempotency-key': 'change-3' };

    const made = [await post(app, planned, key), await post(app, begun, begunKey)];
    const again = [await post(app, planned, key), await post(app, begun, begunKey)];
    const later = await post(app, { ...planned, from: inTime(app, DAY + HOUR) }, key);
    const now = await post(app, { agentId: 1, until: planned.until }, key);

    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    expect(again.map(({ status }) => status)).toEqual([200, 200]);
    expect([later.status, now.status]).toEqual([422, 422]);
  });

  it('mutes a whole customer for over 72 hours for an admin alone', async () => {
    await using app = await startApp({ signInOn: true });
    const long = { customerId: 7, until: inTime(app, 73 * HOUR) };

    const byKey = await post(app, long);
    const byOperator = await post(app, long, signedInAs('operator'));
    const byAdmin = await post(app, long, signedInAs('admin'));
    const byMaster = await post(app, { ...long, customerId: 8 }, {}, '/api/mutes/long');
    const oneDevice = await post(app, { agentId: 1, until: inTime(app, 80 * DAY) });

    expect([byKey.status, byOperator.status]).toEqual([403, 403]);
    expect(byKey.body).toMatchObject({ title: 'Admin needed', detail: expect.stringContaining('/api/mutes/long') });
    expect([byAdmin.status, byMaster.status, oneDevice.status]).toEqual([201, 201, 201]);
    expect(byAdmin.body.by).toBe('Kim Beck (signed in)');
  });

  it('does not let a customer be muted for longer in pieces', async () => {
    await using app = await startApp();
    await post(app, { customerId: 7, until: inTime(app, 48 * HOUR) });

    const next = await post(app, { customerId: 7, from: inTime(app, 48 * HOUR), until: inTime(app, 80 * HOUR) });

    expect(next.status).toBe(403);
  });

  it('does not let a customer be muted for longer in pieces that take turns with its playbooks', async () => {
    await using app = await startApp();
    const part = { customerId: 7, playbook: 'disk-space' };
    await post(app, { customerId: 7, until: inTime(app, 48 * HOUR) });

    const long = await post(app, { ...part, from: inTime(app, 48 * HOUR), until: inTime(app, 96 * HOUR) });
    const short = await post(app, { ...part, from: inTime(app, 48 * HOUR), until: inTime(app, 72 * HOUR) });
    await post(app, { ...part, customerId: 8, until: inTime(app, 72 * HOUR) });
    const maintenance = await post(app, { customerId: 8, from: inTime(app, 71 * HOUR), until: inTime(app, 75 * HOUR) });

    expect([long.status, short.status, maintenance.status]).toEqual([403, 201, 201]);
  });

  it('refuses more than anybody looks through', async () => {
    await using app = await startApp();
    const [from, createdAt] = [app.clock.now(), app.clock.now()];
    const about = { deviceKey: 'a9', reason: 'x', by: 'Ada', from, until: from + DAY, createdAt };
    for (let i = 0; i < 500; i++) await app.deps.mutes.add({ id: `m${i}`, ...about });

    const answer = await post(app, { agentId: 1 });

    expect(answer).toMatchObject({ status: 409, body: { title: 'Too many' } });
  });
});

describe('the list of mutes', () => {
  it('has what holds first, then what is planned, then what has ended, with who ended it and why', async () => {
    await using app = await startApp();
    const held = (await post(app, { agentId: 1 })).body.id;
    const planned = (await post(app, { agentId: 2, from: inTime(app, HOUR), until: inTime(app, 2 * HOUR) })).body.id;
    const over = (await post(app, { agentId: 3 })).body.id;
    const ended = await call(app, 'DELETE', `/api/mutes/${over}?reason=Done&by=Bob`);
    const again = await call(app, 'DELETE', `/api/mutes/${over}?reason=Again&by=Eve`);

    const { body } = await call(app, 'GET', '/api/mutes');
    const onlyPlanned = await call(app, 'GET', '/api/mutes?state=planned');
    const one = await call(app, 'GET', `/api/mutes/${over}`);

    expect(body.mutes.map((mute: { id: string }) => mute.id)).toEqual([held, planned, over]);
    expect(onlyPlanned.body.mutes).toMatchObject([{ id: planned, state: 'planned' }]);
    expect(ended.body).toMatchObject({ state: 'ended', ended: { by: 'Bob (typed, not verified)', reason: 'Done' } });
    expect([again.status, again.body.ended.reason, one.body.ended.reason]).toEqual([200, 'Done', 'Done']);
  });

  it('forgets what ended over 30 days ago, unless more days are asked for', async () => {
    await using app = await startApp({ pollSchedule: '0 0 */6 * * *' });
    await post(app, { agentId: 1 });
    await app.clock.advance(32 * DAY);

    const recent = await call(app, 'GET', '/api/mutes');
    const all = await call(app, 'GET', '/api/mutes?endedDays=40');

    expect([recent.body.mutes.length, all.body.mutes.length]).toEqual([0, 1]);
    expect(app.log.filter((line) => line.includes('"mute-ended"'))).toHaveLength(1);
  });

  it('ends one before it has begun, and it never holds', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    const { body } = await post(app, { agentId: 1001, from: inTime(app, 2 * MINUTE), until: inTime(app, DAY) });
    await call(app, 'DELETE', `/api/mutes/${body.id}?reason=Wrong%20server`);

    await app.clock.advance(HOUR);

    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted', code: 'ticket-opened' });
  });

  it.each(['/api/mutes/x', '/api/mutes/..', `/api/mutes/m${'0'.repeat(31)}`])('answers 404 for %s', async (path) => {
    await using app = await startApp();

    const answers = [await call(app, 'GET', path), await call(app, 'DELETE', `${path}?reason=x`)];

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });
});

describe('what can be muted', () => {
  it('is found by a part of its name or its key, with the zone of its customer', async () => {
    const customers = { [FIRST_CUSTOMER]: { timeZone: 'America/New_York', alwaysOnDevices: [] } };
    await using app = await startApp({ directory: 'none', policy: { timeZone: 'Europe/Berlin', customers } });
    addFullServer(app);
    await app.clock.advance(6 * MINUTE);

    const found = await call(app, 'GET', '/api/mute-choices?search=w-srv');
    const byKey = await call(app, 'GET', '/api/mute-choices?search=a1001');
    const none = await call(app, 'GET', '/api/mute-choices');

    const device = { key: 'a1001', name: 'NW-SRV-01', kind: 'agent', timeZone: 'America/New_York' };
    expect(found.body.devices).toEqual([{ ...device, customer: { id: FIRST_CUSTOMER, name: 'North Wind Ltd' } }]);
    expect(byKey.body.devices).toEqual(found.body.devices);
    expect(none.body).toMatchObject({ devices: [], customers: [{ id: FIRST_CUSTOMER, name: 'North Wind Ltd' }] });
    expect(none.body.playbooks).toContain('disk-space');
  });
});

describe('what shows a mute', () => {
  it('is the decision about an alert, the remediation and Now', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);
    const { body: mute } = await post(app, { agentId: 1001 });

    const decision = await call(app, 'GET', `/api/alerts/${alertId}/decision`);
    const remediation = await call(app, 'GET', '/api/remediations/rem.a1001.disk-space.C.1');
    const now = await call(app, 'GET', '/api/now');

    expect([decision, remediation].map(({ body }) => body.mute?.id)).toEqual([mute.id, mute.id]);
    expect(now.body).toMatchObject({ mutes: [{ id: mute.id }], moreMutes: false });
  });
});
