import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, startAsked, worklets } from '../../helpers/app/approvals.ts';

const storage = 'azurite';

// The other scenarios keep their rows in memory. These, and one of robustness.test.ts, use every
// table and every way to read one, so that the app is also shown to work on a real table service.
describe('on a real table service', () => {
  it('a full disk gets one ticket, and is closed with its alert when the disk recovers', async () => {
    await using app = await startApp({ storage });
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }]);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(4 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
    expect(app.simulator.world.alerts.in('Open')).toEqual([]);
    expect(await app.outcomes()).toMatchObject([{ state: 'acted', code: 'verified-recovered', ticketId: 7001 }]);
  });

  it('a cleanup that a person approves runs once, on the device that the directory names', async () => {
    await using asked = await startAsked({ storage });
    const { app, evidence, alertId } = asked;

    const yes = await answer(app, 'approve', { by: 'Ada', reason: 'seen', evidence });
    await app.clock.advance(2 * HOUR);

    expect(yes.status).toBe(200);
    expect(worklets(app)).toBe(1);
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted' });
    expect((await call(app, 'GET', `/api/remediations/${ASKED_ID}`)).body.state).toBe('closed');
  });

  it('lists are answered in pages, and the kill switch is kept', async () => {
    await using app = await startApp({ storage });
    for (let device = 0; device < 3; device++) addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(3 * MINUTE);
    const stop = await call(app, 'PUT', '/api/kill-switch', { on: true, by: 'Ada', reason: 'a test' });
    await app.clock.advance(HOUR);

    const first = await call(app, 'GET', '/api/outcomes?top=2');
    const token = encodeURIComponent(first.body.continuationToken);
    const rest = await call(app, 'GET', `/api/outcomes?top=2&continuationToken=${token}`);

    expect([first.body.outcomes.length, rest.body.outcomes.length, rest.body.continuationToken]).toEqual([2, 1, null]);
    expect((await call(app, 'GET', '/api/kill-switch')).body).toMatchObject({ on: true });
    expect([stop.status, app.simulator.world.tickets.all()]).toEqual([200, []]);
  });

  it('the nightly purge removes rows that are past their time', async () => {
    await using app = await startApp({ storage, pollSchedule: '0 0 0 1 1 *' });
    const at = app.clock.now() - 402 * 24 * HOUR;
    const what = {
      state: 'acted',
      code: 'x',
      text: 'x',
      playbook: 'disk-space',
      firstListedAt: at,
      updatedAt: at,
    } as const;
    await app.deps.outcomes.save([{ subject: 'old', ...what }]);

    await app.host.runTimer('pollAlertsTimer');
    await app.clock.advance(HOUR);

    expect(app.host.client.status('retention')).toMatchObject({ output: { removed: { outcomes: 1 }, failed: [] } });
    expect(await app.outcomes()).toEqual([]);
  });
});
