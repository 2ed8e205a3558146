import { afterAll, describe, expect } from 'vitest';
import type { Device, DeviceOptions } from '../../../../dev/simulator/world/device.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addTicketed,
  addWatched,
  untilTicketed,
  withDirectory,
  withWitness,
} from '../../../helpers/scenarios/offline-scenarios.ts';

/** A refresh of the directory has listed what was added by then. */
const untilListed = (stage: Stage) => stage.hours(1);

/** Both vendors are listed every hour. */
const oftenListed = { ...withDirectory, policy: { directoryRefreshMinutes: 55 } } as const;

/** Every alert's date is read four hours too early. */
const misread = {
  ...withWitness,
  simulator: { world: { wording: () => ({ raw: { Created: '2026-03-02T04:02:00Z' } }) } },
};

const open = { tickets: ['Open'], openAlerts: 1, outcomes: ['ticket-opened'] } as const;

/**
 * A device that is not the only one of the account: where all are quiet, Atera itself is suspected.
 */
function addBesideOthers(stage: Stage, options: Partial<DeviceOptions> = {}): Device {
  stage.add({ name: 'NW-SRV-09' });
  return stage.add({ name: 'NW-SRV-01', ...options });
}

const tickets = ({ app }: Stage) => app.simulator.world.tickets.all();

afterAll(printRequests);

describe('how long a device has been away', () => {
  scenario(
    'is not taken from a LastSeen that is 29 minutes behind: a workstation has its hour',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage, { name: 'NW-PC-1', kind: 'workstation', lastSeenLagMinutes: 29 });
      device.goOffline();
      await stage.minutes(58);
      expect(tickets(stage)).toEqual([]);
      await stage.minutes(14);
    },
    {
      ...open,
      says: [
        'What: the workstation NW-PC-1 is offline.',
        'not seen since 2026-03-02 07:31 UTC (as Atera last reported)',
      ],
    },
  );

  scenario(
    'is not taken from a LastSeen that is days old: a server has its five minutes',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage, { lastSeenLagMinutes: 3 * 1_440 });
      device.goOffline();
      await stage.minutes(5);
      expect(tickets(stage)).toEqual([]);
      await untilTicketed(stage);
    },
    { ...open, says: ['Since: 2026-03-02 08:0', 'not seen since 2026-02-27 08:00 UTC (as Atera last reported)'] },
  );

  scenario(
    'is not taken from an alert that is dated four hours too early: a workstation has its hour',
    misread,
    async (stage) => {
      const { device } = await addWatched(stage, { kind: 'workstation' });
      device.goOffline();
      await stage.minutes(58);
      expect(tickets(stage)).toEqual([]);
      await stage.minutes(14);
    },
    open,
  );

  scenario(
    'is not said where Atera reports no LastSeen',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage, { raw: { LastSeen: null } });
      device.goOffline();
      await untilTicketed(stage);
      expect(stage.ticket().description).not.toContain('not seen since');
    },
    open,
  );
});

describe('a ticket of a device that is off', () => {
  scenario(
    'stays when a person resolves the alert and Atera does not report whether the device is online',
    { ...withWitness, simulator: { world: { lags: { raiseMs: [6 * 3_600_000, 6 * 3_600_000] } } } },
    async (stage) => {
      const { device, person } = await addTicketed(stage);
      Object.assign(device.options, { raw: { Online: null } });
      for (const { id } of stage.app.simulator.world.alerts.in('Open')) person.resolveAlert(id);
      await stage.hours(4);
    },
    { outcomes: ['not-verified'], tickets: ['Open'] },
  );

  scenario(
    'stays while the device is shown online for less than two inspections',
    withWitness,
    async (stage) => {
      const { device } = await addTicketed(stage);
      device.comeBack();
      await stage.minutes(5);
      device.goOffline();
      await stage.hours(2);
    },
    { outcomes: ['still-occurring', 'still-occurring'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'is reopened twice at the most, not on each bounce, when the device comes and goes twice a day',
    { ...withWitness, pollSchedule: '0 */10 * * * *' },
    async (stage) => {
      const { device } = await addWatched(stage);
      for (let bounces = 0; bounces < 4; bounces++) {
        device.goOffline();
        await stage.hours(1);
        device.comeBack();
        await stage.hours(11);
      }
      const reopened = stage.ticket().comments.filter(({ text }) => text.startsWith('The condition came back at'));
      expect(reopened).toHaveLength(2);
      expect(tickets(stage)).toHaveLength(1);
      await stage.hours(24);
    },
    {
      outcomes: ['verified-recovered', 'verified-recovered', 'verified-recovered', 'verified-recovered'],
      tickets: ['Resolved'],
      comments: 5,
    },
  );
});

describe('an agent that was installed again', () => {
  scenario(
    'under a new id before there is a ticket ends the alert of the old one, which is then left open when it comes back',
    oftenListed,
    async (stage) => {
      const { world } = stage.app.simulator;
      const device = addBesideOthers(stage, { kind: 'workstation', name: 'NW-PC-1', lastSeenLagMinutes: 35 });
      await stage.minutes(6);
      device.goOffline();
      await stage.minutes(15);
      world.reinstall(device);
      await stage.hours(4);
    },
    {
      outcomes: ['reinstalled', 'reinstalled'],
      openAlerts: 1,
      explained: [
        'The same device is online under agent 1003',
        'the old agent can be deleted',
        'Its alert is left open',
      ],
    },
  );

  scenario(
    'under a new id ends the ticket of the old one, which says so',
    oftenListed,
    async (stage) => {
      const device = addBesideOthers(stage);
      await stage.minutes(6);
      device.goOffline();
      await stage.minutes(40);
      expect(stage.ticket().status).toBe('Open');
      stage.app.simulator.world.reinstall(device);
      await untilListed(stage);
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered', 'reinstalled'],
      tickets: ['Resolved'],
      comments: 1,
      openAlerts: 1,
      noted: ['The same device is online under agent 1003', 'same customer, name and serial number'],
    },
  );

  scenario(
    'is not believed while the new one is offline as well',
    oftenListed,
    async (stage) => {
      const device = addBesideOthers(stage);
      await stage.minutes(6);
      device.goOffline();
      await stage.minutes(40);
      const again = stage.app.simulator.world.reinstall(device);
      await stage.minutes(5);
      again.goOffline();
      await stage.hours(2);
    },
    { outcomes: ['still-occurring', 'still-occurring'], tickets: ['Open', 'Open'], openAlerts: 2 },
  );

  scenario(
    'is another device when a third one has the same serial number',
    oftenListed,
    async (stage) => {
      const { world } = stage.app.simulator;
      const device = stage.add({ serialNumber: 'PF3XK9Q7' });
      world.addDevice(world.addCustomer('South Wind Ltd'), { name: 'SW-PC-1', serialNumber: 'PF3XK9Q7' });
      await stage.minutes(6);
      device.goOffline();
      await stage.minutes(40);
      world.reinstall(device);
      await stage.hours(4);
    },
    { outcomes: ['still-occurring'], tickets: ['Open'], openAlerts: 1 },
  );
});
