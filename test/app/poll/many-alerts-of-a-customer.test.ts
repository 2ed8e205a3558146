import { describe, expect, it } from 'vitest';
import { MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { addFleet } from '../../helpers/app/storms.ts';

/** Requests that were no poll. */
function requestsApartFromPolls({ simulator }: TestApp): number {
  return simulator.requests.filter(({ template }) => template !== '/alerts').length;
}

/**
 * Five servers whose real use, 75 %, no inventory shows yet: the last one says 50 % and the one
 * before it 70 %.
 */
async function fillBetweenInventories(app: TestApp) {
  const { world } = app.simulator;
  const customer = world.addCustomer('North Wind Ltd');
  const disks = [{ drive: 'C:', usedPercent: 70 }];
  const devices = Array.from({ length: 5 }, (_, index) =>
    world.addDevice(customer, { name: `NW-${index}`, kind: 'server', inventoryMinutes: 240, disks }),
  );
  await app.clock.advance(240 * MINUTE);
  for (const device of devices) device.setDiskUsedPercent('C:', 50);
  await app.clock.advance(240 * MINUTE);
  const message = 'The Disk Usage(C:) 75.00% is greater than the threshold of 60%';
  for (const device of devices) {
    device.setDiskUsedPercent('C:', 75);
    world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message });
  }
}

describe('many full disks of one customer', () => {
  it('take less than three requests each, and one search for the contact of their tickets', async () => {
    await using app = await startApp();
    app.simulator.faults.inject({ times: Number.POSITIVE_INFINITY, fault: { kind: 'latency', ms: 800 } });
    const devices = await addFleet(app, { customer: 'North Wind Ltd', count: 20, usedPercent: 97 });
    for (const device of devices) device.raiseDiskAlertNow('C:');

    await app.clock.advance(30 * MINUTE);

    expect(app.simulator.world.tickets.all()).toHaveLength(20);
    expect(requestsApartFromPolls(app)).toBeLessThan(3 * 20);
    expect(app.simulator.requestsOf('GET /contacts')).toHaveLength(1);
    expect(app.simulator.requestsOf('POST /contacts')).toHaveLength(1);
  });

  it('are read by their ids where the one page that is read does not hold them', async () => {
    await using app = await startApp();
    const devices = await addFleet(app, { customer: 'North Wind Ltd', count: 120, usedPercent: 97 });
    for (const device of devices) device.raiseDiskAlertNow('C:');

    await app.clock.advance(10 * MINUTE);

    expect(app.simulator.requestsOf('GET /agents/customer/{customerId}')).toHaveLength(1);
    expect(app.simulator.requestsOf('GET /agents/{agentId}')).toHaveLength(1 + 120 - 50);
  });

  it.each([403, 500])(
    'are read by their ids where the list answers %i, and none of them fails for it',
    async (status) => {
      await using app = await startApp();
      const on = ({ template = '' }) => template === '/agents/customer/{customerId}';
      app.simulator.faults.inject({ on, times: Number.POSITIVE_INFINITY, fault: { kind: 'status', status } });
      const devices = await addFleet(app, { customer: 'North Wind Ltd', count: 12, usedPercent: 97 });
      for (const device of devices) device.raiseDiskAlertNow('C:');

      await app.clock.advance(30 * MINUTE);

      expect(app.simulator.world.tickets.all()).toHaveLength(12);
      expect(app.log.filter((line) => line.includes('inspection-failed'))).toEqual([]);
    },
  );

  it('are read by their ids where the list does not show them full', async () => {
    await using app = await startApp({ simulator: { behaviour: { agentListCache: 'late' } } });
    const devices = await addFleet(app, { customer: 'North Wind Ltd', count: 5, usedPercent: 50 });
    await app.clock.advance(35 * MINUTE);
    for (const device of devices) device.setDiskUsedPercent('C:', 97);
    await app.clock.advance(31 * MINUTE);
    const tickets = app.simulator.world.tickets.all();

    expect(tickets).toHaveLength(5);
    for (const { description } of tickets) expect(description).toContain('97 % used');
  });

  it('are not taken for recovered because a list still had an older inventory than their ids', async () => {
    await using app = await startApp({ simulator: { behaviour: { agentListCache: 'late' } } });
    await fillBetweenInventories(app);

    await app.clock.advance(180 * MINUTE);

    expect(app.simulator.requestsOf('GET /agents/customer/{customerId}').length).toBeGreaterThan(0);
    expect(app.simulator.requestsOf('PUT /alerts/{alertId}')).toEqual([]);
    expect(app.simulator.world.tickets.all().map(({ status }) => status)).toEqual(Array(5).fill('Open'));
  });
});
