import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp, writes } from '../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../helpers/app/app-setup.ts';
import { ASKED_ID, answer, startAsked, worklets } from '../../helpers/app/approvals.ts';

const iso = (at: number) => new Date(at).toISOString();

/** Mutes the first device for so many hours, from now on unless `over` says otherwise. */
async function mute(app: TestApp, hours: number, over: object = {}) {
  const until = iso(app.clock.now() + hours * HOUR);
  const made = await call(app, 'POST', '/api/mutes', { agentId: 1001, until, reason: 'Patch day', by: 'Ada', ...over });
  expect(made).toMatchObject({ status: 201 });
  return String(made.body.id);
}

const end = (app: TestApp, id: string) =>
  call(app, 'DELETE', `/api/mutes/${id}?reason=${encodeURIComponent('Done sooner')}&by=Bob`);

const OVER = 'The Disk Usage(C:) 95.00% is greater than the threshold of 90%';

const tickets = ({ simulator }: TestApp) => simulator.world.tickets.all();
const rowOf = ({ deps }: TestApp, key = 'disk-space.C') => deps.conditions.get('a1001', key);

describe('a mute that is made before the alert', () => {
  it('has it recorded with who, until when and why, and nothing opened; then it is checked again', async () => {
    await using app = await startApp({ policy: { timeZone: 'Europe/Berlin' } });
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await mute(app, 3);

    await app.clock.advance(2 * HOUR);
    const held = await app.outcomeOf(alertId);
    const heldWrites = writes(app);
    const { body: decision } = await call(app, 'GET', `/api/alerts/${alertId}/decision`);
    await app.clock.advance(2 * HOUR);

    expect(heldWrites).toEqual([]);
    expect(held).toMatchObject({ state: 'waiting', code: 'muted' });
    expect(held?.text).toBe(
      'Muted by Ada (typed, not verified) until 2026-03-02 12:00 CET: Patch day. Nothing is opened, asked or sent until then; what is still open then is checked again.',
    );
    expect(decision).toMatchObject({ code: 'muted', nextEligibleAt: '2026-03-02T11:00:00.000Z' });
    expect(tickets(app)).toHaveLength(1);
    expect(tickets(app)[0]?.description).toContain(
      'Muted from 2026-03-02 09:00 CET until 2026-03-02 12:00 CET by Ada (typed, not verified): Patch day.',
    );
  });

  it('costs no request but the polls while its alert stays listed', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    await mute(app, 24);

    await app.clock.advance(12 * HOUR);

    expect([...new Set(app.simulator.requests.map(({ path }) => path.split('?')[0]))]).toEqual(['/api/v3/alerts']);
  });

  it('ends with an alert that goes away, without a ticket', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');
    await mute(app, 24);
    await app.clock.advance(HOUR);
    device.setDiskUsedPercent('C:', 40);

    await app.clock.advance(HOUR);

    expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'alert-cleared' });
    expect(await rowOf(app)).toMatchObject({ state: 'closed' });
    expect(writes(app)).toEqual([]);
  });

  it('is checked again at once where a person ends it sooner, and the ticket says when it really ended', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    const id = await mute(app, 72);
    await app.clock.advance(HOUR);

    const ended = await end(app, id);
    await app.clock.advance(HOUR);

    expect(ended).toMatchObject({ status: 200, body: { state: 'ended', ended: { reason: 'Done sooner' } } });
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted', code: 'ticket-opened' });
    expect(tickets(app)[0]?.description).toContain(
      'until 2026-03-02 09:00 UTC by Ada (typed, not verified) (ended by Bob',
    );
  });

  it('holds from its planned beginning on: what came before has its ticket, what comes later has none', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    device.raiseDiskAlertNow('C:');
    await mute(app, 10, { from: iso(app.clock.now() + 2 * HOUR) });
    await app.clock.advance(2 * HOUR + 2 * MINUTE);
    const before = tickets(app).length;

    app.simulator.world.raiseCustomAlert({ device, title: 'Device is offline' });
    device.goOffline();
    await app.clock.advance(3 * HOUR);

    expect(before).toBe(1);
    expect(tickets(app)).toHaveLength(1);
    expect(await rowOf(app, 'offline')).toMatchObject({ state: 'opening', nextAt: Date.parse('2026-03-02T18:00:00Z') });
  });
});

describe('a mute that is made while a person is asked', () => {
  it('withdraws the question, and asks again at its end', async () => {
    await using asked = await startAsked();
    await mute(asked, 30);
    await asked.clock.advance(4 * MINUTE);

    const open = await call(asked, 'GET', '/api/remediations?state=approval');
    const late = await answer(asked, 'approve', { evidence: asked.evidence, by: 'Kim' });
    const held = await asked.outcomeOf(asked.alertId);
    await asked.clock.advance(31 * HOUR);
    const again = await call(asked, 'GET', `/api/remediations/${ASKED_ID}`);

    expect(open.body.remediations).toEqual([]);
    expect(late).toMatchObject({ status: 409 });
    expect(held).toMatchObject({ state: 'waiting', code: 'muted' });
    expect(held?.text).toContain('nobody was asked');
    expect(again.body.approval).toMatchObject({ state: 'pending' });
    expect([tickets(asked), worklets(asked)]).toEqual([[], 0]);
  });
});

describe('a mute that is made after a yes', () => {
  it('stops the command before it is sent, loses no yes, and has it sent at its end', async () => {
    await using asked = await startAsked();
    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Kim' });
    await mute(asked, 5);

    await asked.clock.advance(4 * HOUR);
    const held = await asked.outcomeOf(asked.alertId);
    const sentWhileMuted = worklets(asked);
    await asked.clock.advance(2 * HOUR);

    expect(sentWhileMuted).toBe(0);
    expect(held).toMatchObject({ state: 'waiting', code: 'muted' });
    expect(held?.text).toContain('Approved by Kim');
    expect(held?.text).toContain('the app may not send a command to a device now');
    expect(worklets(asked)).toBe(1);
  });

  it('lets a yes grow too old, and says then why it was not done', async () => {
    await using asked = await startAsked({ policy: { deferredExpiresHours: 8 } });
    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Kim' });
    await mute(asked, 12);

    await asked.clock.advance(13 * HOUR);

    expect(worklets(asked)).toBe(0);
    expect(tickets(asked)).toHaveLength(1);
    expect(tickets(asked)[0]?.description).toContain('Approved by Kim');
    expect(tickets(asked)[0]?.description).toContain('muted by Ada');
  });
});

describe('a muted device whose ticket is open', () => {
  it('gets no notes and no reminders, and its recovery closes ticket and alert', async () => {
    await using app = await startApp({ policy: { repeatCommentHours: 1 } });
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);
    const comments = () => tickets(app)[0]?.comments.length;
    const before = comments();
    app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message: OVER });
    await mute(app, 48, { agentId: undefined, customerId: FIRST_CUSTOMER, playbook: 'disk-space' });

    await app.clock.advance(24 * HOUR);
    const whileMuted = comments();
    device.setDiskUsedPercent('C:', 40);
    await app.clock.advance(3 * HOUR);

    expect(whileMuted).toBe(before);
    expect(tickets(app)[0]?.comments.at(-1)?.text).toContain('Muted from 2026-03-02 09:00 UTC');
    expect(tickets(app)[0]?.status).toBe('Resolved');
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted', code: 'verified-recovered' });
  });
});
