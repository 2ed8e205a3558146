import { describe, expect, it } from 'vitest';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld } from './helpers/world.ts';

const world = useWorld();

describe('the kill switch of the built app', () => {
  it('keeps everything from being written, and what was held back is done once afterwards', async () => {
    const w = world();
    const set = (on: boolean) => w.api('PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' });
    const writes = () => w.simulator.requests.filter(({ method }) => method !== 'GET');
    const stopped = await set(true);
    const device = addServer(w, 'North Wind');
    const alertId = await until('an alert', () => device.openAlertId('C:'));
    const heldBack = await decided(w, alertId, 'kill-switch');
    const writesMeanwhile = writes();

    const released = await set(false);
    const decision = await decided(w, alertId, 'acted');

    expect([stopped.status, released.status]).toEqual([200, 200]);
    expect(heldBack).toMatchObject({ state: 'waiting', why: expect.stringContaining('restore under way') });
    expect(writesMeanwhile).toEqual([]);
    expect(decision).toMatchObject({ code: 'ticket-opened', killSwitchOn: false });
    await polledAgain(w);
    expect(ticketsOf(w, device)).toMatchObject([{ status: 'Open' }]);
  });
});
