import { describe, expect, it } from 'vitest';
import type { DeviceOptions } from '../../dev/simulator/world/device.ts';
import { policy } from '../../shared/policy/policy.ts';
import { HOUR, MINUTE, startApp, type TestApp, writes } from '../helpers/app.ts';

/** A first refresh of the directory is over by then. */
const DIRECTORY_KNOWN = 6 * MINUTE;

const known = { automox: true, directory: 'none' } as const;

function addDevice({ simulator: { world, automox } }: TestApp, options: Partial<DeviceOptions> = {}) {
  const customer = [...world.devices.values()][0]?.customer ?? world.addCustomer('North Wind Ltd');
  const device = world.addDevice(customer, { name: 'NW-SRV-01', kind: 'server', ...options });
  return { device, server: automox.enroll(device) };
}

/** Requests since `from`, polls and listings apart. */
function requestsSince({ simulator }: TestApp, from: number): string[] {
  const all = simulator.requests.filter(({ at }) => at >= from).map(({ method, template }) => `${method} ${template}`);
  return all.filter((one) => !['GET /account', 'GET /alerts', 'GET /agents', 'GET /servers'].includes(one));
}

describe('a server that goes offline', () => {
  it('gets a ticket that says what both vendors see, and is closed when it has come back', async () => {
    await using app = await startApp(known);
    const { device } = addDevice(app);
    await app.clock.advance(DIRECTORY_KNOWN);
    device.goOffline();
    await app.clock.advance(20 * MINUTE);
    const [ticket] = app.simulator.world.tickets.all();
    expect(ticket).toMatchObject({ status: 'Open', title: expect.stringContaining('NW-SRV-01 is offline') });
    expect(ticket?.description).toContain('Automox: disconnected since 2026-03-02 08:06 UTC.');

    device.comeBack();
    await app.clock.advance(30 * MINUTE);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
    expect(app.simulator.world.alerts.in('Open')).toEqual([]);
    expect(await app.outcomes()).toMatchObject([{ state: 'acted', code: 'verified-over', ticketId: 7001 }]);
  });

  it('takes three requests to Atera and one to Automox for its ticket, and eight and one in all', async () => {
    await using app = await startApp(known);
    const { device } = addDevice(app);
    await app.deps.contacts.save(device.customer.id, 1);
    await app.clock.advance(DIRECTORY_KNOWN);
    const from = app.clock.now();
    const contact = app.simulator.world.people.mainContact(device.customer.id);
    await app.deps.contacts.save(device.customer.id, contact?.id ?? 0);
    device.goOffline();
    await app.clock.advance(20 * MINUTE);
    const opening = requestsSince(app, from);

    device.comeBack();
    await app.clock.advance(30 * MINUTE);

    expect(opening).toEqual([
      'GET /agents/{agentId}',
      'GET /servers/{serverId}',
      'GET /alerts/{alertId}',
      'POST /tickets',
    ]);
    expect(requestsSince(app, from).slice(opening.length)).toEqual([
      'GET /agents/{agentId}',
      'GET /tickets/{ticketId}',
      'GET /tickets/{ticketId}/comments',
      'POST /tickets/{ticketId}/comments',
      'PUT /tickets/{ticketId}',
    ]);
  });

  it('and is back within its grace costs one request and nobody a ticket', async () => {
    await using app = await startApp(known);
    const { device } = addDevice(app);
    await app.clock.advance(DIRECTORY_KNOWN);
    const from = app.clock.now();
    device.goOffline();
    await app.clock.advance(4 * MINUTE);

    device.comeBack();
    await app.clock.advance(HOUR);

    expect(requestsSince(app, from)).toEqual(['GET /alerts/{alertId}']);
    expect(await app.outcomes()).toMatchObject([{ state: 'acted', code: 'alert-cleared' }]);
  });

  it('while Automox still reaches it has a dead agent, and its ticket says so', async () => {
    await using app = await startApp(known);
    const { device, server } = addDevice(app);
    server.setAgent('up');
    await app.clock.advance(DIRECTORY_KNOWN);

    device.goOffline();
    await app.clock.advance(20 * MINUTE);

    const [ticket] = app.simulator.world.tickets.all();
    expect(ticket?.title).toContain('Atera agent silent on NW-SRV-01, device is up');
    expect(ticket?.description).toContain('restart the service AteraAgent');
  });

  it('keeps its ticket when a person resolves the alert', async () => {
    await using app = await startApp(known);
    const { device } = addDevice(app);
    await app.clock.advance(DIRECTORY_KNOWN);
    device.goOffline();
    await app.clock.advance(20 * MINUTE);
    const first = device.openAlertId('offline') ?? 0;

    app.simulator.world.person.resolveAlert(first);
    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open', comments: [] }]);
    expect(device.openAlertId('offline')).toBeGreaterThan(first);
  });

  it('is reminded of while it is away, without a further question to Automox', async () => {
    const reminding = policy.parse({ offlineDevice: { reminderEveryHours: 1 } });
    await using app = await startApp({ ...known, policy: { offlineDevice: reminding.offlineDevice } });
    const { device } = addDevice(app);
    await app.clock.advance(DIRECTORY_KNOWN);
    device.goOffline();
    await app.clock.advance(20 * MINUTE);
    const from = app.clock.now();

    await app.clock.advance(1.5 * HOUR);

    expect(requestsSince(app, from)).toEqual(['GET /agents/{agentId}', 'POST /tickets/{ticketId}/comments']);
    expect(app.simulator.world.tickets.all()[0]?.comments[0]?.text).toContain('Still so since');
  });

  it('is only told of in observe', async () => {
    await using app = await startApp({ ...known, mode: 'observe' });
    const { device } = addDevice(app);
    await app.clock.advance(DIRECTORY_KNOWN);

    device.goOffline();
    await app.clock.advance(3 * HOUR);

    expect(writes(app)).toEqual([]);
    expect(requestsSince(app, 0).filter((one) => one.includes('/servers'))).toHaveLength(1);
    expect(await app.outcomes()).toMatchObject([{ state: 'proposed', code: 'would-keep-ticket' }]);
  });

  it('without Automox, and unknown to the directory, gets a ticket all the same', async () => {
    await using app = await startApp();
    const { device } = addDevice(app);

    device.goOffline();
    await app.clock.advance(20 * MINUTE);

    const [ticket] = app.simulator.world.tickets.all();
    expect(ticket?.description).toContain('There is no second witness: Automox is not set up.');
  });

  it('four times in a day gets a ticket that says so', async () => {
    await using app = await startApp(known);
    const { device } = addDevice(app);
    await app.clock.advance(DIRECTORY_KNOWN);

    for (let times = 0; times < 4; times++) {
      device.goOffline();
      await app.clock.advance(5 * MINUTE);
      device.comeBack();
      await app.clock.advance(55 * MINUTE);
    }

    const [ticket] = app.simulator.world.tickets.all();
    expect(ticket).toMatchObject({ status: 'Open', title: expect.stringContaining('keeps going offline') });
  });
});

