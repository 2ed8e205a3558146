import type { Agent } from '../../../shared/atera/agent-schema.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { deviceClass } from '../../../shared/domain/devices/device-class.ts';
import { diskGrowth } from '../../../shared/domain/volumes/disk-growth.ts';
import { type DiskReading, readDisk } from '../../../shared/domain/volumes/disk-reading.ts';
import { diskSpace } from '../../../shared/playbooks/disk-space/definition.ts';
import { type DiskBand, diskBand, lowestLimit } from '../../../shared/playbooks/disk-space/disk-band.ts';
import {
  DiskMemory,
  hasStayedCalm,
  isProvenNewer,
  remember,
  rememberFull,
} from '../../../shared/playbooks/disk-space/disk-memory.ts';
import type { DirectoryEntry } from '../../../shared/storage/directory/directory.ts';
import { type FoundAlerts, findAlerts } from '../../activities/alerts/find-alerts.ts';
import { findAutomoxMatch, readDevice } from '../../activities/commands/device-facts.ts';
import { type Marks, readMarks } from '../../activities/commands/read-fields.ts';
import { type AgentsTogether, makeAgentsTogether } from '../../activities/directory/agents-together.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { DiskInspection } from './observe-disk.ts';

type Deps = Pick<
  ActivityDeps,
  'atera' | 'automox' | 'alerts' | 'conditions' | 'directory' | 'runLeased' | 'clock' | 'policy' | 'narrowings' | 'log'
>;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly needReading: boolean;
}

/**
 * Reads whether the occurrence's alerts are open and how full the drive is, and keeps in the
 * condition row what this inspection adds to the proof of a recovery. While many devices of a
 * customer are inspected, one page of Atera's list may say that a drive is full; whatever else it
 * says is read by the device's id. Idempotent: the same inspection twice adds nothing.
 */
export function makeInspectDisk(deps: Deps) {
  const together = makeAgentsTogether(deps);
  return ({ lease, subject, needReading }: Input): Promise<Leased<DiskInspection>> =>
    deps.runLeased(lease, async (session) => {
      // A requested reading is more certain than an alert that is no longer listed.
      const early = needReading ? await readDrive(deps, session, subject) : undefined;
      const deviceWasRead = early?.reading !== undefined;
      const alerts = await findAlerts(deps, session, subject.key, { deviceWasRead });
      const areGone = !alerts.alertOpen && alerts.alertIds.length > 0;
      const inspectedAt = deps.clock.now();
      if (areGone && !early) return { ...alerts, inspectedAt, deviceFound: true };
      const listed = early ? undefined : await listedFull(deps, session, subject, alerts, together);
      const drive = early ?? listed ?? (await readDrive(deps, session, subject));
      const isListed = listed !== undefined;
      const memory = drive.deviceFound
        ? await keep(deps, subject, { alerts, drive, inspectedAt, isListed })
        : undefined;
      const inspection = { ...alerts, inspectedAt, ...drive, ...(memory && { memory }) };
      if (!deviceWasRead || !memory || !isToBeConfirmed(deps, memory, inspectedAt)) return inspection;
      return { ...inspection, ...(await findAlerts(deps, session, subject.key)) };
    });
}

type Drive = Pick<
  DiskInspection,
  | 'deviceFound'
  | 'optedOut'
  | 'narrowedTo'
  | 'deviceClass'
  | 'online'
  | 'automoxMatch'
  | 'reading'
  | 'readingProblem'
  | 'growth'
>;

async function readDrive(deps: Deps, session: LeaseSession, subject: Subject): Promise<Drive> {
  const { agent, marks } = await readDevice(deps, session, subject);
  return agent ? driveOf(deps, subject, agent, marks) : { deviceFound: false };
}

/**
 * What a fresh page of the customer's devices says, if it says that the drive is over the limit of
 * an open alert.
 */
