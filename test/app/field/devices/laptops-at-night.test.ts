import { afterAll, describe, expect } from 'vitest';
import type { Device, DeviceOptions } from '../../../../dev/simulator/world/device.ts';
import { policy } from '../../../../shared/policy/policy.ts';
import { HOUR } from '../../../helpers/app/app.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import { addWatched, withWitness } from '../../../helpers/scenarios/offline-scenarios.ts';

/** Monday 2 March, 08:00 UTC; people are at work from eight to six in London. */
const forDays = { ...withWitness, ...seldomPolled, policy: { timeZone: 'Europe/London' } };

/** Workstations that their users switch off in the evening. */
const switchedOff = {
  ...forDays,
  policy: {
    ...forDays.policy,
    offlineDevice: policy.parse({ offlineDevice: { awayBusinessHours: { workstation: 20 } } }).offlineDevice,
  },
};

/** Waits until this time in London, of a day in March. */
const until = ({ app }: Stage, time: string) => app.clock.advance(Date.parse(`2026-03-${time}:00Z`) - app.clock.now());

/** Goes off and comes back on these days, each as `<day>T<time>`. */
async function live(stage: Stage, device: Device, days: readonly (readonly [off: string, on: string])[]) {
  for (const [off, on] of days) {
    await until(stage, off);
    device.goOffline();
    await until(stage, on);
    device.comeBack();
  }
}

/** A device without contact to Automox either while it is off, and a server that stays on. */
async function add(stage: Stage, options: Partial<DeviceOptions>) {
  stage.add({ name: 'NW-SRV-01' });
  return await addWatched(stage, options);
}

/**
 * From Monday to Friday: off in the evening, back when its user comes, at half past nine or later.
 */
const WEEK = [
  ['02T17:20', '03T09:30'],
  ['03T18:30', '04T09:40'],
  ['04T17:40', '05T10:15'],
  ['05T16:00', '06T13:00'],
] as const;

const unreported = (stage: Stage) => expect(stage.app.simulator.world.tickets.all()).toEqual([]);

afterAll(printRequests);

describe('a laptop', () => {
  scenario(
    'that is switched off every night and comes back late every morning gets no ticket in a week',
    forDays,
    async (stage) => {
      const { device } = await add(stage, { name: 'NW-LT-1', kind: 'laptop' });
      await live(stage, device, WEEK);
      await stage.hours(2);
      unreported(stage);
    },
    { outcomes: ['alert-cleared', 'alert-cleared', 'alert-cleared', 'alert-cleared'], most: { atera: 12, automox: 5 } },
  );

  scenario(
    'of somebody who works three days a week gets no ticket, and its outcome says why',
    forDays,
    async (stage) => {
      const { device } = await add(stage, { name: 'NW-LT-1', kind: 'laptop' });
      await until(stage, '04T18:10');
      device.goOffline();
      await until(stage, '06T12:00');
      const [outcome] = await stage.app.outcomes();
      expect(outcome).toMatchObject({ state: 'waiting', code: 'may-be-off' });
      expect(outcome?.text).toMatch(
        /^It may just be switched off: away for 11 business hours so far, and it gets a ticket after 30 without a return; /,
      );
      await until(stage, '09T09:30');
      device.comeBack();
      await stage.hours(2);
      unreported(stage);
    },
    { outcomes: ['alert-cleared'], most: { atera: 6, automox: 3 } },
  );

  scenario(
    'that is opened and closed all day long does not count as flapping',
    forDays,
    async (stage) => {
      const { device } = await add(stage, { name: 'NW-LT-1', kind: 'laptop' });
      await live(stage, device, [
        ['02T09:00', '02T10:40'],
        ['02T11:30', '02T13:10'],
        ['02T14:00', '02T15:40'],
        ['02T16:10', '02T17:50'],
        ['02T18:20', '03T08:30'],
      ]);
      await stage.hours(2);
      unreported(stage);
    },
    { outcomes: Array.from({ length: 5 }, () => 'alert-cleared') },
  );

  scenario(
    'that never comes back gets its ticket after three days of the office',
    forDays,
    async (stage) => {
      const { device } = await add(stage, { name: 'NW-LT-1', kind: 'laptop' });
      await until(stage, '02T18:30');
      device.goOffline();
      await until(stage, '05T17:20');
      unreported(stage);
      await until(stage, '06T09:40');
      expect(stage.ticket()).toMatchObject({ status: 'Open', priority: 'Low' });
      // No reminder so soon, although it has been away for days.
      await until(stage, '06T12:30');
    },
    { outcomes: ['still-occurring'], tickets: ['Open'], openAlerts: 1, says: ['What: the laptop NW-LT-1 is offline.'] },
  );

  scenario(
    'that is on, but whose agent is dead, gets its ticket on the same day',
    forDays,
    async (stage) => {
      const { device, server } = await add(stage, { name: 'NW-LT-1', kind: 'laptop' });
      await until(stage, '02T10:00');
      server.setAgent('up');
      device.goOffline();
      await until(stage, '02T12:00');
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['the device itself is running, because Automox reaches it'],
    },
  );
});

describe('a workstation', () => {
  scenario(
    'that is switched off at night gets no ticket where the policy says so',
    switchedOff,
    async (stage) => {
      const { device } = await add(stage, { name: 'NW-PC-1', kind: 'workstation' });
      await live(stage, device, WEEK);
      await stage.hours(2);
      unreported(stage);
    },
    { outcomes: ['alert-cleared', 'alert-cleared', 'alert-cleared', 'alert-cleared'] },
  );
});

describe('a desktop with a battery of zeros', () => {
  for (const battery of [{}, { Id: 0, Name: null, BatteryHealth: 0, DesignedCapacity: 0, FullChargeCapacity: 0 }]) {
    scenario(
      `is a workstation, which is missed after an hour: ${JSON.stringify(battery)}`,
      forDays,
      async (stage) => {
        const raw = { BatteryInfo: battery };
        const { device } = await add(stage, { name: 'NW-PC-1', kind: 'workstation', raw });
        await until(stage, '02T10:00');
        device.goOffline();
        await stage.app.clock.advance(3 * HOUR);
        expect(stage.ticket()).toMatchObject({ priority: 'Medium' });
      },
      {
        outcomes: ['still-occurring'],
        tickets: ['Open'],
        openAlerts: 1,
        says: ['What: the workstation NW-PC-1 is offline.'],
      },
    );
  }
});
