import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { deviceClass } from '../../shared/domain/device-class.ts';
import { readDisk } from '../../shared/domain/disk-reading.ts';
import type { ActivityDeps } from '../deps.ts';
import type { DiskLook } from '../disk-look.ts';
import type { Look, Subject } from '../run.ts';
import { findHands, readDevice } from './device-facts.ts';
import { findAlerts } from './find-alerts.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'automox' | 'alerts' | 'conditions' | 'directory' | 'runLeased' | 'clock' | 'policy'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly needReading: boolean;
}

/** Reads whether the occurrence's alerts are open and how full the drive is. Changes nothing but our own note that an alert is over. */
export function makeInspectDisk(deps: Deps) {
  return ({ lease, subject, needReading }: Input): Promise<Leased<DiskLook>> =>
    deps.runLeased(lease, async (session) => {
      const alerts = await findAlerts(deps, session, subject.key);
      const isOver = !alerts.alertOpen && alerts.alertIds.length > 0;
      if (isOver && !needReading) return { ...alerts, deviceFound: true, lookedAt: deps.clock.now() };
      return { ...alerts, lookedAt: deps.clock.now(), ...(await readDrive(deps, session, subject)) };
    });
}

async function readDrive(deps: Deps, session: LeaseSession, subject: Subject): Promise<Omit<DiskLook, keyof Alerts>> {
  const { agent, optedOut } = await readDevice(deps, session, subject);
  if (!agent) return { deviceFound: false };
  const result = readDisk(agent.disks, subject.drive ?? '');
  return {
    deviceFound: true,
    ...(optedOut && { optedOut }),
    deviceClass: deviceClass(agent),
    hands: await findHands(deps, subject),
    ...(result.ok ? { reading: result.reading } : { readingProblem: result.problem }),
  };
}

type Alerts = Pick<Look, 'alertOpen' | 'alertIds' | 'openAlertIds' | 'newestAlertAt' | 'lookedAt'>;
