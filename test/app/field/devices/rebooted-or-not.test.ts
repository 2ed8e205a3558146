import { afterAll, describe, expect } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { HOUR, MINUTE } from '../../../helpers/app/app.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addApproved,
  addRebootable,
  inWindow,
  ordered,
  raiseReboot,
  until,
  untilAsked,
  withReboots,
} from '../../../helpers/scenarios/reboot-scenarios.ts';

const ANNA = 'CORP\\anna (Since: 3/2/2026, 8:01:12 AM)';

/** Without Automox, and with an inventory of every few minutes. */
const alone = { policy: inWindow, simulator: { world: { lags: { inventoryMs: 5 * MINUTE } } } };

const oneTicket = { tickets: ['Open'], openAlerts: 1 } as const;

const textOf = async ({ app }: Stage) => (await app.outcomes())[0]?.text;

afterAll(printRequests);

describe('a boot time', () => {
  scenario(
    'that is reported an hour later because the clocks changed is no reboot',
    alone,
    async (stage) => {
      const device = stage.add({ needsReboot: true, bootedAt: stage.app.clock.now() - 40 * MINUTE });
      raiseReboot(stage, device);
      await stage.minutes(10);
      device.shiftBootTime(HOUR + 300);
      await stage.hours(4);
    },
    { ...oneTicket, outcomes: ['not-verified'] },
  );

  scenario(
    'that changed while Windows still wants a reboot does not resolve the alert',
    { ...withReboots, simulator: { world: { lags: { inventoryMs: 5 * MINUTE } } } },
    async (stage) => {
      const { device } = await addRebootable(stage);
      await stage.minutes(10);
      device.reboot();
      device.needsReboot = true;
      await stage.hours(3);
    },
    { ...oneTicket, outcomes: ['not-verified'], says: ['Automox: a reboot is needed'] },
  );

  scenario(
    'that changed proves a reboot where there is no Automox, and the ticket says what is not known',
    alone,
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      raiseReboot(stage, device);
      await untilAsked(stage);
      expect(stage.ticket().status).toBe('Open');
      device.reboot();
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      noted: ['It has rebooted since the alert; whether Windows still wants a reboot is not known.'],
    },
  );

  /** Nobody reads the device before it has booted, 37 minutes after its alert. */
  const bootUnread = async (stage: Stage, add: () => Promise<Device>) => {
    const unread = { kind: 'status', status: 503 } as const;
    const { faults } = stage.app.simulator;
    const fault = faults.inject({ on: 'GET /agents/{agentId}', times: Number.POSITIVE_INFINITY, fault: unread });
    const device = await add();
    await stage.minutes(37);
    device.reboot();
    await stage.minutes(20);
    fault.remove();
    await stage.hours(4);
  };

  scenario(
    'that is the first one read, 37 minutes after the alert, is a reboot where a scan from after it finds none pending',
    { ...withReboots, simulator: { world: { lags: { inventoryMs: 5 * MINUTE } } } },
    (stage) => bootUnread(stage, async () => (await addRebootable(stage)).device),
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1 },
  );

  scenario(
    'of 37 minutes after the alert is a reboot without Automox where a list reported the one before',
    { ...alone, directory: 'none' },
    (stage) =>
      bootUnread(stage, async () => {
        const device = stage.add({ needsReboot: true });
        raiseReboot(stage, device);
        return device;
      }),
    { outcomes: ['verified-recovered'] },
  );

  scenario(
    'of before an alert whose date was read four hours too early is no reboot',
    alone,
    async (stage) => {
      const now = stage.app.clock.now();
      const device = stage.add({ needsReboot: true, bootedAt: now - HOUR });
      raiseReboot(stage, device, { createdAt: now - 4 * HOUR });
      await stage.hours(3);
    },
    { ...oneTicket, outcomes: ['not-verified'] },
  );

  scenario(
    'that trembles across a minute, or is reported an hour earlier, voids no approval',
    { ...withReboots, simulator: { world: { lags: { inventoryMs: 5 * MINUTE } } } },
    async (stage) => {
      const { device } = await addApproved(stage, { bootedAt: Date.parse('2026-02-27T06:00:00.300Z') });
      device.shiftBootTime(-800);
      await stage.hours(1);
      device.shiftBootTime(-HOUR);
      await until(stage, '13:00');
      expect(ordered(stage)).toBe(1);
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );
});

