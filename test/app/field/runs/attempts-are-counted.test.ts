import { afterAll, describe, expect } from 'vitest';
import type { Faults } from '../../../../dev/host/faults.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  addFull,
  CLEANUP,
  cleaning,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

const HOUR = 3_600_000;

/**
 * The first message to a remediation that says so never comes: it waits until the watchdog ends it,
 * and is started again.
 */
function lostOnceSaying(what: RegExp): Faults {
  let lost = 0;
  return {
    delayMs(message) {
      const isRun = message.kind === 'event' && message.target.startsWith('rem.');
      return isRun && what.test(JSON.stringify(message.event)) && lost++ === 0 ? 240 * HOUR : 0;
    },
  };
}

const optOut = ({ app }: Stage, agentId: number) => {
  const { customFields } = app.simulator.world;
  customFields.set(
    customFields.find('agent', 'Automation') ?? customFields.define('agent', 'Automation'),
    agentId,
    'yes',
  );
};

afterAll(printRequests);

describe('a cleanup whose run ended between sending and recording', () => {
  scenario(
    'counts as an attempt: another question of the same day is not asked',
    { ...withAutomoxMatch, faults: lostOnceSaying(/state\\*":\\*"sent/) },
    async (stage) => {
      const { device } = await addCleanable(stage, () => 0);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(10);
      const title = 'Disk Usage(C:)';
      const message = 'The Disk Usage(C:) 95% is greater than the threshold of 80%';
      stage.app.simulator.world.raiseCustomAlert({ device, title, message });
      await stage.hours(6);
    },
    {
      outcomes: ['still-occurring', 'still-occurring'],
      tickets: ['Open'],
      commands: [CLEANUP],
      openAlerts: 2,
      says: [
        'Approved by Ada (typed, not verified), sent 2026-03-02 08:20 UTC',
        'No further attempt is made before 2026-03-03 08:20 UTC',
      ],
    },
  );

  scenario(
    'and did not help counts as a failure of its customer',
    {
      automox: true,
      policy: {
        ...cleaning,
        customFields: { deviceOptOut: 'Automation' },
        breaker: { openAfterFailures: 1, pauseMinutes: 1_440 } as never,
      },
      faults: lostOnceSaying(/did not help/),
    },
    async (stage) => {
      const { device } = await addCleanable(stage, () => 0);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(3);
      optOut(stage, device.agentId);
      await stage.hours(3);
      await stage.enroll(addFull(stage));
      await stage.hours(1);
      expect(stage.ticket().description).toContain('Devices of this customer are left alone until');
    },
    { outcomes: ['opted-out', 'ticket-opened'], tickets: ['Open'], commands: [CLEANUP], openAlerts: 2 },
  );
});
