import { afterAll, describe, expect } from 'vitest';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { addFull, seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';

const MESSAGE = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';

/** Atera never takes this alert away by itself, and no condition stands behind it. */
const stuckAlert = { title: 'Disk Usage(C:)', message: MESSAGE, category: 'Disk' };

const DAY = 24;

afterAll(printRequests);

describe('disk space', () => {
  scenario(
    'recovers by itself',
    {},
    async (stage) => {
      const server = addFull(stage);
      await stage.minutes(7);
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(2);
    },
    { outcomes: ['alert-cleared'], most: { atera: 3 } },
  );

  scenario(
    'reads healthy, though nothing shows that the reading is newer than the alert: a ticket names both values',
    {},
    async (stage) => {
      const device = stage.add();
      stage.app.simulator.world.raiseCustomAlert({ device, ...stuckAlert });
      await stage.minutes(56);
      expect(stage.app.simulator.world.tickets.all()).toEqual([]);
      await stage.minutes(14);
      expect(stage.ticket().title).toContain('Disk C: alert could not be verified on NW-SRV-01');
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'Atera\'s alert says "The Disk Usage(C:) 93.12% is greater than the threshold of 90%".',
        '(40 % used); nothing shows that it is newer than the alert.',
        'Please do: check how full the drive is on the device itself',
      ],
      most: { atera: 6 },
    },
  );

  scenario(
    'reads healthy on a workstation that nothing presses: the same ticket after four hours',
    {},
    async (stage) => {
      const device = stage.add({ name: 'NW-PC-01', kind: 'workstation' });
      stage.app.simulator.world.raiseCustomAlert({ device, ...stuckAlert });
      await stage.hours(3.9);
      expect(stage.app.simulator.world.tickets.all()).toEqual([]);
      await stage.minutes(20);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['(40 % used); nothing shows that it is newer than the alert.'],
    },
  );

  scenario(
    'reads healthy otherwise than at first, and has its alert resolved',
    {},
    async (stage) => {
      const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 70 }] });
      stage.app.simulator.world.raiseCustomAlert({ device, ...stuckAlert });
      await stage.minutes(20);
      device.setDiskUsedPercent('C:', 60);
      await stage.hours(2);
    },
    {
      outcomes: ['reading-changed'],
      explained: ['Alert resolved.', '60 % used by a newer reading, confirmed by two checks'],
      most: { atera: 5 },
    },
  );

  scenario(
    'fills after a healthy reading, which is not believed',
    {},
    async (stage) => {
      const server = stage.add();
      await stage.minutes(29);
      server.setDiskUsedPercent('C:', 95);
      server.raiseDiskAlertNow('C:');
      await stage.hours(1.5);
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, most: { atera: 6 } },
  );

  scenario(
    'stays full and gets one ticket',
    {},
    async (stage) => {
      addFull(stage);
      await stage.hours(1);
      expect(stage.ticket()).toMatchObject({ priority: 'Medium', impact: 'ServerIssue', type: 'Incident' });
      expect(stage.ticket().title).toBe('Disk C: almost full on NW-SRV-01 [rmm a1001.disk-space.C.1]');
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'What: drive C: of NW-SRV-01 has been over its alert limit of 90 %.',
        'Since: 2026-03-02 08:0',
        'Evidence: 12.5 GB free of 250.0 GB (95 % used) at the last inventory.',
        'Tried: nothing was changed on the device; the reading was checked twice.',
        'A cleanup could not be run: Automox is not set up.',
        'Please do: free space (temporary files, update caches, old profiles, logs) or extend the drive.',
        'This ticket is closed by itself when the disk stays below its limit, unless someone has worked on it.',
      ],
      most: { atera: 5 },
    },
  );

  scenario(
    'recovers when its ticket is open, which is closed with a comment',
    {},
    async (stage) => {
      const server = addFull(stage);
      await stage.minutes(30);
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(4);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      noted: ['The condition has recovered, confirmed by two checks.', '(50 % used)', 'The ticket is set to resolved.'],
      // Five for the ticket, one inspection, four to close.
      most: { atera: 10 },
    },
  );

  scenario(
    'comes and goes: one ticket that says so, kept until it has stayed away for a day',
    { pollSchedule: '0 */10 * * * *' },
    async (stage) => {
      const server = stage.add();
      for (let burst = 0; burst < 3; burst++) {
        server.setDiskUsedPercent('C:', 95);
        await stage.minutes(13);
        server.setDiskUsedPercent('C:', 50);
        await stage.minutes(47);
      }
      await stage.hours(12);
      expect(stage.ticket()).toMatchObject({ status: 'Open', title: expect.stringContaining('keeps filling up') });
      await stage.hours(24);
    },
    {
      outcomes: ['alert-cleared', 'alert-cleared', 'verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['look for what keeps filling it'],
    },
  );

  scenario(
    'is back within the week, and its ticket is opened again',
    seldomPolled,
    async (stage) => {
      const server = addFull(stage);
      await stage.hours(1);
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(3 * DAY);
      expect(stage.ticket().status).toBe('Resolved');
      server.setDiskUsedPercent('C:', 96);
      await stage.hours(1);
    },
    {
      outcomes: ['verified-recovered', 'ticket-reopened'],
      tickets: ['Open'],
      comments: 2,
      openAlerts: 1,
      noted: ['The condition came back at 2026-03-05', '(96 % used)', 'Tried: ', 'Please do: '],
    },
  );

  scenario(
    'is back after more than a week, and gets a new ticket',
    seldomPolled,
    async (stage) => {
      const server = addFull(stage);
      await stage.hours(1);
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(8 * DAY);
      server.setDiskUsedPercent('C:', 96);
      await stage.hours(1);
    },
    {
      outcomes: ['verified-recovered', 'ticket-opened'],
      tickets: ['Resolved', 'Open'],
      comments: 1,
      openAlerts: 1,
      says: ['Since: 2026-03-10', '(96 % used)'],
    },
  );

  scenario(
    'has an alert in the words of a German tenant, with a comma in its limit',
    {
      policy: {
        classification: {
          diskSpace: [
            {
              title: 'Festplattenauslastung ({drive}:)',
              message: '* {number} % überschreitet den Schwellenwert von {threshold} %.',
            },
          ],
          offlineDevice: [],
          pendingReboot: [],
          never: [],
        },
      },
      simulator: { world: { wording: () => GERMAN } },
    },
    async (stage) => {
      const disks = [{ drive: 'D:', usedPercent: 95.12 }];
      const server = stage.add({ disks, diskThresholdPercent: 90.5 });
      await stage.minutes(30);
      expect(stage.ticket().title).toContain('Disk D: almost full on NW-SRV-01');
      server.setDiskUsedPercent('D:', 60);
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['over its alert limit of 90.5 %', '(95.12 % used)'],
      most: { atera: 10 },
    },
  );
});

const GERMAN = {
  title: 'Festplattenauslastung (D:)',
  message: 'Die Festplattenauslastung (D:) von 95,12 % überschreitet den Schwellenwert von 90,5 %.',
};
