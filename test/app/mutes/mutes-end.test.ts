import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp, writes } from '../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../helpers/app/app-setup.ts';
import { stageOf } from '../../helpers/app/stage.ts';
import { addFallen, listed, untilReported } from '../../helpers/scenarios/network-scenarios.ts';

const iso = (at: number) => new Date(at).toISOString();
const mute = (app: TestApp, whom: object, hours = 6) =>
  call(app, 'POST', '/api/mutes', {
    ...{ until: iso(app.clock.now() + hours * HOUR), reason: 'Works', by: 'Ada', ...whom },
  });
const tickets = ({ simulator }: TestApp) => simulator.world.tickets.all();

describe('the end of a mute of 50 devices', () => {
  it('has each checked again within the rate budget: one ticket each, and those that recovered none', async () => {
    await using app = await startApp({ requestsPerMinute: 60 });
    const { world } = app.simulator;
    const customer = world.addCustomer('North Wind Ltd');
    const devices = Array.from({ length: 50 }, (_, i) =>
      world.addDevice(customer, {
        name: `NW-SRV-${i}`,
        kind: 'server',
        disks: [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }],
      }),
    );
    await mute(app, { customerId: FIRST_CUSTOMER }, 2);
    for (const device of devices) device.raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);
    for (const device of devices.slice(40)) device.setDiskUsedPercent('C:', 40);
    await app.clock.advance(HOUR / 2);
    const before = app.simulator.requests.length;
    const whileMuted = writes(app);
    const endsAt = app.clock.now() + HOUR / 2;

    await app.clock.advance(2 * HOUR);

    const after = app.simulator.requests.slice(before).map(({ at }) => at);
    const most = Math.max(...after.map((at) => after.filter((other) => other >= at && other < at + MINUTE).length));
    expect(whileMuted).toEqual([]);
    expect(tickets(app)).toHaveLength(40);
    expect(new Set(tickets(app).map(({ title }) => title)).size).toBe(40);
    expect(most).toBeLessThanOrEqual(60);
    expect(Math.min(...app.simulator.requestsOf('POST /tickets').map(({ at }) => at))).toBeGreaterThanOrEqual(endsAt);
  });
});

describe('a mute of what is no agent', () => {
  it('covers a network device by its GUID, and not by the agent that watches it', async () => {
    await using app = await startApp(listed);
    const stage = stageOf(app);
    const { device, watcher } = await addFallen(stage);
    await mute(app, { agentId: watcher.agentId }, 1);
    const made = await mute(app, { deviceGuid: device.guid });
    await untilReported(stage);
    const held = (await app.outcomes()).map(({ code }) => code);

    await call(app, 'DELETE', `/api/mutes/${made.body.id}?reason=Done`);
    await untilReported(stage);

    expect(made.body).toMatchObject({ device: { name: 'NW-FW-01' }, note: null });
    expect(held).toEqual(['muted']);
    expect(tickets(app)).toHaveLength(1);
  });

  it('covers a tracked alert that names its device by no more than its name', async () => {
    const classes = [{ name: 'RAID', alerts: [{ title: 'RAID*' }], priority: 'High', wins: false }] as const;
    await using app = await startApp({ policy: { trackedAlert: { ...RULES, classes: [...classes] } as never } });
    const device = addFullServer(app, 40);
    const stage = { directory: app.deps.directory };
    await stage.directory.saveAgents([
      {
        ...{ id: device.agentId, machineName: device.name, serialNumber: 'x', customerId: FIRST_CUSTOMER },
        ...({ deviceClass: 'server', listedAt: app.clock.now(), online: true, disks: [] } as const),
      },
    ]);
    await mute(app, { agentId: device.agentId });
    const alert = app.simulator.world.raiseCustomAlert({ device, title: 'RAID degraded' });
    Object.assign(alert, { agentId: undefined, deviceGuid: undefined });

    await app.clock.advance(2 * HOUR);

    const [outcome] = await app.outcomes();
    expect(outcome).toMatchObject({ code: 'muted', deviceKey: expect.stringMatching(/^n11-/) });
    expect(writes(app)).toEqual([]);
  });
});

const RULES = {
  ...{ confirmAfterMinutes: 10, followUpEveryMinutes: 60, clearConfirmMinutes: 10 },
  ...{ flappingCount: 3, flappingHours: 24 },
};

describe('a mute that is made while a run is in flight', () => {
  it('stops it between two requests of the same step, and the ticket is written once at the end', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    // The step creates the contact, then the ticket: the mute is made while the first is under way.
    app.simulator.faults.inject({ on: 'POST /contacts', times: 1, fault: { kind: 'latency', ms: 6_000 } });
    for (let s = 0; s < 3_600 && !writes(app).includes('POST /contacts'); s++) await app.clock.advance(1_000);
    await mute(app, { agentId: 1001 }, 2);

    await app.clock.advance(HOUR);
    const held = writes(app);
    await app.clock.advance(2 * HOUR);

    expect(held).toEqual(['POST /contacts']);
    expect(writes(app)).toEqual(['POST /contacts', 'POST /tickets']);
  });

  it('leaves no ticket behind that was opened just before, though its answer was lost and the alert ends', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    device.raiseDiskAlertNow('C:');
    app.simulator.faults.inject({ on: 'POST /tickets', times: 1, fault: { kind: 'reset-after' } });
    for (let s = 0; s < 3_600 && !writes(app).includes('POST /tickets'); s++) await app.clock.advance(1_000);
    await mute(app, { agentId: 1001 }, 6);
    await app.clock.advance(30 * MINUTE);
    device.setDiskUsedPercent('C:', 40);

    await app.clock.advance(4 * HOUR);

    expect(tickets(app).map(({ status }) => status)).toEqual(['Resolved']);
  });

  it('stops it also where another instance of the app took the mute', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    const other = await app.startBeside();
    await app.clock.advance(3 * MINUTE);
    const until = iso(app.clock.now() + 2 * HOUR);
    await call({ host: other }, 'POST', '/api/mutes', { agentId: 1001, until, reason: 'Works' });

    await app.clock.advance(HOUR);

    expect(writes(app)).toEqual([]);
  });
});

describe('a row of the table that cannot be read', () => {
  it('is counted in the list, is logged, and keeps nobody from being notified', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    await app.tables.open('mutes').put({ partitionKey: 'current', rowKey: 'm1', id: 'm1', from: 'soon' });

    await app.clock.advance(HOUR);

    expect((await call(app, 'GET', '/api/mutes')).body).toEqual({ mutes: [], unreadable: 1 });
    expect(
      app.log.filter((line) => line.includes('"row-unreadable"') && line.includes('mutes')).length,
    ).toBeGreaterThan(0);
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted', code: 'ticket-opened' });
  });
});

describe('a snooze of Atera', () => {
  it('is respected beside a mute: the alert stays snoozed when the mute ends', async () => {
    await using app = await startApp();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    Object.assign(app.simulator.world.alerts.get(alertId) ?? {}, { snoozedUntil: app.clock.now() + 8 * HOUR });
    await mute(app, { agentId: 1001 }, 2);

    await app.clock.advance(4 * HOUR);

    expect(tickets(app)).toEqual([]);
  });
});
