import { afterAll, describe, expect } from 'vitest';
import type { Fault } from '../../../../dev/simulator/faults.ts';
import type { LoggedRequest } from '../../../../dev/simulator/request-log.ts';
import { FIRST_CUSTOMER } from '../../../helpers/app/app-setup.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { lostOnce } from '../../../helpers/scenarios/disk-scenarios.ts';
import {
  addApproved,
  addRebootable,
  inWindow,
  ordered,
  raiseReboot,
  until,
  untilAsked,
  untilTaken,
  withReboots,
} from '../../../helpers/scenarios/reboot-scenarios.ts';

const OTHER_ORGANIZATION = 999;

const oneTicket = { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 } as const;

/** The order of the reboot itself meets this; scans before it do not. */
function spoilOrder({ app }: Stage, fault: Fault): void {
  const isOrder = ({ method, template, body }: LoggedRequest) =>
    `${method} ${template}` === 'POST /servers/{serverId}/queues' && JSON.stringify(body ?? '').includes('Reboot');
  app.simulator.faults.inject({ on: isOrder, times: Number.POSITIVE_INFINITY, fault });
}

afterAll(printRequests);

describe('a reboot alert of a device without an Automox match', () => {
  scenario(
    'gets a ticket with the reasons and the window, and is closed when a person has rebooted',
    { policy: inWindow },
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      raiseReboot(stage, device);
      await stage.hours(1);
      expect(stage.ticket()).toMatchObject({ priority: 'Medium', status: 'Open', comments: [] });
      device.reboot();
      await stage.hours(4);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: [
        'What: a reboot of the server NW-SRV-01 is said to be pending; the alert says: Reboot pending',
        'Automox reports nothing: Automox is not set up.',
        'the app can neither confirm it nor act on it. It is not known whether anyone is signed in: ask first',
        'The next maintenance window opens 2026-03-02 11:00 UTC.',
      ],
    },
  );

  scenario(
    'gets a ticket that is left open with our note when a person works on it and has rebooted',
    { policy: inWindow },
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      raiseReboot(stage, device);
      await untilAsked(stage);
      const { person } = stage.app.simulator.world;
      person.comment(stage.ticket().id, stage.technician(), 'Agreed with the customer for noon');
      device.reboot();
      await stage.hours(4);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Open'],
      comments: 1,
      noted: ['The condition has recovered, confirmed by two checks.', 'The ticket is left to whoever works on it.'],
      explained: ['left to a person'],
    },
  );

  scenario(
    'because its customer is not assigned to Automox: the ticket says so',
    { automox: { 99: {} }, policy: inWindow },
    async (stage) => {
      await addRebootable(stage);
      await stage.hours(1);
    },
    {
      ...oneTicket,
      says: ['Automox reports nothing: the customer of the device is assigned to no Automox organisation.'],
      most: { atera: 5 },
    },
  );

  scenario(
    'because Automox is refused by its organisation: the ticket says so',
    { automox: { [FIRST_CUSTOMER]: { organizationId: OTHER_ORGANIZATION } }, policy: inWindow },
    async (stage) => {
      await addRebootable(stage);
      await untilAsked(stage);
    },
    { ...oneTicket, says: ['Automox reports nothing: it could not be asked'], most: { atera: 5, automox: 7 } },
  );

  scenario(
    'because no window is set gets a ticket, and nobody is asked',
    { automox: true },
    async (stage) => {
      await addRebootable(stage);
      await untilAsked(stage);
      expect(stage.app.log.join('\n')).not.toContain('approval-needed');
      expect(stage.ticket().priority).toBe('High');
    },
    {
      ...oneTicket,
      says: ['Automox: a reboot is needed', 'No maintenance window is set, so the app never reboots it by itself.'],
      most: { atera: 5, automox: 7 },
    },
  );
});

