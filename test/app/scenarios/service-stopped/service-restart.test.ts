import { afterAll, describe, expect } from 'vitest';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { FIRST_WORKLET } from '../../../helpers/scenarios/disk-scenarios.ts';
import { addRestartable, RESTART, withRestarts } from '../../../helpers/scenarios/service-scenarios.ts';

const SENT =
  'Run Automox worklet 40001 (start the service Spooler) on NW-SRV-01, because Atera says that it is stopped. Approved by Ada (typed, not verified), sent';

const untilAsked = 20;

afterAll(printRequests);

describe('the restart of a service', () => {
  scenario(
    'is verified by its code and by the end of the alert, and needs no ticket',
    withRestarts,
    async (stage) => {
      const { service } = await addRestartable(stage);
      await stage.minutes(untilAsked);
      await stage.answer('approve');
      await stage.hours(2);
      expect(service.running).toBe(true);
    },
    {
      outcomes: ['restart-verified'],
      commands: [RESTART],
      explained: [
        SENT,
        "ended with code 0: Windows started the service. Atera's alert has ended since, confirmed by two checks.",
      ],
      most: { atera: 9, automox: 6 },
    },
  );

  scenario(
    'finds it running already, which is no failure',
    withRestarts,
    async (stage) => {
      await addRestartable(stage, {}, (device) => {
        stage.app.simulator.world.services.find(device, 'Spooler')?.start();
        return 1056;
      });
      await stage.minutes(untilAsked);
      await stage.answer('approve');
      await stage.hours(2);
    },
    { outcomes: ['restart-verified'], commands: [RESTART], explained: ['code 1056: the service was running already'] },
  );

  scenario(
    'of a disabled service is a ticket that says so, and is not retried',
    withRestarts,
    async (stage) => {
      await addRestartable(stage, { startType: 'disabled' });
      await stage.minutes(untilAsked);
      await stage.answer('approve');
      await stage.hours(6);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      comments: 1,
      commands: [RESTART],
      openAlerts: 1,
      says: [
        SENT,
        'ended with code 1058: the service is disabled, so Windows does not start it.',
        'Please do: decide whether',
      ],
    },
  );

  scenario(
    'of a service that stops again at once is a ticket, and is not retried',
    withRestarts,
    async (stage) => {
      await addRestartable(stage, { diesAfterMs: 12 * 60_000 });
      await stage.minutes(untilAsked);
      await stage.answer('approve');
      await stage.hours(4);
    },
    {
      outcomes: ['still-occurring', 'still-occurring'],
      tickets: ['Open'],
      comments: 1,
      commands: [RESTART],
      openAlerts: 1,
      says: [SENT, "Atera's alert ended after it and is open again: the service stopped once more."],
    },
  );

  scenario(
    'that may not have been sent is not said to have ended the alert',
    withRestarts,
    async (stage) => {
      const { service } = await addRestartable(stage);
      const on = 'POST /policies/{policyId}/action';
      stage.app.simulator.faults.inject({ on, times: 9, fault: { kind: 'status', status: 502 } });
      await stage.minutes(untilAsked);
      await stage.answer('approve');
      await stage.minutes(3);
      service.start();
      await stage.hours(2);
    },
    {
      outcomes: ['alert-ended'],
      explained: [
        'Atera no longer has the alert of the service Spooler open.',
        'It is not in the queue of the device, and Automox reports no result: whether it ran is not known.',
      ],
    },
  );

  scenario(
    'whose code is 0 while the alert stays open proves nothing',
    withRestarts,
    async (stage) => {
      await addRestartable(stage, {}, () => 0);
      await stage.minutes(untilAsked);
      await stage.answer('approve');
      await stage.hours(2);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      comments: 1,
      commands: [RESTART],
      openAlerts: 1,
      says: ["ended with code 0: Windows started the service. Atera's alert is still open after it."],
    },
  );

  scenario(
    'of a device that goes away after it is reported as not known, and never as nothing to do',
    withRestarts,
    async (stage) => {
      const { device } = await addRestartable(stage);
      await stage.minutes(untilAsked);
      await stage.answer('approve');
      await stage.minutes(9);
      device.goOffline();
      await stage.minutes(50);
      const { description } =
        stage.app.simulator.world.tickets.all().find(({ title }) => title.includes('Spooler')) ?? {};
      expect(description).toContain('whether it still is could not be verified');
      expect(description).toContain('It has ended in Atera, but Atera does not say that the device is online, so that');
      expect(description).toContain('Please do: check whether the service runs as soon as the device is back');
    },
    {
      outcomes: ['ticket-opened', 'ticket-opened'],
      tickets: ['Open', 'Open'],
      comments: 1,
      commands: [RESTART],
      openAlerts: 1,
    },
  );

  scenario(
    'that helped for a day only is not made once more',
    { ...withRestarts, pollSchedule: '0 */10 * * * *' },
    async (stage) => {
      const { service } = await addRestartable(stage);
      await stage.minutes(30);
      await stage.answer('approve');
      await stage.hours(26);
      service.stop();
      await stage.hours(2);
    },
    {
      outcomes: ['restart-verified', 'still-occurring'],
      tickets: ['Open'],
      commands: [RESTART],
      openAlerts: 1,
      says: ['that was no fix'],
    },
  );

  scenario(
    'that a person refuses is a ticket',
    withRestarts,
    async (stage) => {
      await addRestartable(stage);
      await stage.minutes(untilAsked);
      await stage.answer('reject');
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Ada (typed, not verified) said no: it was asked for.'],
    },
  );

  scenario(
    'is not asked for any more when somebody has started it',
    withRestarts,
    async (stage) => {
      const { service } = await addRestartable(stage);
      await stage.minutes(untilAsked);
      service.start();
      await stage.hours(1);
    },
    { outcomes: ['alert-ended'] },
  );

  scenario(
    'is not made by a worklet that the policy names for another service by now',
    withRestarts,
    async (stage) => {
      await addRestartable(stage);
      await stage.minutes(untilAsked);
      const { worklets } = stage.app.deps.policy;
      Object.assign(worklets, { serviceRestart: { W32Time: FIRST_WORKLET, Spooler: FIRST_WORKLET + 1 } });
      await stage.answer('approve');
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['It was not done, because the policy names another worklet by now.'],
    },
  );
});
