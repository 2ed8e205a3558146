import { describe, expect, it } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { HOUR, MINUTE, startApp, type TestApp } from '../../../helpers/app/app.ts';
import { addAnotherFullServer, newestTicket } from '../../../helpers/app/ticket-app.ts';

/** How often the app has opened a closed ticket again. */
const reopenings = ({ log }: TestApp) => log.filter((line) => line.includes('"event":"ticket-reopened"')).length;

const setDisk = (device: Device, usedPercent: number) => device.setDiskUsedPercent('C:', usedPercent);

async function appWithServer() {
  const app = await startApp({ pollSchedule: '0 */10 * * * *' });
  app.simulator.world.addCustomer('North Wind Ltd');
  const device = addAnotherFullServer(app, 'NW-SRV-01');
  return { app, device };
}

describe('a disk that fills and empties every few hours', () => {
  it('opens its ticket again twice in two days, and then keeps it until it has stayed away for a day', async () => {
    const { app, device } = await appWithServer();
    await using _app = app;

    for (let hours = 0; hours < 48; hours += 12) {
      setDisk(device, 95);
      await app.clock.advance(3 * HOUR);
      setDisk(device, 50);
      await app.clock.advance(9 * HOUR);
    }

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(reopenings(app)).toBe(2);
    expect(newestTicket(app).comments.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('stays open until it has stayed away for 24 hours'),
    );
    expect(newestTicket(app).status).toBe('Open');

    await app.clock.advance(17 * HOUR);
    expect(newestTicket(app).status).toBe('Resolved');
  });
});

describe('a server that is off and on every few hours', () => {
  it('opens its ticket again twice in two days at the most', async () => {
    const { app, device } = await appWithServer();
    await using _app = app;
    setDisk(device, 50);

    for (let hours = 0; hours < 48; hours += 12) {
      device.goOffline();
      await app.clock.advance(2 * HOUR);
      device.comeBack();
      await app.clock.advance(10 * HOUR);
    }

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(reopenings(app)).toBe(2);
  });

  it('opens nothing again while it comes and goes within minutes', async () => {
    const { app, device } = await appWithServer();
    await using _app = app;
    setDisk(device, 50);
    device.goOffline();
    await app.clock.advance(HOUR);

    for (let minutes = 0; minutes < 240; minutes += 20) {
      device.comeBack();
      await app.clock.advance(4 * MINUTE);
      device.goOffline();
      await app.clock.advance(16 * MINUTE);
    }

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(reopenings(app)).toBeLessThanOrEqual(2);
  });
});
