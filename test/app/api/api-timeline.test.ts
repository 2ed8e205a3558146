import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, startAsked } from '../../helpers/app/approvals.ts';

interface Event {
  readonly at: string;
  readonly what: string;
  readonly known: string;
  readonly from: string;
  readonly text: string;
}

async function timelineOf(app: TestApp, alertId: number) {
  const { status, body } = await call(app, 'GET', `/api/alerts/${alertId}/timeline`);
  const events = (body.events ?? []) as readonly Event[];
  return { status, body, events, whats: events.map(({ what }) => what) };
}

describe('GET /api/alerts/{alertId}/timeline', () => {
  it('tells an approved cleanup from the alert to its verified end, from our tables alone', async () => {
    await using asked = await startAsked();
    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada', reason: 'only temp files' });
    await asked.clock.advance(3 * HOUR);
    const requests = asked.simulator.requests.length;

    const { status, body, events, whats } = await timelineOf(asked, asked.alertId);
    const said = (what: string) => events.find((event) => event.what === what);

    expect(status).toBe(200);
    const steps = ['raised', 'seen', 'recognised', 'taken-up', 'asked', 'answered', 'sent', 'verified', 'closed'];
    expect(whats.filter((what) => steps.includes(what))).toEqual(steps);
    expect(whats).toContain('inspected');
    expect(said('alert-ended')).toMatchObject({ known: 'uncertain', text: expect.stringMatching(/^No list/) });
    expect(said('recognised')?.text).toMatch(/^Playbook disk-space: title and message say/);
    expect(said('answered')).toMatchObject({
      by: 'Ada (typed, not verified)',
      approved: true,
      text: expect.stringContaining('only temp files'),
    });
    expect(said('sent')).toMatchObject({ known: 'recorded', from: 'effects' });
    expect(said('verified')).toMatchObject({ code: 'helped' });
    expect(said('closed')?.text).toMatch(/shown to have helped/);
    expect(body).toMatchObject({ remediationId: ASKED_ID, open: false, leftOut: 0, notKnown: [], nextAt: null });
    const times = events.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(asked.simulator.requests).toHaveLength(requests);
  });

  it('tells the ticket, each decision with its values, and when it is checked next', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(2 * HOUR);

    const { body, events } = await timelineOf(app, alertId);

    const ticket = events.find(({ what }) => what === 'reported');
    const decided = events.find((event) => event.what === 'decided' && event.text.includes('Ticket 7001 opened'));
    expect(ticket).toMatchObject({
      known: 'recorded',
      from: 'effects',
      ticketId: 7001,
      text: 'Ticket 7001 was opened.',
    });
    expect(decided).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining('95 % used') });
    expect(Date.parse(body.nextAt)).toBeGreaterThan(app.clock.now());
  });

  it('says why an alert was not taken up', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    const { id } = app.simulator.world.raiseCustomAlert({ device, title: 'CPU Load' });
    await app.clock.advance(3 * MINUTE);

    const { body, whats, events } = await timelineOf(app, id);

    expect(whats).toEqual(['raised', 'seen', 'left-alone']);
    expect(events.at(-1)).toMatchObject({ code: 'no-playbook' });
    expect(body.notKnown).toEqual([]);
  });

  it('still shows an earlier occurrence when the same condition has recurred', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    const first = device.raiseDiskAlertNow('C:');
    await app.clock.advance(2 * HOUR);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(4 * HOUR);
    device.setDiskUsedPercent('C:', 96);
    const second = device.raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);

    const [one, two] = [await timelineOf(app, first), await timelineOf(app, second)];

    expect(one.body.remediationId).toMatch(/\.1$/);
    expect(two.body.remediationId).toMatch(/\.2$/);
    expect(one.whats).toContain('decided');
    expect(one.whats).toContain('closed');
    expect(one.body.notKnown).toEqual([]);
    expect(two.whats).not.toContain('closed');
  });

  it('says what is not known instead of guessing', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);
    const { deviceKey = '', conditionKey = '' } = (await app.outcomeOf(alertId)) ?? {};
    const conditions = app.tables.open('conditions');
    const stored: Record<string, unknown> = (await conditions.get(deviceKey, conditionKey)) ?? {};
    const { etag: _etag, trail: _trail, ...row } = stored;
    await conditions.put({ ...row, partitionKey: deviceKey, rowKey: conditionKey });
    const effects = app.tables.open('effects');
    const ticket = await effects.get(deviceKey, `${conditionKey}.1.ticket.0`);
    await effects.put({ ...ticket, state: 'intended', partitionKey: deviceKey, rowKey: `${conditionKey}.1.ticket.0` });

    const { body, events } = await timelineOf(app, alertId);

    expect(body.notKnown).toEqual(['Its decisions and questions were not recorded, or their record cannot be read.']);
    expect(events.find(({ what }) => what === 'reported')).toMatchObject({
      known: 'uncertain',
      text: expect.stringContaining('whether it arrived is not known'),
    });
  });

  it.each([
    ['0', 400],
    ['x', 400],
    ['999', 404],
  ])('refuses %s with %i', async (alertId, expected) => {
    await using app = await startApp();

    expect((await call(app, 'GET', `/api/alerts/${alertId}/timeline`)).status).toBe(expected);
  });
});
