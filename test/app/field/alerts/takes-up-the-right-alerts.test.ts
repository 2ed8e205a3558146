import { describe, expect, it } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { HOUR, MINUTE, startApp } from '../../../helpers/app/app.ts';
import { scenario } from '../../../helpers/app/scenario.ts';
import { raiseReboot, untilAsked, withReboots } from '../../../helpers/scenarios/reboot-scenarios.ts';

/** Atera's remark in its availability alert (vendor-apis 1.6). */
const AGENT_SILENT = 'agent has not established communication within the expected interval.';

const CRASH = { title: 'BSOD', message: 'The computer has rebooted from a bugcheck. Analysis needed.' };

describe('a full volume that is no drive letter', () => {
  scenario(
    'is the / of a Linux server, and gets its ticket, which closes when there is space again',
    {},
    async (stage) => {
      const server = stage.add({ kind: 'linux', disks: [{ drive: '/', usedPercent: 97 }] });
      await stage.hours(1);
      expect(stage.ticket().title).toMatch(
        /^Disk \/ almost full on NW-SRV-01 \[rmm a\d+\.disk-space\.[a-z0-9-]+\.1\]$/,
      );
      server.setDiskUsedPercent('/', 60);
      await stage.hours(4);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['drive / of NW-SRV-01 has been over its alert limit of 90 %', '(97 % used)'],
    },
  );

  scenario(
    'is one of two mount points, and each has its ticket',
    {},
    async (stage) => {
      stage.add({
        kind: 'linux',
        disks: [
          { drive: '/var', usedPercent: 96 },
          { drive: '/_var', usedPercent: 98 },
        ],
      });
      await stage.hours(1);
    },
    { outcomes: ['ticket-opened', 'ticket-opened'], tickets: ['Open', 'Open'], openAlerts: 2 },
  );

  it('can be asked for by HTTP', async () => {
    await using app = await startApp();
    const customer = app.simulator.world.addCustomer('North Wind Ltd');
    const disks = [{ drive: '/var/log', usedPercent: 96 }];
    const device = app.simulator.world.addDevice(customer, { name: 'NW-LX-01', kind: 'linux', disks });
    const body = { agentId: device.agentId, playbook: 'disk-space', drive: '/var/log/' };

    const reply = await call(app, 'POST', '/api/remediations', body);
    await app.clock.advance(HOUR);

    expect(reply.status).toBe(202);
    expect(app.simulator.world.tickets.all().map(({ title }) => title)).toEqual([
      expect.stringContaining('Disk /var/log almost full on NW-LX-01'),
    ]);
  });
});

describe('two drives in one alert', () => {
  scenario(
    'are no playbook, and the outcome says so',
    {},
    async (stage) => {
      const device = stage.add();
      const title = 'Low disk space on C: and D:';
      stage.app.simulator.world.raiseCustomAlert({ device, title, message: '' });
      await stage.hours(1);
    },
    { outcomes: ['no-playbook'], openAlerts: 1, explained: ['title names several drives: C:, D:'] },
  );
});

describe('an alert that only sounds like a pending reboot', () => {
  scenario(
    'reports a crash, and is not resolved by the next crash',
    withReboots,
    async (stage) => {
      const device = stage.add();
      await stage.enroll(device);
      device.reboot();
      raiseReboot(stage, device, CRASH);
      await stage.hours(1);
      device.reboot();
      raiseReboot(stage, device, CRASH);
      await stage.hours(2);
    },
    {
      outcomes: ['no-playbook', 'no-playbook'],
      openAlerts: 2,
      explained: ['it speaks of a restart, but it reports a crash'],
    },
  );

  scenario(
    'is about the Print Spooler, or about a router, or says itself that none is due',
    withReboots,
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      await stage.enroll(device);
      raiseReboot(stage, device, { title: 'Print Spooler restart required', message: '' });
      raiseReboot(stage, device, { title: 'Router reboot required', message: '' });
      raiseReboot(stage, device, { title: 'Pending Reboot', message: 'RebootPending : False' });
      await untilAsked(stage);
    },
    {
      outcomes: ['no-playbook', 'no-playbook', 'no-playbook'],
      openAlerts: 3,
      explained: ['it says that none is due'],
    },
  );

  scenario(
    'is not what a script prints of a reboot that is due',
    withReboots,
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      await stage.enroll(device);
      const message = 'ComputerName  : NW-SRV-01\nWindowsUpdate : True\nRebootPending : True';
      raiseReboot(stage, device, { title: 'Check-PendingReboot', message });
      await untilAsked(stage);
    },
    { outcomes: ['approval-needed'], openAlerts: 1 },
  );
});

describe('an offline alert', () => {
  const renamed = { title: 'Production server away', category: 'General' };

  scenario(
    'is known by the sentence of Atera under a title that the tenant chose',
    { simulator: { world: { wording: () => ({ ...renamed, message: AGENT_SILENT }) } } },
    async (stage) => {
      stage.add().goOffline();
      await stage.hours(1);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['the server NW-SRV-01 is offline'],
    },
  );

  it('of other software is not one of the agent', async () => {
    await using app = await startApp();
    const customer = app.simulator.world.addCustomer('North Wind Ltd');
    const device = app.simulator.world.addDevice(customer, { name: 'NW-SRV-01', kind: 'server' });
    const message = 'Veeam agent has not communicated within the expected interval.';
    const alert = app.simulator.world.raiseCustomAlert({ device, title: 'Backup', message, category: 'Availability' });

    await app.clock.advance(30 * MINUTE);

    expect(await app.outcomeOf(alert.id)).toMatchObject({ code: 'no-playbook' });
    expect(app.simulator.world.tickets.all()).toEqual([]);
  });
});

describe('a pattern in classification.never', () => {
  const vetoes = { diskSpace: [], offlineDevice: [], pendingReboot: [], never: [{ title: 'Disk Usage(X:)' }] };

  scenario(
    'leaves alone what any playbook would take, and the outcome names it',
    { policy: { classification: vetoes } },
    async (stage) => {
      stage.add({ disks: [{ drive: 'X:', usedPercent: 97 }] });
      await stage.hours(1);
    },
    { outcomes: ['no-playbook'], openAlerts: 1, explained: ['classification.never: Disk Usage(X:)'] },
  );
});
