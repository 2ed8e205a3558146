import { afterAll, describe, expect } from 'vitest';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  addFull,
  CLEANUP,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';
import { raiseReboot, withReboots } from '../../../helpers/scenarios/reboot-scenarios.ts';

/** A new task hub is used while the old one still drains: both poll, at the same moments. */
const beside = ({ app }: Stage) => app.startBeside();

const posts = ({ app }: Stage) =>
  app.simulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/tickets')).length;

afterAll(printRequests);

describe('two instances of the app with task hubs of their own, on the same tables,', () => {
  scenario(
    'open one ticket for each full disk, and close it once',
    {},
    async (stage) => {
      await beside(stage);
      const devices = Array.from({ length: 5 }, () => addFull(stage));
      await stage.hours(3);
      expect(posts(stage)).toBe(5);
      for (const device of devices) device.setDiskUsedPercent('C:', 40);
      await stage.hours(6);
    },
    {
      outcomes: Array.from({ length: 5 }, () => 'verified-recovered'),
      tickets: Array.from({ length: 5 }, () => 'Resolved'),
      comments: 5,
    },
  );

  scenario(
    'send an approved cleanup once',
    withAutomoxMatch,
    async (stage) => {
      await beside(stage);
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.hours(5);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP] },
  );

  scenario(
    'write one ticket for a reboot that nobody confirms, and one for a server that is off',
    { policy: { maintenanceWindows: withReboots.policy.maintenanceWindows } },
    async (stage) => {
      await beside(stage);
      const device = stage.add({ needsReboot: true });
      raiseReboot(stage, device);
      stage.add().goOffline();
      await stage.hours(3);
      expect(posts(stage)).toBe(2);
    },
    { outcomes: ['not-verified', 'still-occurring'], tickets: ['Open', 'Open'], openAlerts: 2 },
  );

  scenario(
    'go on when one of them is stopped in the middle',
    withAutomoxMatch,
    async (stage) => {
      const other = await beside(stage);
      await addCleanable(stage, () => 0);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(5);
      await other.stop();
      await stage.hours(8);
      expect(posts(stage)).toBe(1);
    },
    // The comment is what the worklet printed.
    { outcomes: ['still-occurring'], tickets: ['Open'], comments: 1, commands: [CLEANUP], openAlerts: 1 },
  );
});
