import { describe, expect, it } from 'vitest';
import { CountingStore } from '../../../bench/cost/counts.ts';
import { HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';

const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';

describe('a poll', () => {
  it('reads 1,000 open alerts with 21 requests and records every one', async () => {
    await using app = await startApp({ mode: 'observe' });
    const device = app.simulator.world.addDevice(app.simulator.world.addCustomer('Big Corp'), { name: 'BIG-1' });
    for (let i = 0; i < 1_000; i++) app.simulator.world.raiseCustomAlert({ device, title: `CPU Load ${i}` });

    await app.clock.advance(2.5 * MINUTE);

    expect(app.simulator.requestsOf('GET /alerts')).toHaveLength(21);
    expect(await app.outcomes()).toHaveLength(1_000);
    expect(app.host.client.status('poll-atera')).toMatchObject({ output: { requests: 21, openAlerts: 1_000 } });
    const history = app.host.client.history('poll-atera');
    expect(history.length).toBeLessThanOrEqual(100);
    // A standing lease for the first page, which is not asked for; then four, each settled with the
    // next acquire, and the last one not at all: little of the share is in use.
    expect(history.filter(({ EventType }) => EventType === 14)).toHaveLength(4);
  });

  it('reads 5,000 open alerts with 101 requests, in histories of at most a hundred events', async () => {
    const store = new CountingStore();
    await using app = await startApp({ mode: 'observe', store });
    for (let i = 0; i < 5_000; i++) app.simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });

    await app.clock.advance(3.9 * MINUTE);

    expect(await app.outcomes()).toHaveLength(5_000);
    expect(app.host.client.status('poll-atera')).toMatchObject({ output: { requests: 101, openAlerts: 5_000 } });
    // Of any generation; what is left of the last one would say less.
    expect(store.longestHistory).toBeGreaterThan(50);
    expect(store.longestHistory).toBeLessThanOrEqual(100);
  });

  it('loses no alert when rows shift between its pages', async () => {
    await using app = await startApp({ mode: 'observe' });
    const { world, faults } = app.simulator;
    const device = world.addDevice(world.addCustomer('Big Corp'), { name: 'BIG-1' });
    const raised = Array.from({ length: 180 }, (_, i) => world.raiseCustomAlert({ device, title: `CPU Load ${i}` }));
    faults.betweenPages('GET /alerts', 2, () => {
      for (const alert of raised.slice(-7)) world.person.resolveAlert(alert.id);
    });
    faults.betweenPages('GET /alerts', 3, () => {
      for (let i = 0; i < 5; i++) raised.push(world.raiseCustomAlert({ device, title: `Late ${i}` }));
    });

    await app.clock.advance(3 * MINUTE);

    const recorded = new Set((await app.outcomes()).map((row) => row.alertId));
    expect(raised.filter((alert) => !recorded.has(alert.id))).toEqual([]);
  });

  it('records a reason for every alert it cannot use, and goes on', async () => {
    await using app = await startApp();
    const { world } = app.simulator;
    const device = world.addDevice(world.addCustomer('Odd Ltd'), { name: 'ODD-1' });
    const title = 'Disk Usage(C:)';
    const noAgent = world.raiseCustomAlert({ device, title, message, agentId: null });
    const unknownAgent = world.raiseCustomAlert({ title, message, agentId: 999_999, customerId: device.customer.id });
    const huge = world.raiseCustomAlert({ device, title: `<b>${'x'.repeat(1_000_000)}` });
    const absurd = world.raiseCustomAlert({
      device,
      title,
      message,
      raw: { Created: '9999-99-99T99:99:99', AgentId: 'twelve' },
    });
    world.raiseCustomAlert({ replaceWith: 'not a row' });
    world.raiseCustomAlert({ raw: { AlertID: null } });

    await app.clock.advance(2 * HOUR);

    expect(await app.outcomeOf(noAgent.id)).toMatchObject({ state: 'skipped', code: 'no-agent' });
    expect(await app.outcomeOf(unknownAgent.id)).toMatchObject({ state: 'skipped', code: 'device-not-found' });
    expect(await app.outcomeOf(huge.id)).toMatchObject({ state: 'skipped', code: 'no-playbook' });
    const rows = await app.outcomes();
    expect(rows.filter((row) => row.state === 'unreadable').length).toBeGreaterThanOrEqual(2);
    expect(rows.some((row) => row.subject.includes(String(absurd.id)))).toBe(true);
    expect(rows.every((row) => row.text !== '' && row.code !== '')).toBe(true);
    expect(app.host.client.status('poll-atera')).toMatchObject({ runtimeStatus: 'Completed' });
  });

  it('goes on after the list could not be read, with the next poll or, when that may help, at once', async () => {
    await using app = await startApp({ mode: 'observe' });
    const { world, faults } = app.simulator;
    const device = world.addDevice(world.addCustomer('Odd Ltd'), { name: 'ODD-1' });
    const alert = world.raiseCustomAlert({ device, title: 'CPU Load' });
    faults.inject({ on: 'GET /alerts', times: 2, fault: { kind: 'body', body: 'html' } });
    faults.inject({ on: 'GET /alerts', skip: 2, fault: { kind: 'status', status: 503 } });

    await app.clock.advance(5 * MINUTE);
    expect(await app.outcomes()).toEqual([]);
    await app.clock.advance(2 * MINUTE);

    expect(await app.outcomeOf(alert.id)).toMatchObject({ code: 'no-playbook' });
    expect(app.simulator.requestsOf('GET /alerts')).toHaveLength(4);
  });

  it('goes on where it stood when a page fails, instead of starting again', async () => {
    await using app = await startApp({ mode: 'observe' });
    for (let i = 0; i < 500; i++) app.simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });
    for (const skip of [3, 7]) {
      app.simulator.faults.inject({ on: 'GET /alerts', skip, fault: { kind: 'status', status: 500 } });
    }

    await app.clock.advance(3 * MINUTE);

    expect(app.simulator.requestsOf('GET /alerts')).toHaveLength(13);
    expect(await app.outcomes()).toHaveLength(500);
  });

  it('pauses when Atera says too many requests, and loses nothing', async () => {
    await using app = await startApp();
    const { world, faults } = app.simulator;
    const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }];
    const device = world.addDevice(world.addCustomer('North Wind Ltd'), { name: 'NW-1', disks });
    const alertId = device.raiseDiskAlertNow('C:');
    faults.inject({ on: 'GET /alerts', skip: 1, times: 1, fault: { kind: 'status', status: 429 } });
    faults.inject({ on: 'GET /agents/{agentId}', times: 1, fault: { kind: 'status', status: 429, retryAfter: 90 } });

    await app.clock.advance(HOUR);

    expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'ticket-opened' });
    expect(world.tickets.all()).toHaveLength(1);
  });
});
