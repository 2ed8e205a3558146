import { afterAll, describe, expect } from 'vitest';
import type { DeviceOptions } from '../../../../dev/simulator/world/device.ts';
import { MINUTE } from '../../../helpers/app/app.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';

/** The drive was at 70 % when its inventory was taken, and went to 97 % right afterwards. */
function fillsAfterItsInventory(stage: Stage, options: Partial<DeviceOptions> = {}) {
  const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 70 }], ...options });
  device.setDiskUsedPercent('C:', 97);
  device.raiseDiskAlertNow('C:');
  return device;
}

/** An inventory of one drive, as Atera lists it. */
const inventoryOf = (usedPercent: number) => [
  { Drive: 'C:', Free: 2_560 * (100 - usedPercent), Used: 2_560 * usedPercent, Total: 256_000 },
];

const laptop = { name: 'NW-LT-01', kind: 'laptop' } as const;

afterAll(printRequests);

describe('a reading that may be older than its alert', () => {
  scenario(
    'proves nothing for a laptop that went offline seconds later: its alert stays, and a person is notified',
    {},
    async (stage) => {
      const device = fillsAfterItsInventory(stage, laptop);
      await stage.minutes(0.05);
      device.goOffline();
      await stage.minutes(64);
      const ticket = stage.app.simulator.world.tickets.all().find(({ title }) => title.includes('Disk C:'));
      expect(ticket?.priority).toBe('High');
      for (const said of [
        'whether it still is could not be verified',
        'The Disk Usage(C:) 97.00% is greater than the threshold of 90%',
        '(70 % used); the device is not online, so that may be from before the alert',
        'Please do: check how full the drive is on the device itself as soon as the device is back',
      ])
        expect(ticket?.description).toContain(said);
    },
    {
      outcomes: ['ticket-opened', 'may-be-off'],
      tickets: ['Open'],
      openAlerts: 2,
      most: { atera: 9 },
    },
  );

  scenario(
    'proves nothing for a server either, which gets its ticket within about an hour',
    {},
    async (stage) => {
      const device = fillsAfterItsInventory(stage);
      await stage.minutes(0.05);
      device.goOffline();
      await stage.minutes(65);
      expect(stage.app.simulator.world.tickets.all().map(({ title }) => title)).toEqual([
        expect.stringContaining('Disk C: alert could not be verified on NW-SRV-01'),
        expect.stringContaining('NW-SRV-01'),
      ]);
      await stage.hours(3);
    },
    { outcomes: ['not-verified', 'still-occurring'], tickets: ['Open', 'Open'], openAlerts: 2 },
  );

  scenario(
    'proves nothing online where an inventory comes every 100 minutes',
    {},
    async (stage) => {
      fillsAfterItsInventory(stage, { inventoryMinutes: 100 });
      await stage.hours(4);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
    },
  );

  scenario(
    'proves nothing when the alert seems to be four hours old, because its time came without a zone',
    { simulator: { behaviour: { createdShiftMs: -4 * 3_600_000 } } },
    async (stage) => {
      const device = fillsAfterItsInventory(stage);
      await stage.minutes(0.05);
      device.goOffline();
      await stage.hours(2);
    },
    { outcomes: ['ticket-opened', 'still-occurring'], tickets: ['Open', 'Open'], openAlerts: 2 },
  );

  scenario(
    'does not close a ticket while the device is off, whoever resolved the alert',
    {},
    async (stage) => {
      const device = fillsAfterItsInventory(stage, { inventoryMinutes: 240 });
      await stage.minutes(70);
      expect(stage.ticket().status).toBe('Open');
      device.goOffline();
      await stage.minutes(10);
      stage.app.simulator.world.person.resolveAlert(device.openAlertId('C:') ?? 0);
      await stage.hours(4);
    },
    {
      outcomes: ['not-verified', 'still-occurring'],
      tickets: ['Open', 'Open'],
      openAlerts: 1,
    },
  );

  scenario(
    'is not believed when caches answer with two old values by turns',
    {},
    async (stage) => {
      const { app } = stage;
      const startedAt = app.clock.now();
      // One of them once, between the first and the second inspection that show the other.
      const isOther = () => app.clock.now() > startedAt + 9 * MINUTE && app.clock.now() < startedAt + 40 * MINUTE;
      const raw = {
        get HardwareDisks() {
          return inventoryOf(isOther() ? 70 : 69);
        },
      };
      stage.add({ disks: [{ drive: 'C:', usedPercent: 97 }], raw }).raiseDiskAlertNow('C:');
      await stage.hours(4);
    },
    { outcomes: ['not-verified'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'is not believed when the device reports it late, after it was away',
    {},
    async (stage) => {
      let usedPercent = 65;
      const raw = {
        get HardwareDisks() {
          return inventoryOf(usedPercent);
        },
      };
      const device = stage.add({ ...laptop, disks: [{ drive: 'C:', usedPercent: 97 }], raw });
      device.raiseDiskAlertNow('C:');
      await stage.minutes(0.05);
      device.goOffline();
      await stage.minutes(50);
      device.comeBack();
      await stage.minutes(15);
      usedPercent = 70;
      await stage.hours(5);
    },
    { outcomes: ['not-verified', 'alert-cleared'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'of a device that Atera does not report to be online, offline or not: the ticket says just that',
    {},
    async (stage) => {
      const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 97 }], raw: { Online: undefined } });
      device.raiseDiskAlertNow('C:');
      await stage.minutes(40);
      expect(stage.ticket().description).not.toMatch(/is not online|as soon as the device is back/);
      await stage.hours(4);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Atera does not say whether the device is online: it may have changed since.'],
    },
  );

  scenario(
    'is not believed from a cache that answers late: two checks in a row must show the new value',
    { simulator: { behaviour: { agentCache: 'late' } } },
    async (stage) => {
      const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 95 }] });
      device.raiseDiskAlertNow('C:');
      await stage.minutes(45);
      device.setDiskUsedPercent('C:', 50);
      await stage.hours(8);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1 },
  );
});
