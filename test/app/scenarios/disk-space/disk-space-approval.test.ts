import { afterAll, describe, expect } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  addWorklet,
  CLEANUP,
  cleaning,
  seldomPolled,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

/** The device is in Automox under another number from now on. */
async function enrollAnew(stage: Stage, { device, server }: Awaited<ReturnType<typeof addCleanable>>) {
  stage.app.simulator.automox.remove(server);
  return stage.enroll(device);
}

const kill = ({ app }: Stage, on: boolean) =>
  call(app, 'PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' });

const forDays = { ...withAutomoxMatch, ...seldomPolled };

afterAll(printRequests);

describe('a question about a disk cleanup', () => {
  scenario(
    'waits for a person: nothing is done until then',
    forDays,
    async (stage) => {
      await addCleanable(stage);
      await stage.hours(12);
    },
    {
      outcomes: ['approval-needed'],
      openAlerts: 1,
      explained: ["Waits for a person's approval until 2026-03-03 08:"],
      // Full is read twice before anybody is asked.
      most: { atera: 2 },
    },
  );

  scenario(
    'is not put before the drive was read full twice, however late the first such reading came',
    withAutomoxMatch,
    async (stage) => {
      const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 70 }] });
      await stage.enroll(device);
      addWorklet(stage);
      device.setDiskUsedPercent('C:', 97);
      device.raiseDiskAlertNow('C:');
      await stage.hours(1.5);
      expect(await stage.app.outcomes()).toMatchObject([{ code: 'approval-needed' }]);
      const readings = stage.app.simulator.requestsOf('GET /agents/{agentId}');
      // Two show the inventory from before the alert, two the full drive.
      expect(readings).toHaveLength(4);
    },
    { outcomes: ['approval-needed'], openAlerts: 1, most: { atera: 4 } },
  );

  scenario(
    'is answered no: the ticket says who said so and why',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('reject');
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'Tried: Nothing was done to the device. Proposed: Run Automox worklet 40001 (disk cleanup) on NW-SRV-01',
        'Ada (typed, not verified) said no: it was asked for.',
      ],
      most: { atera: 5 },
    },
  );

  scenario(
    'is answered by nobody within a day: a ticket',
    forDays,
    async (stage) => {
      await addCleanable(stage);
      await stage.hours(24.75);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Nobody approved it within 24 hours', 'Since: 2026-03-02 08:0', 'checked again 2026-03-03 08:'],
      most: { atera: 5 },
    },
  );

  scenario(
    'is over when the drive recovers by itself meanwhile',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      device.setDiskUsedPercent('C:', 50);
      await stage.hours(2);
    },
    { outcomes: ['alert-cleared'], most: { atera: 3 } },
  );

  scenario(
    'is answered yes when the drive has recovered: nothing is sent, the alert is resolved',
    { ...withAutomoxMatch, simulator: { world: { lags: { clearMs: [86_400_000, 86_400_000] } } } },
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      device.setDiskUsedPercent('C:', 50);
      await stage.hours(2);
      await stage.answer('approve');
      await stage.minutes(30);
    },
    {
      outcomes: ['reading-changed'],
      explained: ['Alert resolved.', '50 % used by a newer reading, confirmed by two checks'],
      most: { atera: 5 },
    },
  );

  scenario(
    'is answered yes for a device that is another one in Automox now: nothing is sent, and it is asked again',
    withAutomoxMatch,
    async (stage) => {
      const cleanable = await addCleanable(stage);
      await untilAsked(stage);
      await enrollAnew(stage, cleanable);
      await stage.answer('approve');
      await stage.minutes(30);
    },
    {
      outcomes: ['approval-needed'],
      openAlerts: 1,
      explained: [
        'What Ada (typed, not verified) approved 2026-03-02 08:20 UTC has changed since, so it is asked again.',
      ],
      most: { atera: 5 },
    },
  );

  scenario(
    'is answered yes minutes after a second alert of the same limit: the drive is as full as before, and is cleaned',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      const message = 'The Disk Usage(C:) 95.00% is greater than the threshold of 90%';
      stage.app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message, category: 'Disk' });
      await stage.minutes(5);
      await stage.answer('approve');
      await stage.hours(1);
    },
    { outcomes: ['cleanup-verified', 'cleanup-verified'], commands: [CLEANUP] },
  );

  scenario(
    'is answered yes while the kill switch is on: nothing is sent until it is off, then it is done',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await kill(stage, true);
      await stage.answer('approve');
      await stage.hours(2);
      expect(await stage.app.outcomes()).toMatchObject([{ state: 'waiting', code: 'kill-switch' }]);
      expect(commandsOf(stage)).toEqual([]);
      await kill(stage, false);
      await stage.hours(3);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP] },
  );

  scenario(
    'is answered yes while the device is away: nothing is queued, and it is cleaned when it is back',
    forDays,
    async (stage) => {
      const { server } = await addCleanable(stage);
      await stage.hours(1);
      server.setAgent('down');
      await stage.answer('approve');
      await stage.hours(60);
      expect(server.queue).toEqual([]);
      expect(await stage.app.outcomes()).toMatchObject([{ state: 'waiting', code: 'waits-for-device' }]);
      server.setAgent('as-device');
      await stage.hours(4);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP] },
  );

  scenario(
    'is answered yes for a device that stays away for three days: nothing is queued, and a ticket says so',
    forDays,
    async (stage) => {
      const { server } = await addCleanable(stage);
      await stage.hours(1);
      server.setAgent('down');
      await stage.answer('approve');
      await stage.hours(75);
      expect(stage.ticket().status).toBe('Open');
      server.setAgent('as-device');
      await stage.hours(3);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'Nothing was done to the device. Proposed: ',
        'that was good until 2026-03-05 09:00 UTC, and it could not be done in that time: the device was not connected',
      ],
    },
  );
});

describe('the mode for disk cleanups', () => {
  scenario(
    'observe: nothing is written, nobody is asked',
    { automox: true, policy: cleaning, mode: 'observe' },
    async (stage) => {
      await addCleanable(stage);
      await stage.hours(2);
    },
    {
      outcomes: ['would-keep-ticket'],
      openAlerts: 1,
      explained: ['would keep a ticket open', 'Proposed before: Run Automox worklet 40001 (disk cleanup) on NW-SRV-01'],
    },
  );

  scenario(
    'propose: the ticket holds the proposal, the device is left alone',
    { automox: true, policy: cleaning, mode: 'propose' },
    async (stage) => {
      await addCleanable(stage);
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Proposed: Run Automox worklet 40001', 'The mode propose does not let the app do it.'],
      most: { atera: 5 },
    },
  );
});

function commandsOf({ app }: Stage): string[] {
  const { servers } = app.simulator.automox;
  return [...servers.values()].flatMap(({ taken }) => taken.filter((name) => name === CLEANUP));
}
