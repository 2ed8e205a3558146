import { describe, expect, it } from 'vitest';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld } from './helpers/world.ts';

const MINUTE = 60_000;

const world = useWorld();

describe('the kill switch of the built app', () => {
  it('keeps everything from being written, and what was held back is done once afterwards', async () => {
    const w = world();
    const set = (on: boolean) => w.api('PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' });
    const writes = () => w.simulator.requests.filter(({ method }) => method !== 'GET');
    const stopped = await set(true);
    const device = addServer(w, 'North Wind');
    const alertId = await until('an alert', MINUTE, () => device.openAlertId('C:'));
    const heldBack = await until('the run is held back', MINUTE, async () => {
      const { body } = await w.api('GET', `/api/alerts/${alertId}/decision`);
      return body.code === 'kill-switch' && body;
    });
    const writesMeanwhile = writes();

    const released = await set(false);
    const decision = await decided(w, alertId, 'acted', MINUTE);

    expect([stopped.status, released.status]).toEqual([200, 200]);
    expect(heldBack).toMatchObject({ state: 'waiting', why: expect.stringContaining('restore under way') });
    expect(writesMeanwhile).toEqual([]);
    expect(decision).toMatchObject({ code: 'ticket-opened', killSwitchOn: false });
    await polledAgain(w);
    expect(ticketsOf(w, device)).toMatchObject([{ status: 'Open' }]);
  });
});
