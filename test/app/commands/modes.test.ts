import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, startApp, writes } from '../../helpers/app/app.ts';

const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';

describe('the trust ladder', () => {
  it('observe writes nothing and says what it would have done', async () => {
    await using app = await startApp({ mode: 'observe' });
    const device = addFullServer(app);
    const healthy = app.simulator.world.addDevice(device.customer, { name: 'NW-PC-1' });
    const stuck = app.simulator.world.raiseCustomAlert({ device: healthy, title: 'Disk Usage(C:)', message });
    await app.clock.advance(HOUR / 4);
    healthy.setDiskUsedPercent('C:', 35);
    await app.clock.advance(3 * HOUR);

    expect(writes(app)).toEqual([]);
    expect(await app.outcomeOf(stuck.id)).toMatchObject({ state: 'proposed', code: 'would-resolve' });
    const full = (await app.outcomes()).find((row) => row.deviceName === 'NW-SRV-01');
    expect(full).toMatchObject({ state: 'proposed', code: 'would-keep-ticket' });
  });

  it('observe records the end of a condition as well', async () => {
    await using app = await startApp({ mode: 'observe' });
    const device = addFullServer(app);
    await app.clock.advance(2 * HOUR);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(writes(app)).toEqual([]);
    expect(await app.outcomes()).toMatchObject([{ state: 'acted', code: 'verified-recovered' }]);
  });

  it('propose writes tickets and leaves alerts alone', async () => {
    await using app = await startApp({ mode: 'propose' });
    const device = addFullServer(app);
    const healthy = app.simulator.world.addDevice(device.customer, { name: 'NW-PC-1' });
    const stuck = app.simulator.world.raiseCustomAlert({ device: healthy, title: 'Disk Usage(C:)', message });
    await app.clock.advance(HOUR / 4);
    healthy.setDiskUsedPercent('C:', 35);
    await app.clock.advance(3 * HOUR);

    expect(writes(app).filter((write) => write.startsWith('PUT /alerts'))).toEqual([]);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(await app.outcomeOf(stuck.id)).toMatchObject({ state: 'proposed', code: 'would-resolve' });
  });

  it('writes no comments without a technician', async () => {
    await using app = await startApp({ policy: { technicianEmail: undefined } });
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    device.setDiskUsedPercent('C:', 50);

    await app.clock.advance(3 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
    expect(writes(app).filter((write) => write.endsWith('/comments'))).toEqual([]);
  });
});