/** People who are at work until half past eight and again from eleven: a night of two and a half hours. */
const shortNight = policy.parse({
  timeZone: 'UTC',
  businessHours: [
    { days: ['mon'], from: '06:00', to: '08:30' },
    { days: ['mon'], from: '11:00', to: '17:00' },
  ],
});
const withShortNight = { ...known, policy: { timeZone: 'UTC', businessHours: shortNight.businessHours } };

describe('devices of people', () => {
  it('that go off in the evening take no ticket and no request, and one each when they are back', async () => {
    await using app = await startApp(withShortNight);
    const add = (i: number) => addDevice(app, { name: `NW-PC-${i}`, kind: i < 5 ? 'workstation' : 'laptop' }).device;
    const devices = [0, 1, 2, 3, 4, 5].map(add);
    await app.clock.advance(28 * MINUTE);
    const from = app.clock.now();

    for (const device of devices) device.goOffline();
    await app.clock.advance(2 * HOUR);
    const atNight = requestsSince(app, from);
    for (const device of devices) device.comeBack();
    await app.clock.advance(3 * HOUR);

    expect(atNight).toEqual([]);
    expect(requestsSince(app, from)).toEqual(devices.map(() => 'GET /alerts/{alertId}'));
    expect(app.simulator.world.tickets.all()).toEqual([]);
    expect((await app.outcomes()).map(({ code }) => code)).toEqual(devices.map(() => 'alert-cleared'));
  });

  it('that are still off an hour into the working day get their ticket then', async () => {
    await using app = await startApp(withShortNight);
    const { device } = addDevice(app, { name: 'NW-LT-1', kind: 'laptop' });
    await app.clock.advance(HOUR);
    device.goOffline();

    await app.clock.advance(2 * HOUR + 55 * MINUTE);
    expect(app.simulator.world.tickets.all()).toEqual([]);
    await app.clock.advance(15 * MINUTE);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open', priority: 'Low' }]);
  });
});

describe('an offline alert', () => {
  it('that names its device by guid only is mapped to its agent', async () => {
    await using app = await startApp(known);
    const { device } = addDevice(app);
    await app.clock.advance(DIRECTORY_KNOWN);
    device.goOffline();

    const about = { device, title: 'Machine status unknown', category: 'Availability', agentId: null };
    const alert = app.simulator.world.raiseCustomAlert(about);
    await app.clock.advance(3 * MINUTE);

    expect(await app.outcomeOf(alert.id)).toMatchObject({ deviceKey: `a${device.agentId}`, code: 'grace' });
  });

  it('of a device that the directory does not know by its guid is skipped, as is a monitored device', async () => {
    await using app = await startApp(known);
    const { device } = addDevice(app);
    const unknown = {
      title: 'Machine status unknown',
      category: 'Availability',
      deviceGuid: '6f9619ff-8b86-d011-b42d-00c04fc964ff',
    };
    const first = app.simulator.world.raiseCustomAlert(unknown);
    const second = app.simulator.world.raiseCustomAlert({ device, title: 'Device down', agentId: null });

    await app.clock.advance(DIRECTORY_KNOWN);

    expect(await app.outcomeOf(first.id)).toMatchObject({ state: 'skipped', code: 'no-agent' });
    expect(await app.outcomeOf(second.id)).toMatchObject({ state: 'skipped', code: 'no-playbook' });
  });
});
