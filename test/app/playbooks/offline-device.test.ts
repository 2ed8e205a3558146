import { describe, expect, it } from 'vitest';
import type { DeviceOptions } from '../../../dev/simulator/world/device.ts';
import { MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

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
  it('takes three requests to Atera and one to Automox for its ticket, and eight and one in all', async () => {
    await using app = await startApp(known);
    const { device } = addDevice(app);
    await app.deps.contacts.save(device.customer.id, 'system', { contactId: 1 });
    await app.clock.advance(DIRECTORY_KNOWN);
    const from = app.clock.now();
    const contact = app.simulator.world.people.mainContact(device.customer.id);
    await app.deps.contacts.save(device.customer.id, 'system', { contactId: contact?.id ?? 0 });
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

    await app.clock.advance(DIRECTORY_KNOWN + 4 * MINUTE);

    expect(await app.outcomeOf(first.id)).toMatchObject({ state: 'skipped', code: 'no-agent' });
    expect(await app.outcomeOf(second.id)).toMatchObject({ state: 'skipped', code: 'no-playbook' });
  });
});
