import { afterAll, describe, expect } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addWorklet, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';

const withTwoLimits = (stage: Stage, usedPercent: number): Device =>
  stage.add({ disks: [{ drive: 'C:', usedPercent }], diskThresholdPercent: [80, 90] });

afterAll(printRequests);

describe('two alerts with different limits on one drive', () => {
  scenario(
    'end apart: while the lower one is still true, it is not resolved and its ticket stays open',
    {},
    async (stage) => {
      const device = withTwoLimits(stage, 95);
      await stage.minutes(30);
      expect(stage.ticket().status).toBe('Open');
      device.setDiskUsedPercent('C:', 85);
      await stage.hours(6);
    },
    {
      outcomes: ['still-occurring', 'still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['over its alert limit of 80 %'],
    },
  );

  scenario(
    'that are both open at the first poll get one ticket for the lower one, and neither is resolved by the other',
    { simulator: { world: { lags: { clearMs: [86_400_000, 86_400_000] } } } },
    async (stage) => {
      const device = withTwoLimits(stage, 95);
      device.raiseDiskAlertNow('C:');
      device.setDiskUsedPercent('C:', 85);
      await stage.hours(4);
    },
    { outcomes: ['still-occurring', 'still-occurring'], tickets: ['Open'], openAlerts: 2, says: ['limit of 80 %'] },
  );

  scenario(
    'are both over when the drive is below both, and the ticket is closed',
    {},
    async (stage) => {
      const device = withTwoLimits(stage, 95);
      await stage.minutes(30);
      device.setDiskUsedPercent('C:', 60);
      await stage.hours(6);
    },
    { outcomes: ['verified-recovered', 'verified-recovered'], tickets: ['Resolved'], comments: 1 },
  );

  scenario(
    'one of which does not say its limit: that one is not resolved by the limit of the other',
    {},
    async (stage) => {
      const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 95 }] });
      const title = 'Disk Usage(C:)';
      stage.app.simulator.world.raiseCustomAlert({
        device,
        title,
        message: 'The drive is filling up',
        category: 'Disk',
      });
      device.raiseDiskAlertNow('C:');
      await stage.minutes(40);
      device.setDiskUsedPercent('C:', 50);
      await stage.hours(6);
    },
    { outcomes: ['not-verified', 'not-verified'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'one of which did not say its limit and is gone: the ticket stays, and what is said is true',
    {},
    async (stage) => {
      const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 95 }] });
      await stage.minutes(30);
      const message = 'C: has less than 10 GB free';
      const { world } = stage.app.simulator;
      const { id } = world.raiseCustomAlert({ device, title: 'Low disk space', message, category: 'Disk' });
      await stage.minutes(30);
      device.setDiskUsedPercent('C:', 50);
      world.person.resolveAlert(id);
      await stage.hours(5);
    },
    {
      outcomes: ['not-verified', 'not-verified'],
      tickets: ['Open'],
      explained: ['not every alert said its limit: whether the drive (50 % used) has recovered is not known'],
    },
  );
});

describe('a drive just below its limit', () => {
  scenario(
    'is neither full nor recovered: nobody is asked to clean it, and a person is notified that it could not be verified',
    withAutomoxMatch,
    async (stage) => {
      const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 89 }] });
      await stage.enroll(device);
      addWorklet(stage);
      const message = 'The Disk Usage(C:) 90.40% is greater than the threshold of 90%';
      stage.app.simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message, category: 'Disk' });
      await stage.minutes(90);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['so close to the limit that it proves nothing'],
    },
  );

  scenario(
    'does not end its ticket before it is clearly below the limit',
    {},
    async (stage) => {
      const device = stage.add({ disks: [{ drive: 'C:', usedPercent: 95 }] });
      await stage.minutes(30);
      device.setDiskUsedPercent('C:', 89);
      await stage.hours(5);
      expect(stage.ticket().status).toBe('Open');
      device.setDiskUsedPercent('C:', 87);
      await stage.hours(5);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1 },
  );
});
