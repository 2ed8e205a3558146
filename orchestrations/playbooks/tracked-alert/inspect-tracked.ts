import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { deviceClass } from '../../../shared/domain/devices/device-class.ts';
import { findAlerts } from '../../activities/alerts/find-alerts.ts';
import { readDevice } from '../../activities/commands/device-facts.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { TrackedInspection } from './observe-tracked.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'alerts' | 'conditions' | 'directory' | 'runLeased' | 'clock' | 'policy' | 'narrowings' | 'log'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  /** Whether the device is there, and may be written about, is still to be found out. */
  readonly withDevice: boolean;
}

/**
 * Reads whether Atera still has the occurrence's alerts open: by the last poll, and by their ids
 * where that listed them no more. The device is read once, before its ticket. Changes nothing but
 * our own note that an alert has ended.
 */
export function makeInspectTracked(deps: Deps) {
  return ({ lease, subject, withDevice }: Input): Promise<Leased<TrackedInspection>> =>
    deps.runLeased(lease, async (session) => {
      const alerts = await findAlerts(deps, session, subject.key);
      const inspection = { ...alerts, inspectedAt: deps.clock.now(), deviceFound: true };
      if (!alerts.alertOpen || !withDevice || subject.agentId === undefined) return inspection;
      const { agent, marks } = await readDevice(deps, session, subject);
      if (!agent) return { ...inspection, deviceFound: false };
      const known = await deps.directory.get(agent.id);
      return {
        ...inspection,
        ...marks,
        deviceClass: deviceClass(agent, known?.agent.deviceClass),
      };
    });
}
