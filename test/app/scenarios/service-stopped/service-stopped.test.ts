import { afterAll, describe, expect } from 'vitest';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import { addRestartable, addStopped, withRestarts } from '../../../helpers/scenarios/service-scenarios.ts';

afterAll(printRequests);

describe('a stopped service', () => {
  scenario(
    'that is started again by itself needs no ticket',
    {},
    async (stage) => {
      const { service } = addStopped(stage);
      await stage.minutes(8);
      service.start();
      await stage.hours(1);
    },
    { outcomes: ['alert-ended'], most: { atera: 2 } },
  );

  scenario(
    'gets a ticket without an Automox match, which is closed when somebody has started it',
    {},
    async (stage) => {
      const { service } = addStopped(stage);
      await stage.minutes(30);
      expect(stage.ticket()).toMatchObject({ status: 'Open', priority: 'Medium' });
      await stage.hours(2);
      service.start();
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: [
        'What: the service Spooler of NW-SRV-01 is stopped, says Atera.',
        'says "The Windows Service (Spooler) State is Stopped". It is open in Atera',
        'It could not be started by the app: the policy names no worklet that starts this service for the customer.',
        'Please do: check whether the service runs, and start it',
      ],
      most: { atera: 12 },
    },
  );

  scenario(
    'has a high priority where the policy calls it critical, under any of its names',
    {
      policy: {
        serviceStopped: {
          ...{ bootGraceMinutes: 15, confirmAfterMinutes: 10, offlineWaitMinutes: 240, settleMinutes: 5 },
          ...{ workletTimeoutMinutes: 30, verifyAfterMinutes: 10, followUpEveryMinutes: 60, clearConfirmMinutes: 10 },
          ...{ flappingCount: 3, flappingHours: 24 },
          services: [{ name: 'Printing', aliases: ['Print Spooler', 'Spooler'], critical: true }],
        },
      },
    },
    async (stage) => {
      addStopped(stage, { reportedAs: 'displayName' }, { kind: 'workstation' });
      await stage.minutes(30);
      expect(stage.ticket()).toMatchObject({
        title: expect.stringContaining('Service Printing stopped on'),
        priority: 'High',
      });
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'whose alert somebody resolves while it is stopped keeps its one ticket',
    seldomPolled,
    async (stage) => {
      const { service } = addStopped(stage);
      await stage.hours(2);
      for (let time = 0; time < 2; time++) {
        stage.app.simulator.world.alerts.archive(service.alertId ?? 0, 'person');
        await stage.hours(3);
      }
    },
    { outcomes: ['still-occurring', 'still-occurring', 'still-occurring'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'on a device that booted a moment ago is waited for, as Windows starts some services late',
    withRestarts,
    async (stage) => {
      const { device } = await addRestartable(stage, { startType: 'delayed' });
      await stage.minutes(12);
      device.reboot();
      await stage.hours(2);
    },
    { outcomes: ['alert-ended'] },
  );

  scenario(
    'on a device that is off is reported after hours, as not verified',
    {},
    async (stage) => {
      const { device } = addStopped(stage);
      await stage.minutes(8);
      device.goOffline();
      await stage.hours(5);
    },
    {
      outcomes: ['still-occurring', 'still-occurring'],
      tickets: ['Open', 'Open'],
      openAlerts: 2,
      says: ['It is open in Atera, but the device is offline', 'as soon as the device is back'],
    },
  );

  scenario(
    'that a script reports is never restarted: nothing shows that it is stopped now',
    {
      ...withRestarts,
      policy: {
        ...withRestarts.policy,
        classification: { serviceStopped: [{ message: 'Service {service} is down' }], never: [] },
      },
    },
    async (stage) => {
      const { device, service } = await addRestartable(stage, { stopped: false });
      expect(service.running).toBe(true);
      const message = 'Service spooler is down';
      stage.app.simulator.world.raiseCustomAlert({ device, title: 'Check', message });
      await stage.hours(1);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'whether it still is could not be verified',
        "not of Atera's own monitor",
        'Resolve the alert in Atera when it is done',
      ],
    },
  );

  scenario(
    'that the alert does not name gets a ticket that says so',
    withRestarts,
    async (stage) => {
      const { device } = await addRestartable(stage, { stopped: false });
      const message = 'The Windows Service () State is Stopped';
      stage.app.simulator.world.raiseCustomAlert({ device, title: 'Windows Service', message });
      await stage.hours(1);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['The alert does not say which one.', 'the alert does not say which service it is'],
    },
  );
});
