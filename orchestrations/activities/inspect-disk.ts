import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { readDisk } from '../../shared/domain/disk-reading.ts';
import type { ActivityDeps } from '../deps.ts';
import type { DiskLook } from '../playbooks/disk-space.ts';
import type { Subject } from '../run.ts';
import { findAlerts } from './find-alerts.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'conditions' | 'runLeased' | 'clock'>;

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

async function readDrive(
  { atera }: Deps,
  session: LeaseSession,
  subject: Subject,
): Promise<Pick<DiskLook, 'deviceFound' | 'reading' | 'readingProblem'>> {
  const { agentId, drive = '' } = subject;
  const agent = agentId === undefined ? undefined : await atera.getAgent(session, agentId);
  if (!agent) return { deviceFound: false };
  const result = readDisk(agent.disks, drive);
  return result.ok
    ? { deviceFound: true, reading: result.reading }
    : { deviceFound: true, readingProblem: result.problem };
}