async function listedFull(
  deps: Deps,
  session: LeaseSession,
  subject: Subject,
  alerts: FoundAlerts,
  together: AgentsTogether,
): Promise<Drive | undefined> {
  if (!alerts.alertOpen) return undefined;
  const agent = await together(session, subject);
  if (agent?.online !== true || agent.customerId !== subject.customerId) return undefined;
  const result = readDisk(agent.disks, diskSpace.detailsOf(subject).drive, agent.unreadableDrives);
  if (!result.ok || bandOf(deps, result.reading, limitOf(subject, alerts)) !== 'full') return undefined;
  return driveOf(deps, subject, agent, await readMarks(deps, session, subject));
}

async function driveOf(deps: Deps, subject: Subject, agent: Agent, marks: Marks): Promise<Drive> {
  const result = readDisk(agent.disks, diskSpace.detailsOf(subject).drive, agent.unreadableDrives);
  const known = await deps.directory.get(agent.id, { withBaseline: true });
  return {
    deviceFound: true,
    ...marks,
    ...(agent.online !== undefined && { online: agent.online }),
    deviceClass: deviceClass(agent),
    automoxMatch: findAutomoxMatch(deps, subject, agent, known),
    ...(result.ok ? readingOf(result.reading, known, deps.clock.now()) : { readingProblem: result.problem }),
  };
}

function readingOf(reading: DiskReading, known: DirectoryEntry | undefined, now: number): Partial<DiskInspection> {
  const growth = known && diskGrowth(known, reading.drive, reading.freeMb, now);
  return { reading, ...(growth && { growth }) };
}

/**
 * A ticket is about to be closed because its alerts are gone: only Atera's reply by id
 * distinguishes one that is gone from one that is snoozed.
 */
function isToBeConfirmed({ policy }: Deps, memory: DiskMemory, now: number): boolean {
  const { clearConfirmMinutes } = diskSpace.rulesIn(policy);
  return hasStayedCalm(memory, now, clearConfirmMinutes) && !isProvenNewer(memory, now, clearConfirmMinutes);
}

interface Inspected {
  readonly alerts: FoundAlerts;
  readonly drive: Drive;
  readonly inspectedAt: number;
  /** The drive is as a page of the list has it. */
  readonly isListed: boolean;
}

function limitOf(subject: Subject, { alerts }: FoundAlerts): number | undefined {
  const open = alerts.filter(({ isOpen }) => isOpen);
  return alerts.length === 0 ? thresholdOf(subject) : lowestLimit(open.map(thresholdOf));
}

function bandOf({ policy }: Deps, reading: DiskReading | undefined, limit: number | undefined): DiskBand {
  return diskBand(reading, limit, diskSpace.rulesIn(policy).clearMarginPercent);
}

/**
 * What this inspection adds to the memory of the row: one read, and a write where something is new.
 */
async function keep(
  deps: Deps,
  subject: Subject,
  { alerts: found, drive: { online, reading }, inspectedAt, isListed }: Inspected,
): Promise<DiskMemory | undefined> {
  const { alerts, alertOpen } = found;
  const isFull = bandOf(deps, reading, limitOf(subject, found)) === 'full';
  const isCalm =
    alerts.length > 0 &&
    !alertOpen &&
    alerts.every((alert) => bandOf(deps, reading, thresholdOf(alert)) === 'recovered');
  const condition = await deps.conditions.update(subject.key, (row) => {
    if (row.state === 'closed') return row;
    const since = Math.max(row.openedAt, ...alerts.map(({ firstListedAt }) => firstListedAt));
    const before = diskMemoryOf(row);
    const inspection = { at: inspectedAt, since, online, reading, isFull, isCalm };
    const memory = isListed
      ? rememberFull(before, inspection)
      : remember(before, inspection, diskSpace.rulesIn(deps.policy));
    return isSame(memory, before) ? row : { ...row, memory };
  });
  return condition && diskMemoryOf(condition);
}

function isSame(one: DiskMemory, other: DiskMemory | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function thresholdOf(about: { readonly details?: unknown }): number | undefined {
  return diskSpace.readableDetailsOf(about)?.thresholdPercent;
}

/** What earlier inspections have kept in the row. */
function diskMemoryOf({ memory }: { readonly memory?: unknown }): DiskMemory | undefined {
  return memory === undefined ? undefined : DiskMemory.parse(memory);
}
