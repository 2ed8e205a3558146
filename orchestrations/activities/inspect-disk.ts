import type { LeaseSession } from '../../shared/budget/fence.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import { deviceClass } from '../../shared/domain/device-class.ts';
import { diskGrowth } from '../../shared/domain/disk-growth.ts';
import { type DiskReading, readDisk } from '../../shared/domain/disk-reading.ts';
import type { DirectoryEntry } from '../../shared/storage/directory.ts';
import type { ActivityDeps } from '../deps.ts';
import type { DiskLook } from '../playbooks/disk-space/look.ts';
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
      // A reading that was asked for tells more than an alert that no list names.
      const drive = needReading ? await readDrive(deps, session, subject) : undefined;
      const deviceWasRead = drive?.reading !== undefined;
      const alerts = await findAlerts(deps, session, subject.key, { deviceWasRead });
      const isOver = !alerts.alertOpen && alerts.alertIds.length > 0;
      const look = { ...alerts, lookedAt: deps.clock.now() };
      if (isOver && !drive) return { ...look, deviceFound: true };
      return { ...look, ...(drive ?? (await readDrive(deps, session, subject))) };
    });
}

async function readDrive(deps: Deps, session: LeaseSession, subject: Subject): Promise<Omit<DiskLook, keyof Alerts>> {
  const { agent, optedOut } = await readDevice(deps, session, subject);
  if (!agent) return { deviceFound: false };
  const result = readDisk(agent.disks, subject.drive ?? '');
  const known = await deps.directory.get(agent.id);
  return {
    deviceFound: true,
    ...(optedOut && { optedOut }),
    deviceClass: deviceClass(agent),
    hands: findHands(deps, subject, agent, known),
    ...(result.ok ? readingOf(result.reading, known, deps.clock.now()) : { readingProblem: result.problem }),
  };
}

function readingOf(reading: DiskReading, known: DirectoryEntry | undefined, now: number): Partial<DiskLook> {
  const growth = known && diskGrowth(known, reading.drive, reading.freeMb, now);
  return { reading, ...(growth && { growth }) };
}

type Alerts = Pick<Look, 'alertOpen' | 'alertIds' | 'openAlertIds' | 'newestAlertAt' | 'lookedAt'>;
