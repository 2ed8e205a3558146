import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';

describe('a flapping disk', () => {
  it('gets one ticket that says so, and keeps it until the disk has stayed away for a day', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    for (let burst = 0; burst < 2; burst++) {
      device.setDiskUsedPercent('C:', 95);
      await app.clock.advance(7 * MINUTE);
      device.setDiskUsedPercent('C:', 50);
      await app.clock.advance(53 * MINUTE);
    }
    expect(app.simulator.world.tickets.all()).toEqual([]);

    device.setDiskUsedPercent('C:', 95);
    await app.clock.advance(7 * MINUTE);
    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(HOUR);
    const [ticket] = app.simulator.world.tickets.all();
    expect(ticket?.title).toContain('keeps filling up');

    await app.clock.advance(12 * HOUR);
    expect(ticket?.status).toBe('Open');
    await app.clock.advance(16 * HOUR);
    expect(ticket?.status).toBe('Resolved');
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });
});
