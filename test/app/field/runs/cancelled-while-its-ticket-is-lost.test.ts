import { describe, expect, it } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp, writes } from '../../../helpers/app/app.ts';

const ID = 'rem.a1001.disk-space.C.1';

const cancel = (app: TestApp) => call(app, 'POST', `/api/remediations/${ID}/cancel`, { reason: 'swapped by hand' });

const setSwitch = (app: TestApp, on: boolean) =>
  call(app, 'PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' });

/**
 * The POST of the ticket has just been sent; `isOpened` = Atera opened it, and only its answer was
 * lost.
 */
async function appWithLostTicket(isOpened: boolean) {
  const app = await startApp();
  const device = addFullServer(app);
  const alertId = device.raiseDiskAlertNow('C:');
  const kind = isOpened ? 'reset-after' : 'reset-before';
  app.simulator.faults.inject({ on: 'POST /tickets', times: 1, fault: { kind } });
  for (let s = 0; s < 3_600 && !app.simulator.requests.some(isPost); s++) await app.clock.advance(1_000);
  return { app, device, alertId };
}

const isPost = ({ method, path }: { method: string; path: string }) => method === 'POST' && path.endsWith('/tickets');

describe('a cancellation while the kill switch is on and the number of the ticket is not known', () => {
  it('is taken at the second call, finds the ticket, and a later firing goes on with it', async () => {
    const { app, device, alertId } = await appWithLostTicket(true);
    await using _ = app;
    await setSwitch(app, true);

    const busy = await cancel(app);
    await app.clock.advance(10 * MINUTE);
    const taken = await cancel(app);
    await app.clock.advance(30 * MINUTE);
    const row = await app.deps.conditions.get('a1001', 'disk-space.C');
    const outcome = await app.outcomeOf(alertId);
    await setSwitch(app, false);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(30 * MINUTE);
    device.setDiskUsedPercent('C:', 95);
    const laterId = device.raiseDiskAlertNow('C:');
    await app.clock.advance(2 * HOUR);

    expect(await app.outcomeOf(laterId)).toMatchObject({ state: 'acted', ticketId: 7001 });
    expect(busy).toMatchObject({ status: 409, body: { title: 'Busy' } });
    expect(taken).toMatchObject({ status: 202, body: { state: 'cancelling' } });
    expect(row).toMatchObject({ state: 'closed', ticketId: 7001, recentCloses: [] });
    expect(outcome).toMatchObject({ code: 'cancelled', ticketId: 7001 });
    expect(outcome?.text).toContain('Ticket 7001 is left as it is.');
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it('is closed without one where Atera never opened it, and nothing is written', async () => {
    const { app, alertId } = await appWithLostTicket(false);
    await using _ = app;
    await setSwitch(app, true);
    await app.clock.advance(10 * MINUTE);

    const first = await cancel(app);
    const again = await cancel(app);
    await app.clock.advance(30 * MINUTE);
    await setSwitch(app, false);
    await app.clock.advance(3 * HOUR);

    expect([first.status, again.status]).toEqual([202, 202]);
    expect(await cancel(app)).toMatchObject({ status: 409, body: { title: 'Ended already' } });
    expect((await app.outcomeOf(alertId))?.text).toContain('A ticket that was begun was not found.');
    expect(writes(app).filter((write) => write.startsWith('PUT'))).toEqual([]);
    expect(app.simulator.world.tickets.all()).toEqual([]);
  });
});