describe('an approved reboot', () => {
  scenario(
    'that the key is not allowed to order is not done, and the ticket says so',
    withReboots,
    async (stage) => {
      await addApproved(stage);
      const { automoxKeys } = stage.app.simulator;
      automoxKeys.setRole(automoxKeys.current, 'read-only');
      await until(stage, '11:30');
    },
    {
      ...oneTicket,
      says: [
        'Nothing was done to the device. Proposed: Reboot the server NW-SRV-01',
        'The command could not be sent: Automox POST /servers/{serverId}/queues: HTTP 403.',
      ],
      most: { atera: 6, automox: 7 },
    },
  );

  scenario(
    'whose answer is lost is done once, and proven',
    withReboots,
    async (stage) => {
      await addApproved(stage);
      spoilOrder(stage, { kind: 'reset-after' });
      await until(stage, '13:00');
      expect(ordered(stage)).toBe(1);
    },
    { outcomes: ['rebooted'], commands: ['Reboot'], explained: ['Whether Automox took it is not known'] },
  );

  scenario(
    'that Automox answers with an error of its own is not ordered again, and the ticket says so',
    withReboots,
    async (stage) => {
      await addApproved(stage);
      spoilOrder(stage, { kind: 'status', status: 502 });
      await until(stage, '13:10');
      expect(ordered(stage)).toBe(1);
      expect(stage.ticket().title).toContain('Reboot not proven on NW-SRV-01');
    },
    {
      ...oneTicket,
      says: [
        'Whether Automox took it is not known; it is not sent again.',
        'No new boot was detected within 90 minutes. It was online.',
        'Please do: check on the device whether a reboot is still pending, and restart it by hand if so; the app does',
      ],
      explained: [
        'Whether the device was ordered to reboot is not known, and no new boot was detected. Reboot the server',
      ],
    },
  );

  scenario(
    'whose answer is lost before its device goes away is no reboot in the ticket that asks to start it',
    withReboots,
    async (stage) => {
      const { device } = await addApproved(stage);
      spoilOrder(stage, { kind: 'reset-before' });
      await until(stage, '11:10');
      device.goOffline();
      await until(stage, '13:10');
      expect(stage.ticket()).toMatchObject({
        priority: 'High',
        title: expect.stringContaining('Offline, maybe because of its reboot: NW-SRV-01'),
      });
    },
    {
      outcomes: ['ticket-opened', 'still-occurring'],
      tickets: ['Open', 'Open'],
      openAlerts: 2,
      says: [
        'Whether Automox took it is not known; it is not sent again.',
        'Please do: check at once whether the device is up, and start it; whether it went away because of the reboot is',
      ],
    },
  );

  scenario(
    'that takes effect long after its answer failed is done once, and proven',
    withReboots,
    async (stage) => {
      await addApproved(stage);
      spoilOrder(stage, { kind: 'late-effect', afterMs: 60_000 });
      await until(stage, '13:00');
      expect(ordered(stage)).toBe(1);
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );

  scenario(
    'whose worker is lost right after the order is done once, and proven',
    { ...withReboots, faults: lostOnce('sendCommand') },
    async (stage) => {
      await addApproved(stage);
      await until(stage, '13:30');
      expect(ordered(stage)).toBe(1);
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );

  scenario(
    'that a person has queued already is not ordered beside theirs, and ends with it',
    withReboots,
    async (stage) => {
      const { server } = await addApproved(stage);
      stage.app.simulator.automox.behaviour.drainMs = [1_800_000, 1_800_000];
      await until(stage, '10:59');
      server.enqueue('Reboot');
      await until(stage, '14:30');
      expect(ordered(stage)).toBe(0);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      commands: ['Reboot'],
      says: ['It was not done, because the same command waits in its queue already.'],
    },
  );

  scenario(
    'that changes no boot time is not proven, and the ticket says what was tried',
    withReboots,
    async (stage) => {
      const reported = { uptime: '14000', needs_reboot: true };
      await addApproved(stage, { raw: { LastRebootTime: '2026-02-20T06:00:00Z' } }, { raw: reported });
      await until(stage, '13:10');
      expect(stage.ticket()).toMatchObject({
        priority: 'High',
        title: expect.stringContaining('Reboot not proven on NW-SRV-01'),
      });
    },
    {
      ...oneTicket,
      commands: ['Reboot'],
      says: [
        'Tried: Reboot the server NW-SRV-01 in its maintenance window',
        'Approved by Ada (typed, not verified), sent 2026-03-02 11:0',
        'Please do: check on the device why it did not restart, and restart it by hand; the app does not try again.',
        'No new boot was detected within 90 minutes. It was online.',
      ],
    },
  );

  scenario(
    'after which the server does not come back is one urgent ticket beside that of its absence, and its alert stays',
    withReboots,
    async (stage) => {
      const { device, server } = await addApproved(stage);
      await until(stage, '11:00');
      await untilTaken(stage, server);
      device.goOffline();
      await until(stage, '13:10');
      expect(stage.ticket()).toMatchObject({
        priority: 'High',
        title: expect.stringContaining('Not back after a reboot: NW-SRV-01'),
      });
      expect(ordered(stage)).toBe(1);
    },
    {
      outcomes: ['ticket-opened', 'still-occurring'],
      tickets: ['Open', 'Open'],
      commands: ['Reboot'],
      openAlerts: 2,
      says: [
        'It was offline and had not come back.',
        'Please do: check at once whether the device is up, and start it; it went away when it was ordered to reboot.',
      ],
    },
  );
});