describe('a scan that failed', () => {
  scenario(
    'is no witness that a reboot is pending',
    withReboots,
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      const server = await stage.enroll(device);
      server.scansFail = true;
      server.scanNow();
      raiseReboot(stage, device);
      await untilAsked(stage);
    },
    {
      ...oneTicket,
      outcomes: ['ticket-opened'],
      says: ['Automox: its last scan of the device failed, so it proves nothing.', 'why Automox gives no scan of it'],
    },
  );

  scenario(
    'after a reboot is no witness that none is pending',
    withReboots,
    async (stage) => {
      const { server } = await addApproved(stage);
      await until(stage, '11:00');
      server.scansFail = true;
      await until(stage, '13:30');
      expect(stage.ticket().title).toContain('Rebooted, but not confirmed on NW-SRV-01');
    },
    {
      ...oneTicket,
      outcomes: ['ticket-opened'],
      commands: ['Reboot'],
      says: ['It came up again 2026-03-02 11:0', 'Whether Windows still wants a reboot is not known.'],
    },
  );
});

describe('the last user that Automox names', () => {
  scenario(
    'says neither that somebody is there nor that nobody is, and the question says what happens to a session',
    withReboots,
    async (stage) => {
      await addRebootable(stage, { kind: 'workstation' }, { lastUser: 'CORP\\anna' });
      await untilAsked(stage);
      expect(await textOf(stage)).toContain(
        'Whether anyone was signed in when this was proposed is not known: an open',
      );
    },
    { outcomes: ['approval-needed'], openAlerts: 1 },
  );

  scenario(
    'does not keep an approved reboot from a device that has been empty for weeks',
    withReboots,
    async (stage) => {
      await addApproved(stage, { kind: 'workstation' }, { lastUser: 'CORP\\anna' });
      await until(stage, '13:00');
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );

  scenario(
    'is not asked where Atera names somebody: the question says that the session ends',
    withReboots,
    async (stage) => {
      await addRebootable(stage, { kind: 'workstation', loggedInUsers: ANNA });
      await untilAsked(stage);
      expect(await textOf(stage)).toContain(
        'Somebody was signed in when this was proposed, says Atera: that session ends',
      );
    },
    { outcomes: ['approval-needed'], openAlerts: 1 },
  );
});

describe('a yes to "nobody is signed in"', () => {
  scenario(
    'is not void because it waited for its window: a new scan is asked for first',
    withReboots,
    async (stage) => {
      const { behaviour } = stage.app.simulator.automox;
      // The scan that is asked for comes shortly before the question.
      behaviour.scanMs = [12 * MINUTE, 12 * MINUTE];
      const { server } = await addRebootable(stage, { kind: 'workstation' });
      await untilAsked(stage);
      expect(await textOf(stage)).toContain('Nobody was signed in when this was proposed');
      behaviour.scanMs = [MINUTE, MINUTE];
      await stage.answer('approve');
      await until(stage, '13:00');
      expect(server.taken.slice(0, 3)).toEqual(['GetOS', 'GetOS', 'Reboot']);
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );
});

describe('a yes given while nobody was known to be signed in, where somebody is when the window opens,', () => {
  scenario(
    'waits in its window until they have left',
    withReboots,
    async (stage) => {
      const { device } = await addRebootable(stage, { kind: 'workstation' });
      await untilAsked(stage);
      await stage.answer('approve');
      device.loggedInUsers = ANNA;
      await until(stage, '11:45');
      expect(await textOf(stage)).toContain('while nobody was known to be signed in, and somebody is signed in');
      expect(ordered(stage)).toBe(0);
      device.loggedInUsers = '';
      await until(stage, '14:30');
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );
});

describe('a ticket whose alert a person resolved', () => {
  scenario(
    'stays while nothing shows that the device was rebooted, and says so',
    alone,
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      const alert = raiseReboot(stage, device);
      await untilAsked(stage);
      stage.app.simulator.world.person.resolveAlert(alert.id);
      await stage.hours(4);
      expect(await textOf(stage)).toContain('nothing shows that the device was rebooted');
    },
    { outcomes: ['not-verified'], tickets: ['Open'] },
  );
});
