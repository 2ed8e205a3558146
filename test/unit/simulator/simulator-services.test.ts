import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import type { WindowsServiceOptions } from '../../../dev/simulator/world/services/windows-service.ts';
import { World, type WorldOptions } from '../../../dev/simulator/world/world.ts';

const MINUTE = 60_000;

function build(options: Partial<WorldOptions> = {}) {
  const clock = new VirtualClock();
  const world = new World({ clock, ...options });
  const machine = world.addDevice(world.addCustomer('Acme'), { name: 'ACME-SRV', kind: 'server' });
  const add = (service: Partial<WindowsServiceOptions> = {}) =>
    world.services.add(machine, { name: 'Spooler', displayName: 'Print Spooler', ...service });
  return { clock, world, machine, add, [Symbol.dispose]: () => world.close() };
}

describe('a Windows service that stops', () => {
  test('raises its alert two to five minutes later, with the sentence of the vendor', async () => {
    using it = build();
    const service = it.add({ reportedAs: 'displayName', title: 'sentence' });
    const start = it.clock.now();

    service.stop();
    await it.clock.advance(5 * MINUTE);

    const [alert] = it.world.alerts.all();
    expect(alert).toMatchObject({
      title: 'The Windows Service (Print Spooler) State is Stopped',
      message: 'The Windows Service (Print Spooler) State is Stopped',
      agentId: it.machine.agentId,
      deviceGuid: it.machine.guid,
    });
    expect((alert?.createdAt ?? 0) - start).toBeGreaterThanOrEqual(2 * MINUTE);
  });

  test('is reported by either name and under several titles, as the seed has it', async () => {
    const observed = new Set<string>();
    for (let seed = 1; seed <= 20; seed++) {
      using it = build({ seed });
      it.add({ name: 'MSSQL$SQLEXPRESS', displayName: 'SQL Server (SQLEXPRESS)', stopped: true }).raiseAlertNow();
      for (const { title, message } of it.world.alerts.all()) observed.add(message).add(title);
    }

    expect([...observed].sort()).toEqual([
      'Service',
      'The Windows Service (MSSQL$SQLEXPRESS) State is Stopped',
      'The Windows Service (SQL Server (SQLEXPRESS)) State is Stopped',
      'Windows Service',
    ]);
  });

  test('is cleared by Atera once it runs, or stays open where it is known to', async () => {
    using it = build();
    const services = [it.add({ stopped: true }), it.add({ name: 'W32Time', stopped: true, clears: false })];
    const alertIds = services.map((service) => service.raiseAlertNow());

    const codes = services.map((service) => service.start());
    await it.clock.advance(5 * MINUTE);

    expect(codes).toEqual([0, 0]);
    expect(alertIds.map((id) => it.world.alerts.get(id)?.archivedBy)).toEqual(['atera', undefined]);
  });

  test.each<[string, Partial<WindowsServiceOptions>, number]>([
    ['runs already', {}, 1056],
    ['is disabled', { stopped: true, startType: 'disabled' }, 1058],
    ['waits for one that fails', { stopped: true, startError: 1068 }, 1068],
  ])('says why where it %s', (_, options, code) => {
    using it = build();

    expect(it.add(options).start()).toBe(code);
  });

  test('can die again after it was started, and then its alert comes back', async () => {
    using it = build();
    const service = it.add({ stopped: true, diesAfterMs: 10 * MINUTE });
    service.raiseAlertNow();

    service.start();
    await it.clock.advance(9 * MINUTE);
    const meanwhile = [service.running, service.alertId];
    await it.clock.advance(10 * MINUTE);

    expect([meanwhile, service.running, it.world.alerts.all().length]).toEqual([[true, undefined], false, 2]);
  });

  test('is found by its short and its display name in any case, on its own machine only', () => {
    using it = build();
    const service = it.add();
    const other = it.world.addDevice(it.machine.customer, { name: 'OTHER' });

    const found = ['spooler', ' PRINT SPOOLER ', 'Print'].map((name) => it.world.services.find(it.machine, name));

    expect(found).toEqual([service, service, undefined]);
    expect(it.world.services.find(other, 'Spooler')).toBeUndefined();
  });

  test('is not heard of while its machine has no contact, nor once its agent is deleted', async () => {
    using it = build();
    const service = it.add();

    it.machine.goOffline();
    service.stop();
    await it.clock.advance(60 * MINUTE);
    const away = service.alertId;
    it.machine.comeBack();
    it.world.person.deleteDevice(it.machine);
    await it.clock.advance(60 * MINUTE);

    expect([away, service.alertId]).toEqual([undefined, undefined]);
  });
});

describe('after a boot', () => {
  test.each([
    ['automatic', 1, true],
    ['delayed', 2, false],
    ['delayed', 4, true],
    ['trigger', 60, false],
    ['manual', 60, false],
    ['disabled', 60, false],
  ] as const)('a service of start type %s after %i minutes runs: %s', async (startType, minutes, running) => {
    using it = build();
    const service = it.add({ startType });

    it.machine.reboot();
    await it.clock.advance(minutes * MINUTE);

    expect(service.running).toBe(running);
  });
});
