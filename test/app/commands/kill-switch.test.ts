import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp, writes } from '../../helpers/app/app.ts';

const set = (app: TestApp, on: boolean, headers: Record<string, string> = {}) =>
  call(app, 'PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' }, headers);

const ticketTexts = (app: TestApp) => app.simulator.world.tickets.all().map(({ title }) => title);

describe('the kill switch', () => {
  it('is off at first', async () => {
    await using app = await startApp();

    const answer = await call(app, 'GET', '/api/kill-switch');

    expect(answer).toMatchObject({ status: 200, body: { on: false, reason: '' } });
    expect(answer.headers.get('etag')).toBe('"0"');
  });

  it('says why it is on, who said so and when', async () => {
    await using app = await startApp();

    const answer = await set(app, true);

    const state = {
      on: true,
      reason: 'restore under way',
      setBy: 'Kim (typed, not verified)',
      setAt: '2026-03-02T08:00:00.000Z',
    };
    expect(answer).toMatchObject({ status: 200, body: state });
    expect(await call(app, 'GET', '/api/kill-switch')).toMatchObject({ body: state });
    expect(app.log).toContainEqual(expect.stringContaining('"kill-switch-set","on":true'));
  });

  it('refuses a change of a state that was changed meanwhile, and nothing without If-Match', async () => {
    await using app = await startApp();
    const first = await set(app, true);

    const mine = await set(app, false, { 'if-match': first.headers.get('etag') ?? '' });
    const late = await set(app, true, { 'if-match': first.headers.get('etag') ?? '' });
    const brake = await set(app, true);

    expect([mine.status, late.status, brake.status]).toEqual([200, 412, 200]);
    expect(late.body.detail).toContain('read it again');
  });

  it.each<[string, unknown, Record<string, string>, RegExp]>([
    ['no body', '', {}, /not JSON/],
    ['no reason', { on: true }, {}, /reason/],
    ['a blank reason', { on: true, reason: ' ' }, {}, /reason: says why/],
    ['a word for on', { on: 'yes', reason: 'x' }, {}, /on: .*boolean/],
    ['an unknown member', { on: true, reason: 'x', until: 'noon' }, {}, /until/],
    ['an endless reason', { on: true, reason: 'x'.repeat(301) }, {}, /reason/],
    ['an ETag of another origin', { on: true, reason: 'x' }, { 'if-match': 'W/"abc"' }, /If-Match/],
  ])('answers a problem that names the mistake for %s', async (_what, body, headers, detail) => {
    await using app = await startApp();

    const answer = await call(app, 'PUT', '/api/kill-switch', body, headers);

    expect(answer).toMatchObject({ status: 400, type: expect.stringContaining('application/problem+json') });
    expect(answer.body.detail).toMatch(detail);
    expect((await call(app, 'GET', '/api/kill-switch')).body.on).toBe(false);
  });
});

describe('a remediation while the kill switch is on', () => {
  it('writes nothing, goes on inspecting, says so, and writes its ticket once afterwards', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(5 * MINUTE);
    await set(app, true);
    const inspections = app.simulator.requests.length;

    await app.clock.advance(2 * HOUR);
    const held = await app.outcomeOf(alertId);
    const heldWrites = writes(app);
    await set(app, false);
    await app.clock.advance(HOUR);

    expect(heldWrites).toEqual([]);
    expect(held).toMatchObject({ state: 'waiting', code: 'kill-switch' });
    expect(held?.text).toContain('restore under way');
    expect(app.simulator.requests.length).toBeGreaterThan(inspections);
    expect(ticketTexts(app)).toHaveLength(1);
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted', ticketId: 7001 });
  });

  it('stops between two requests of the same step, and repeats nothing of it afterwards', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    // The step creates the contact, then the ticket: the switch is set while the first is under
    // way.
    app.simulator.faults.inject({ on: 'POST /contacts', times: 1, fault: { kind: 'latency', ms: 3_000 } });
    await untilRequested(app, 'POST /contacts');
    await set(app, true);

    await app.clock.advance(HOUR);
    const heldWrites = writes(app);
    await set(app, false);
    await app.clock.advance(HOUR);

    expect(heldWrites).toEqual(['POST /contacts']);
    expect(writes(app)).toEqual(['POST /contacts', 'POST /tickets']);
  });

  it('resolves no alert, and resolves it once the switch is off', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';
    const alert = app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message });
    await set(app, true);
    await app.clock.advance(HOUR / 4);
    device.setDiskUsedPercent('C:', 45);

    await app.clock.advance(2 * HOUR);
    const held = await app.outcomeOf(alert.id);
    const heldWrites = writes(app);
    await set(app, false);
    await app.clock.advance(HOUR);

    expect(heldWrites).toEqual([]);
    expect(held).toMatchObject({ state: 'waiting' });
    expect(writes(app)).toEqual([`PUT /alerts/${alert.id}`]);
    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'acted', code: 'verified-recovered' });
  });

  it('keeps a ticket open whose condition is over, and closes it with one comment afterwards', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    device.setDiskUsedPercent('C:', 50);
    await set(app, true);

    await app.clock.advance(4 * HOUR);
    const heldStatus = app.simulator.world.tickets.all().map(({ status }) => status);
    await set(app, false);
    await app.clock.advance(2 * HOUR);

    const [ticket, ...others] = app.simulator.world.tickets.all();
    expect(heldStatus).toEqual(['Open']);
    expect(others).toEqual([]);
    expect(ticket?.status).toBe('Resolved');
    expect(ticket?.comments.filter((comment) => comment.text.includes('The condition has recovered'))).toHaveLength(1);
  });
});

/** Moves time on, a second at a time, until Atera has received the request. */
async function untilRequested(app: TestApp, request: string): Promise<void> {
  for (let seconds = 0; seconds < 3_600 && !writes(app).includes(request); seconds++) await app.clock.advance(1_000);
}
