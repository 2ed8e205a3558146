import { call } from '../helpers/app/api.ts';
import type { AppOptions } from '../helpers/app/app.ts';
import type { Stage } from '../helpers/app/stage.ts';
import { addCleanable, addFull, withAutomoxMatch } from '../helpers/scenarios/disk-scenarios.ts';
import { addFallen, listed, untilReported } from '../helpers/scenarios/network-scenarios.ts';
import { untilKnown } from '../helpers/scenarios/offline-scenarios.ts';
import { addRebootable, withReboots } from '../helpers/scenarios/reboot-scenarios.ts';
import { addRestartable, withRestarts } from '../helpers/scenarios/service-scenarios.ts';

/** A scenario that each release is remembered by: to a moment with work under way, and to its end. */
export interface ReleaseScenario {
  readonly name: string;
  readonly options: AppOptions;
  /** To the moment at which most is open: a question, a ticket, an approval that waits. */
  begin(stage: Stage): Promise<() => Promise<void> | void>;
  /** How long it goes on from there. */
  readonly hours: number;
}

const raid = { name: 'RAID', alerts: [{ title: 'RAID*' }], priority: 'High' as const, wins: false };
const tracked = {
  ...{ confirmAfterMinutes: 10, followUpEveryMinutes: 60, clearConfirmMinutes: 10 },
  ...{ flappingCount: 3, flappingHours: 24 },
} as const;

/** Every playbook, and every way in: with a question, a command, a ticket, a request over HTTP. */
export const releaseScenarios: readonly ReleaseScenario[] = [
  {
    name: 'disk-cleaned',
    options: withAutomoxMatch,
    async begin(stage) {
      await addCleanable(stage);
      await stage.minutes(20);
      return () => stage.answer('approve');
    },
    hours: 2,
  },
  {
    name: 'disk-ticket',
    options: {},
    async begin(stage) {
      const device = addFull(stage);
      await stage.minutes(70);
      return () => device.setDiskUsedPercent('C:', 50);
    },
    hours: 2,
  },
  {
    name: 'requested',
    options: {},
    async begin(stage) {
      const device = addFull(stage);
      await stage.minutes(1);
      await call(stage.app, 'POST', '/api/remediations', {
        agentId: device.agentId,
        playbook: 'disk-space',
        drive: 'C:',
      });
      await stage.minutes(15);
      return () => device.setDiskUsedPercent('C:', 50);
    },
    hours: 2,
  },
  {
    name: 'offline',
    options: { automox: true, directory: 'none' },
    async begin(stage) {
      const device = stage.add();
      stage.app.simulator.automox.enroll(device);
      await untilKnown(stage);
      device.goOffline();
      await stage.minutes(25);
      return () => device.comeBack();
    },
    hours: 1,
  },
  {
    name: 'reboot',
    options: withReboots,
    async begin(stage) {
      await addRebootable(stage);
      await stage.hours(1);
      await stage.answer('approve');
      await stage.minutes(5);
      return () => {};
    },
    hours: 5,
  },
  {
    name: 'service',
    options: withRestarts,
    async begin(stage) {
      await addRestartable(stage);
      await stage.minutes(25);
      return () => stage.answer('approve');
    },
    hours: 2,
  },
  {
    name: 'network-device',
    options: listed,
    async begin(stage) {
      const { device } = await addFallen(stage);
      await untilReported(stage);
      return () => device.comeBack();
    },
    hours: 1,
  },
  {
    name: 'site',
    options: { directory: 'none' },
    async begin(stage) {
      const servers = Array.from({ length: 4 }, () => stage.add());
      const { world } = stage.app.simulator;
      const other = world.addCustomer('South Wind Ltd');
      for (let number = 0; number < 6; number++) world.addDevice(other, { name: `SW-SRV-${number}`, kind: 'server' });
      await untilKnown(stage);
      for (const server of servers) server.goOffline();
      await stage.minutes(25);
      return () => {
        for (const server of servers) server.comeBack();
      };
    },
    hours: 1,
  },
  {
    name: 'tracked',
    options: { policy: { trackedAlert: { ...tracked, classes: [raid] } } },
    async begin(stage) {
      const { id } = stage.app.simulator.world.raiseCustomAlert({
        ...{ device: stage.add(), title: 'RAID degraded', message: 'Slot 2 failed', severity: 'Warning' },
      });
      await stage.minutes(30);
      return () => void stage.app.simulator.world.alerts.archive(id, 'person');
    },
    hours: 2,
  },
];
