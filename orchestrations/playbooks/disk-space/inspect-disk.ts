import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { deviceClass } from '../../../shared/domain/devices/device-class.ts';
import { diskGrowth } from '../../../shared/domain/devices/disk-growth.ts';
import { type DiskReading, readDisk } from '../../../shared/domain/devices/disk-reading.ts';
import { diskSpace } from '../../../shared/playbooks/disk-space/definition.ts';
import { diskBand, lowestLimit } from '../../../shared/playbooks/disk-space/disk-band.ts';
import {
  DiskMemory,
  hasStayedCalm,
  isProvenNewer,
  remember,
} from '../../../shared/playbooks/disk-space/disk-memory.ts';
import type { DirectoryEntry } from '../../../shared/storage/directory.ts';
import { type FoundAlerts, findAlerts } from '../../activities/alerts/find-alerts.ts';
import { findHands, readDevice } from '../../activities/commands/device-facts.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { DiskLook } from './look.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'automox' | 'alerts' | 'conditions' | 'directory' | 'runLeased' | 'clock' | 'policy'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly needReading: boolean;
}

/**
 * Reads whether the occurrence's alerts are open and how full the drive is, and keeps in the condition row what this inspection adds to
 * the proof of a recovery. Idempotent: the same inspection twice adds nothing.
 */
export function makeInspectDisk(deps: Deps) {
  return ({ lease, subject, needReading }: Input): Promise<Leased<DiskLook>> =>
    deps.runLeased(lease, async (session) => {
      // A reading that was asked for tells more than an alert that no list names.
      const early = needReading ? await readDrive(deps, session, subject) : undefined;
      const deviceWasRead = early?.reading !== undefined;
      const alerts = await findAlerts(deps, session, subject.key, { deviceWasRead });
      const isOver = !alerts.alertOpen && alerts.alertIds.length > 0;
      const lookedAt = deps.clock.now();
      if (isOver && !early) return { ...alerts, lookedAt, deviceFound: true };
      const drive = early ?? (await readDrive(deps, session, subject));
      const memory = drive.deviceFound ? await keep(deps, subject, { alerts, drive, lookedAt }) : undefined;
      const look = { ...alerts, lookedAt, ...drive, ...(memory && { memory }) };
      if (!deviceWasRead || !memory || !isToBeConfirmed(deps, memory, lookedAt)) return look;
      return { ...look, ...(await findAlerts(deps, session, subject.key)) };
    });
}

type Drive = Pick<
  DiskLook,
  'deviceFound' | 'optedOut' | 'deviceClass' | 'online' | 'hands' | 'reading' | 'readingProblem' | 'growth'
>;

async function readDrive(deps: Deps, session: LeaseSession, subject: Subject): Promise<Drive> {
  const { agent, optedOut } = await readDevice(deps, session, subject);
  if (!agent) return { deviceFound: false };
  const result = readDisk(agent.disks, diskSpace.detailsOf(subject).drive, agent.unreadableDrives);
  const known = await deps.directory.get(agent.id);
  return {
    deviceFound: true,
    ...(optedOut && { optedOut }),
    ...(agent.online !== undefined && { online: agent.online }),
    deviceClass: deviceClass(agent),
    hands: findHands(deps, subject, agent, known),
    ...(result.ok ? readingOf(result.reading, known, deps.clock.now()) : { readingProblem: result.problem }),
  };
}

function readingOf(reading: DiskReading, known: DirectoryEntry | undefined, now: number): Partial<DiskLook> {
  const growth = known && diskGrowth(known, reading.drive, reading.freeMb, now);
  return { reading, ...(growth && { growth }) };
}

/** A ticket is about to be closed because its alerts are gone: only Atera's word by id tells one that is gone from one that is snoozed. */
function isToBeConfirmed({ policy }: Deps, memory: DiskMemory, now: number): boolean {
  const { clearConfirmMinutes } = diskSpace.rulesIn(policy);
  return hasStayedCalm(memory, now, clearConfirmMinutes) && !isProvenNewer(memory, now, clearConfirmMinutes);
}

interface Inspected {
  readonly alerts: FoundAlerts;
  readonly drive: Drive;
  readonly lookedAt: number;
}

/** What this inspection adds to the memory of the row: one read, and a write where something is new. */
async function keep(
  { conditions, policy }: Deps,
  subject: Subject,
  { alerts: { alerts }, drive: { online, reading }, lookedAt }: Inspected,
): Promise<DiskMemory | undefined> {
  const open = alerts.filter(({ isOpen }) => isOpen);
  const limit = alerts.length === 0 ? limitOf(subject) : lowestLimit(open.map(limitOf));
  const bandFor = (limits: typeof limit) => diskBand(reading, limits, diskSpace.rulesIn(policy).clearMarginPercent);
  const isFull = bandFor(limit) === 'full';
  const isCalm =
    alerts.length > 0 && open.length === 0 && alerts.every((alert) => bandFor(limitOf(alert)) === 'recovered');
  const condition = await conditions.update(subject.key, (row) => {
    if (row.state === 'closed') return row;
    const since = Math.max(row.openedAt, ...alerts.map(({ firstSeenAt }) => firstSeenAt));
    const before = diskMemoryOf(row);
    const evidence = remember(
      before,
      { at: lookedAt, since, online, reading, isFull, isCalm },
      diskSpace.rulesIn(policy),
    );
    return isSame(evidence, before) ? row : { ...row, evidence };
  });
  return condition && diskMemoryOf(condition);
}

function isSame(one: DiskMemory, other: DiskMemory | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function limitOf(about: { readonly details?: unknown }): number | undefined {
  return diskSpace.detailsOf(about).thresholdPercent;
}

/** What earlier inspections have kept in the row. */
function diskMemoryOf({ evidence }: { readonly evidence?: unknown }): DiskMemory | undefined {
  return evidence === undefined ? undefined : DiskMemory.parse(evidence);
}
