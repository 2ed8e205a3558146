import { afterAll, describe, expect } from 'vitest';
import { oftenPolled, printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import { addRebootable, raiseReboot, untilAsked, withReboots } from '../../../helpers/scenarios/reboot-scenarios.ts';

const oneTicket = { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 } as const;

/** Scans take this long: what happens within is in them. */
const scansTake = ({ app }: Stage, minutes: number) => {
  app.simulator.automox.behaviour.scanMs = [minutes * 60_000, minutes * 60_000];
};

const FOR_EVER = 100_000;

afterAll(printRequests);

describe('a reboot alert', () => {
  scenario(
    'of a server that a person reboots before anybody is asked is resolved',
    withReboots,
    async (stage) => {
      scansTake(stage, 6);
      const { device } = await addRebootable(stage);
      await stage.minutes(5);
      device.reboot();
      await stage.hours(1);
    },
    {
      outcomes: ['rebooted'],
      explained: [
        'Alert resolved. The device has rebooted since the alert, and an Automox scan from after the boot finds no reboot',
      ],
      most: { atera: 3, automox: 3 },
    },
  );

  scenario(
    'whose date was read hours too early has the device scanned all the same: the scan may be the older one',
    withReboots,
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      const server = await stage.enroll(device);
      raiseReboot(stage, device, { createdAt: stage.app.clock.now() - 7_200_000 });
      await untilAsked(stage);
      expect(server.taken).toEqual(['GetOS']);
    },
    { outcomes: ['approval-needed'], openAlerts: 1, most: { atera: 2, automox: 3 } },
  );

  scenario(
    'that a person resolves before anybody is asked is over, and nothing is done',
    withReboots,
    async (stage) => {
      const { alert } = await addRebootable(stage);
      await stage.minutes(5);
      stage.app.simulator.world.person.resolveAlert(alert.id);
      await stage.hours(1);
    },
    { outcomes: ['alert-cleared'], most: { atera: 3, automox: 4 } },
  );

  scenario(
    'has the device scanned first when the last scan is older, and then a person is asked what for, why and when',
    withReboots,
    async (stage) => {
      const { server } = await addRebootable(stage);
      await untilAsked(stage);
      expect(server.taken).toEqual(['GetOS']);
    },
    {
      outcomes: ['approval-needed'],
      openAlerts: 1,
      explained: [
        'Reboot the server NW-SRV-01 in its maintenance window (the next opens 2026-03-02 11:00 UTC)',
        'its alert "Reboot pending" and Automox (scan of 2026-03-02 08:0',
        'both ask for one',
        'Whether anyone was signed in when this was proposed is not known: an open session ends, and what is not saved in it is lost.',
      ],
      most: { atera: 2, automox: 3 },
    },
  );

  scenario(
    'has no device scanned when the last scan is younger',
    withReboots,
    async (stage) => {
      const { server } = await addRebootable(stage, {}, { refreshMinutes: 3 });
      await untilAsked(stage);
      expect(server.taken).toEqual([]);
    },
    { outcomes: ['approval-needed'], openAlerts: 1, most: { atera: 1, automox: 1 } },
  );

  scenario(
    'gets a ticket when no scan comes',
    withReboots,
    async (stage) => {
      scansTake(stage, FOR_EVER);
      await addRebootable(stage);
      await untilAsked(stage);
      expect(stage.ticket().title).toContain('Reboot alert could not be verified on NW-SRV-01');
    },
    {
      ...oneTicket,
      says: [
        'Automox: a reboot is needed',
        '(scan of 2026-03-02 07:00 UTC)',
        'Tried: the device was not rebooted by the app.',
        'Please do: check on the device whether a reboot is pending, and why Automox gives no scan of it.',
      ],
      most: { atera: 5, automox: 7 },
    },
  );

  scenario(
    'that Automox contradicts gets a ticket that says so, and stays',
    withReboots,
    async (stage) => {
      await addRebootable(stage, { needsReboot: false });
      await stage.hours(3);
      expect(stage.ticket()).toMatchObject({
        priority: 'Low',
        title: expect.stringContaining('Reboot alert is contradicted on NW-SRV-01'),
      });
    },
    {
      outcomes: ['not-verified'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Automox: no reboot is needed', 'Please do: check the source of the alert'],
    },
  );

  scenario(
    'has no scan asked for while the kill switch is on, and nothing is written',
    withReboots,
    async (stage) => {
      await stage.app.deps.killSwitch.set({ on: true, reason: 'restore under way' }, stage.app.clock.now());
      const { server } = await addRebootable(stage);
      await untilAsked(stage);
      expect(server.taken).toEqual([]);
    },
    { outcomes: ['kill-switch'], openAlerts: 1 },
  );

  scenario(
    'gets a ticket when Automox does not report whether a reboot is needed',
    withReboots,
    async (stage) => {
      await addRebootable(stage, {}, { raw: { needs_reboot: null } });
      await untilAsked(stage);
    },
    { ...oneTicket, says: ['Automox: whether a reboot is needed is not reported'], most: { atera: 5, automox: 7 } },
  );

  scenario(
    'gets a ticket when Atera does not report the boot time',
    withReboots,
    async (stage) => {
      await addRebootable(stage, { raw: { LastRebootTime: null } });
      await untilAsked(stage);
    },
    {
      ...oneTicket,
      says: ['Atera: online, boot time not reported', 'check on the device when it last booted'],
      most: { atera: 5, automox: 7 },
    },
  );

  scenario(
    'of a server that was rebooted and needs another reboot gets a ticket that says so',
    { ...withReboots, ...oftenPolled, simulator: { world: { lags: { inventoryMs: 60_000 } } } },
    async (stage) => {
      scansTake(stage, 6);
      const { device } = await addRebootable(stage);
      await stage.minutes(3);
      device.reboot();
      device.needsReboot = true;
      await stage.hours(2);
      expect(stage.ticket().title).toContain('Reboot still pending after a reboot on NW-SRV-01');
    },
    {
      outcomes: ['not-verified'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Please do: find out why the device asks for another reboot'],
    },
  );

  scenario(
    'of a server that is off is kept until it is back, then a person is asked; its absence has a ticket of its own',
    withReboots,
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      const server = await stage.enroll(device);
      device.goOffline();
      await stage.minutes(6);
      const alert = raiseReboot(stage, device);
      await stage.hours(2);
      expect(await stage.app.outcomeOf(alert.id)).toMatchObject({ state: 'waiting', code: 'device-offline' });
      expect(server.queue).toEqual([]);
      device.comeBack();
      await stage.hours(2);
    },
    { outcomes: ['verified-recovered', 'approval-needed'], tickets: ['Resolved'], comments: 1, openAlerts: 1 },
  );

  scenario(
    'of a server that stays off for three days gets a ticket then',
    { ...withReboots, ...seldomPolled },
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      await stage.enroll(device);
      device.goOffline();
      await stage.minutes(6);
      raiseReboot(stage, device);
      await stage.hours(74);
      expect(stage.ticket().title).toContain('Reboot alert could not be verified on NW-SRV-01');
    },
    {
      outcomes: ['still-occurring', 'not-verified'],
      tickets: ['Open', 'Open'],
      comments: 3,
      openAlerts: 2,
      says: ['Atera: offline', 'Please do: check whether the device was shut down; that is not the reboot it needs.'],
    },
  );

  scenario(
    'in the words of a German tenant is known by the policy',
    { ...withReboots, policy: { ...withReboots.policy, classification: german() } },
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      await stage.enroll(device);
      raiseReboot(stage, device, { title: 'Patchday: Neustart seit 3 Tagen unvollendet', message: 'Bitte nachholen' });
      await untilAsked(stage);
    },
    {
      outcomes: ['approval-needed'],
      openAlerts: 1,
      explained: ['its alert "Patchday: Neustart seit 3 Tagen unvollendet" and Automox'],
      most: { atera: 2, automox: 3 },
    },
  );

  scenario(
    'is only reported in observe, and the device is not even scanned',
    { ...withReboots, mode: 'observe' },
    async (stage) => {
      const { server } = await addRebootable(stage);
      await untilAsked(stage);
      expect(server.taken).toEqual([]);
    },
    { outcomes: ['would-open-ticket'], openAlerts: 1, most: { atera: 2, automox: 2 } },
  );
});

function german() {
  return { diskSpace: [], offlineDevice: [], pendingReboot: [{ title: 'Patchday: * unvollendet' }], never: [] };
}
