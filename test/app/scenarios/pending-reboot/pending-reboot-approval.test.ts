import { afterAll, describe, expect } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { MINUTE } from '../../../helpers/app/app.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import { rebootsOrdered } from '../../../helpers/scenarios/reboot-app.ts';
import {
  addApproved,
  addRebootable,
  ordered,
  raiseReboot,
  until,
  untilAsked,
  withReboots,
} from '../../../helpers/scenarios/reboot-scenarios.ts';

const ANNA = 'CORP\\anna (Since: 3/2/2026, 8:01:12 AM)';

const DAY = 24;

const forDays = { ...withReboots, ...seldomPolled };

const oneTicket = { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 } as const;

const kill = ({ app }: Stage, on: boolean) =>
  call(app, 'PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' });

/** Who is signed in is nobody's business but the ticket's. */
const expectNoNames = async ({ app }: Stage) =>
  expect(JSON.stringify([app.simulator.world.tickets.all(), await app.outcomes(), app.log])).not.toContain('anna');

afterAll(printRequests);

describe('an approved reboot', () => {
  scenario(
    'comes once, in the window, and its alert is resolved on the changed boot time and a scan after it',
    withReboots,
    async (stage) => {
      await addRebootable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await until(stage, '10:00');
      expect(await stage.app.outcomes()).toMatchObject([
        { state: 'waiting', code: 'waits-for-window', nextAt: Date.parse('2026-03-02T11:00:00Z') },
      ]);
      await until(stage, '12:30');
      expect(rebootsOrdered(stage.app)[0]).toBeLessThan(Date.parse('2026-03-02T11:10:00Z'));
    },
    {
      outcomes: ['rebooted'],
      commands: ['Reboot'],
      explained: ['finds no reboot pending', 'verified), sent 2026-03-02 11:0', 'It came up again 2026-03-02 11:0'],
      most: { atera: 7, automox: 10 },
    },
  );

  scenario(
    'is not done when a person has rebooted meanwhile: the alert is resolved',
    withReboots,
    async (stage) => {
      const { device, server } = await addApproved(stage);
      device.reboot();
      await stage.hours(1);
      server.scanNow();
      await until(stage, '12:30');
      expect(ordered(stage)).toBe(0);
    },
    { outcomes: ['rebooted'], most: { atera: 5, automox: 7 } },
  );

  scenario(
    'is not done when a person has resolved the alert meanwhile',
    withReboots,
    async (stage) => {
      const { alert } = await addApproved(stage);
      stage.app.simulator.world.person.resolveAlert(alert.id);
      await until(stage, '12:30');
      expect(ordered(stage)).toBe(0);
    },
    { outcomes: ['alert-cleared'], most: { atera: 5, automox: 7 } },
  );

  scenario(
    'is not done while somebody has signed in: the ticket says so after the window, names nobody elsewhere',
    withReboots,
    async (stage) => {
      const { device } = await addApproved(stage);
      device.loggedInUsers = ANNA;
      await until(stage, '16:10');
      expect(ordered(stage)).toBe(0);
      expect(JSON.stringify([await stage.app.outcomes(), stage.app.log])).not.toContain('anna');
    },
    {
      ...oneTicket,
      says: ['as Atera last reported; its maintenance window is over.', 'verified) 2026-03-02 09:00 UTC; it was'],
      most: { atera: 25, automox: 37 },
    },
  );

  scenario(
    'of a workstation comes when its user, who was signed in at the approval, has left',
    withReboots,
    async (stage) => {
      const { device } = await addRebootable(stage, { kind: 'workstation', loggedInUsers: ANNA });
      await untilAsked(stage);
      expect((await stage.app.outcomes())[0]?.text).toContain('Somebody was signed in when this was proposed');
      await stage.answer('approve');
      device.loggedInUsers = '';
      await until(stage, '13:00');
      await expectNoNames(stage);
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );

  scenario(
    'of a workstation is not done when a scan right before finds somebody who was unknown before',
    withReboots,
    async (stage) => {
      const reported = { kind: 'workstation', raw: { CurrentLoggedUsers: '' } } as const;
      const { device } = await addRebootable(stage, reported, { refreshMinutes: 3 });
      await untilAsked(stage);
      expect((await stage.app.outcomes())[0]?.text).toContain('Nobody was signed in when this was proposed');
      await stage.answer('approve');
      device.loggedInUsers = ANNA;
      await until(stage, '16:10');
      await expectNoNames(stage);
    },
    { ...oneTicket, says: ['for when nobody is signed in', 'its maintenance window is over.'] },
  );

  scenario(
    'waits for a device that Automox has lost in its window, and no command lies in wait for it',
    withReboots,
    async (stage) => {
      const { server } = await addApproved(stage);
      server.setAgent('down');
      await until(stage, '12:00');
      expect(server.queue).toEqual([]);
      expect(await stage.app.outcomes()).toMatchObject([{ state: 'waiting', code: 'waits-for-device' }]);
      server.setAgent('as-device');
      await until(stage, '15:00');
      expect(ordered(stage)).toBe(1);
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );

  scenario(
    'waits for a server that is off in its window; its absence has a ticket of its own, closed by then',
    withReboots,
    async (stage) => {
      const { device, server } = await addApproved(stage);
      device.goOffline();
      await until(stage, '12:00');
      expect(server.queue).toEqual([]);
      device.comeBack();
      await until(stage, '15:30');
      expect(ordered(stage)).toBe(1);
    },
    { outcomes: ['rebooted', 'verified-recovered'], tickets: ['Resolved'], comments: 1, commands: ['Reboot'] },
  );

  scenario(
    'waits while the kill switch is on, and is done when it is off',
    withReboots,
    async (stage) => {
      await addApproved(stage);
      await kill(stage, true);
      await until(stage, '12:00');
      expect(await stage.app.outcomes()).toMatchObject([{ state: 'waiting', code: 'kill-switch' }]);
      expect(ordered(stage)).toBe(0);
      await kill(stage, false);
      await until(stage, '14:00');
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );

  scenario(
    'of two servers of a customer come one at a time',
    withReboots,
    async (stage) => {
      await addRebootable(stage);
      await addRebootable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(5);
      await stage.answer('approve');
      await until(stage, '14:30');
      const [first = 0, second = 0] = rebootsOrdered(stage.app);
      expect(second - first).toBeGreaterThanOrEqual(35 * MINUTE);
    },
    { outcomes: ['rebooted', 'rebooted'], commands: ['Reboot', 'Reboot'] },
  );

  scenario(
    'that was done within the week is not done again: the ticket says that it was no fix',
    forDays,
    async (stage) => {
      const { device } = await addApproved(stage);
      await until(stage, '13:00');
      await stage.hours(2 * DAY);
      device.needsReboot = true;
      raiseReboot(stage, device);
      await stage.hours(1);
      expect(ordered(stage)).toBe(1);
    },
    {
      outcomes: ['rebooted', 'ticket-opened'],
      tickets: ['Open'],
      commands: ['Reboot'],
      openAlerts: 1,
      says: ['It ended on 2026-03-02', 'and it is back within 7 days: that was no fix.'],
    },
  );

  scenario(
    'that was done more than a week ago is asked for again',
    forDays,
    async (stage) => {
      const { device } = await addApproved(stage);
      await until(stage, '13:00');
      await stage.hours(8 * DAY);
      device.needsReboot = true;
      raiseReboot(stage, device);
      await stage.hours(1);
    },
    { outcomes: ['rebooted', 'approval-needed'], commands: ['Reboot'], openAlerts: 1 },
  );
});

describe('a question about a reboot', () => {
  scenario(
    'is answered no: one ticket says who said so and why',
    withReboots,
    async (stage) => {
      await addRebootable(stage);
      await untilAsked(stage);
      await stage.answer('reject');
      await until(stage, '12:00');
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'Nothing was done to the device. Proposed: Reboot the server NW-SRV-01',
        'Ada (typed, not verified) said no: it was asked for.',
        'The next maintenance window opens 2026-03-02 11:00 UTC.',
      ],
    },
  );

  scenario(
    'is answered no, which takes no more requests than promised',
    withReboots,
    async (stage) => {
      await addRebootable(stage);
      await untilAsked(stage);
      await stage.answer('reject');
      await stage.minutes(20);
    },
    { ...oneTicket, most: { atera: 5, automox: 7 } },
  );

  scenario(
    'is answered by nobody within a day: a ticket',
    forDays,
    async (stage) => {
      await addRebootable(stage);
      await stage.hours(25);
    },
    { ...oneTicket, says: ['Nobody approved it within 24 hours'], most: { atera: 5, automox: 7 } },
  );

  scenario(
    'is over when a person resolves the alert meanwhile',
    withReboots,
    async (stage) => {
      const { alert } = await addRebootable(stage);
      await untilAsked(stage);
      stage.app.simulator.world.person.resolveAlert(alert.id);
      await stage.hours(1);
    },
    { outcomes: ['alert-cleared'], most: { atera: 4, automox: 5 } },
  );

  scenario(
    'is asked once for two alerts of the same server, which both end with one reboot',
    withReboots,
    async (stage) => {
      const { device } = await addRebootable(stage);
      raiseReboot(stage, device, { title: 'Restart required' });
      await untilAsked(stage);
      await stage.answer('approve');
      await until(stage, '12:30');
    },
    { outcomes: ['rebooted', 'rebooted'], commands: ['Reboot'] },
  );
});
