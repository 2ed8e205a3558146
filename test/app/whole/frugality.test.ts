import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

/** Requests since `from`, polls apart. */
function requestsSince({ simulator }: TestApp, from: number): string[] {
  const operations = simulator.requests
    .filter(({ at }) => at >= from)
    .map(({ method, template }) => `${method} ${template}`);
  return operations.filter((operation) => operation !== 'GET /alerts');
}

describe('requests per alert', () => {
  it('are two for a disk that passes by itself', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(7 * MINUTE);
    device.setDiskUsedPercent('C:', 50);

    await app.clock.advance(HOUR);

    expect(requestsSince(app, 0)).toEqual(['GET /agents/{agentId}', 'GET /alerts/{alertId}']);
  });

  it('are five for an alert resolved on a proven reading', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 50);
    const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';
    app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message });
    await app.clock.advance(15 * MINUTE);
    device.setDiskUsedPercent('C:', 45);

    await app.clock.advance(2 * HOUR);

    expect(requestsSince(app, 0)).toEqual([
      ...Array.from({ length: 4 }, () => 'GET /agents/{agentId}'),
      'PUT /alerts/{alertId}',
    ]);
  });

  it('are six for the first ticket of a customer and four for the next', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(30 * MINUTE);
    expect(requestsSince(app, 0)).toHaveLength(6);

    const second = app.clock.now();
    const disks = [{ drive: 'D:', totalMb: 9_000, usedPercent: 97 }];
    app.simulator.world.addDevice(device.customer, { name: 'NW-SRV-02', disks });
    await app.clock.advance(30 * MINUTE);

    expect(requestsSince(app, second)).toEqual([
      'GET /agents/{agentId}',
      'GET /agents/{agentId}',
      'GET /alerts/{alertId}',
      'POST /tickets',
    ]);
  });

  it('are six to end a ticket with a note: two inspections, as far apart as Atera needs to raise the alert again', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(30 * MINUTE);
    const closing = app.clock.now();

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(requestsSince(app, closing)).toEqual([
      'GET /agents/{agentId}',
      'GET /agents/{agentId}',
      'GET /tickets/{ticketId}',
      'GET /tickets/{ticketId}/comments',
      'POST /tickets/{ticketId}/comments',
      'PUT /tickets/{ticketId}',
    ]);
  });
});
