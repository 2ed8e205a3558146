import { afterAll, describe, expect } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import type { AppOptions } from '../../../helpers/app/app.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import { rebootsOrdered } from '../../../helpers/scenarios/reboot-app.ts';
import { addRebootable, ordered, until, untilAsked, withReboots } from '../../../helpers/scenarios/reboot-scenarios.ts';

const ID = 'rem.a1001.pending-reboot.1';

/** Sundays from two to five in the morning, in Berlin. */
const weekly: AppOptions = {
  ...seldomPolled,
  automox: true,
  policy: {
    timeZone: 'Europe/Berlin',
    maintenanceWindows: [{ days: ['sun'], from: '02:00', to: '05:00' }],
  },
};

const approvalOf = async ({ app }: Stage) => (await call(app, 'GET', `/api/remediations/${ID}`)).body.approval;

afterAll(printRequests);

describe('a yes to a reboot', () => {
  scenario(
    'that is given on Monday is good for the window on Sunday',
    weekly,
    async (stage) => {
      await addRebootable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      expect(await approvalOf(stage)).toMatchObject({ answer: { until: '2026-03-08T04:00:00.000Z' } });
      await stage.hours(6 * 24);
      const [at = 0] = rebootsOrdered(stage.app);
      expect(new Date(at).toISOString()).toMatch(/^2026-03-08T0[123]:/);
    },
    { outcomes: ['rebooted'], commands: ['Reboot'] },
  );

  scenario(
    'ends with the next window: a ticket then says what kept it',
    { ...withReboots, ...seldomPolled },
    async (stage) => {
      const { server } = await addRebootable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      server.setAgent('down');
      await until(stage, '17:30');
      expect(ordered(stage)).toBe(0);
      expect(await approvalOf(stage)).toMatchObject({ state: 'not-done' });
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Approved by Ada (typed, not verified) 2026-03-02 09:00 UTC', 'was not connected to Automox'],
    },
  );
});
