import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, startApp, writes } from '../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../helpers/app/app-setup.ts';

const noPatterns = { diskSpace: [], offlineDevice: [], pendingReboot: [], never: [] };

describe('the policy', () => {
  it('lets a playbook act for the customers it names and only observe for the others', async () => {
    const modes = { default: {}, customers: { [FIRST_CUSTOMER]: { diskSpace: 'approve' as const } } };
    await using app = await startApp({ mode: 'approve', policy: { modes } });
    const named = addFullServer(app);
    const other = addFullServer(app);
    expect(named.customer.id).toBe(FIRST_CUSTOMER);
    await app.clock.advance(2 * HOUR);
    named.setDiskUsedPercent('C:', 50);
    other.setDiskUsedPercent('C:', 50);

    await app.clock.advance(4 * HOUR);

    const tickets = app.simulator.world.tickets.all();
    expect(tickets).toMatchObject([{ customerId: named.customer.id, status: 'Resolved' }]);
    const outcomes = await app.outcomes();
    expect(outcomes.find(({ customerId }) => customerId === named.customer.id)).toMatchObject({
      ticketId: tickets[0]?.id,
    });
    expect(outcomes.find(({ customerId }) => customerId === other.customer.id)?.ticketId).toBeUndefined();
  });

  it('writes nothing for anybody when it names nobody', async () => {
    await using app = await startApp({ mode: 'approve', policy: { modes: { default: {}, customers: {} } } });
    addFullServer(app);

    await app.clock.advance(3 * HOUR);

    expect(writes(app)).toEqual([]);
    expect(await app.outcomes()).toMatchObject([{ state: 'proposed', code: 'would-keep-ticket' }]);
  });

  it('never lifts what the setting allows, whatever it says', async () => {
    const modes = { default: { diskSpace: 'approve' as const }, customers: {} };
    await using app = await startApp({ mode: 'observe', policy: { modes } });
    addFullServer(app);

    await app.clock.advance(3 * HOUR);

    expect(writes(app)).toEqual([]);
  });

  it("has a tenant's own alert handled like one of Atera's", async () => {
    const diskSpace = [{ title: 'Festplatte {drive}: voll', message: '* Grenze {threshold} %' }];
    await using app = await startApp({ policy: { classification: { ...noPatterns, diskSpace } } });
    const customer = app.simulator.world.addCustomer('Südwind GmbH');
    const disks = [{ drive: 'D:', totalMb: 256_000, usedPercent: 86 }];
    const device = app.simulator.world.addDevice(customer, { name: 'SW-SRV-01', kind: 'server', disks });
    const alert = app.simulator.world.raiseCustomAlert({
      device,
      title: 'FESTPLATTE D: VOLL',
      message: 'Belegt 86,12 %, Grenze 82,5 %',
    });

    await app.clock.advance(HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(await app.outcomeOf(alert.id)).toMatchObject({ code: 'ticket-opened', conditionKey: 'disk-space.D' });
  });

  it('leaves an alert alone that no playbook is for, and says so', async () => {
    await using app = await startApp();
    const device = addFullServer(app, 20);
    const alert = app.simulator.world.raiseCustomAlert({ device, title: 'CPU Load' });

    await app.clock.advance(HOUR);

    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'skipped', code: 'no-playbook', playbook: 'none' });
    expect(writes(app)).toEqual([]);
  });
});
