import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { deviceClass } from '../../../shared/domain/devices/device-class.ts';
import { findAlerts } from '../../activities/alerts/find-alerts.ts';
import { findAutomoxMatch, readDevice } from '../../activities/commands/device-facts.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { ServiceInspection } from './observe-service.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'automox' | 'alerts' | 'conditions' | 'directory' | 'runLeased' | 'clock' | 'policy' | 'narrowings' | 'log'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  /** When the device is read: while its alert is open, once that has ended, or both. */
  readonly withDevice: 'open' | 'over' | 'always';
}

/**
 * Reads whether Atera still has the service's alerts open, by the last poll or by their ids, and of
 * the device whether it is online and when it booted. Changes nothing but our own note that an
 * alert has ended.
 */
export function makeInspectService(deps: Deps) {
  return ({ lease, subject, withDevice }: Input): Promise<Leased<ServiceInspection>> =>
    deps.runLeased(lease, async (session) => {
      const alerts = await findAlerts(deps, session, subject.key);
      const inspection = { ...alerts, inspectedAt: deps.clock.now() };
      const isAsked = withDevice === 'always' || (withDevice === 'open') === alerts.alertOpen;
      if (!isAsked) return { ...inspection, deviceFound: true };
      return { ...inspection, ...(await readServiceDevice(deps, session, subject)) };
    });
}

type DeviceFacts = Pick<
  ServiceInspection,
  'deviceFound' | 'optedOut' | 'narrowedTo' | 'online' | 'lastRebootAt' | 'deviceClass' | 'automoxMatch'
>;

async function readServiceDevice(deps: Deps, session: LeaseSession, subject: Subject): Promise<DeviceFacts> {
  const { agent, marks } = await readDevice(deps, session, subject);
  if (!agent) return { deviceFound: false };
  const { online, lastRebootAt } = agent;
  const known = await deps.directory.get(agent.id);
  return {
    deviceFound: true,
    ...marks,
    ...(online !== undefined && { online }),
    ...(lastRebootAt !== undefined && { lastRebootAt }),
    deviceClass: deviceClass(agent, known?.agent.deviceClass),
    automoxMatch: findAutomoxMatch(deps, subject, agent, known),
  };
}
