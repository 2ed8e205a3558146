import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceClass } from '../../../shared/domain/devices/device-class.ts';
import type { DiskGrowth } from '../../../shared/domain/devices/disk-growth.ts';
import type { DiskReading } from '../../../shared/domain/devices/disk-reading.ts';
import {
  type DiskAlert,
  type DiskDecision,
  type DiskEvidence,
  decideDisk,
} from '../../../shared/playbooks/disk-space/decide-disk.ts';
import { diskSpace } from '../../../shared/playbooks/disk-space/definition.ts';
import { lowestLimit } from '../../../shared/playbooks/disk-space/disk-band.ts';
import type { DiskMemory } from '../../../shared/playbooks/disk-space/disk-memory.ts';
import { diskStory } from '../../../shared/playbooks/disk-space/disk-story.ts';
import { diskSummary } from '../../../shared/playbooks/disk-space/disk-summary.ts';
import type { AutomoxMatch, Look, Seen } from '../../runtime/inspection.ts';
import type { LookOptions } from '../../runtime/playbook.ts';
import type { RemediationRun } from '../../runtime/run.ts';
import { lookAt, type Step } from '../../runtime/steps.ts';
import { names } from './names.ts';

/** What `inspectDisk` found. */
export interface DiskLook extends Look {
  readonly online?: boolean;
  readonly reading?: DiskReading;
  /** Why there is none. */
  readonly readingProblem?: string;
  readonly deviceClass?: DeviceClass;
  readonly growth?: DiskGrowth;
  readonly automoxMatch?: AutomoxMatch;
  /** What all inspections so far have shown, this one included; absent where the device was not read. */
  readonly memory?: DiskMemory;
}

/** An inspection of a drive and what it means. */
export interface DiskSeen extends Seen {
  readonly look: DiskLook;
  readonly judgement: DiskDecision;
  /** The lowest limit that applies, in used percent; unknown when no open alert says one. */
  readonly thresholdPercent: number | undefined;
}

/** One inspection of a drive, and what it means. */
export function* seeDisk(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading }: LookOptions,
): Generator<Task, Step<DiskSeen>> {
  const looked = yield* lookAt<DiskLook>(context, run, {
    activity: names.inspectDisk,
    input: { needReading },
    ...(!needReading && !run.mayBeOver && { requests: usualRequests(run) }),
  });
  return looked.ok ? { ok: true, value: meaningOf(run, looked.value) } : looked;
}

/** While its alert is listed, the agent and its opt-out field are all that is read. What a lease holds and does not use holds up a storm. */
function usualRequests({ policy }: RemediationRun): number {
  return policy.optOutField === undefined ? 1 : 2;
}

function meaningOf(run: RemediationRun, look: DiskLook): DiskSeen {
  const judgement = decideDisk(diskEvidence(run, look), diskSpace.rulesIn(run.policy));
  const thresholdPercent = limitOf(run, look);
  const { verdict, because } = judgement;
  const facts = { ...look, because, thresholdPercent, flapping: run.flapping };
  const story = diskStory({
    ...run.subject,
    ...facts,
    alerts: look.alerts?.map((alert) => ({ ...alert, thresholdPercent: limitFor(alert) })),
    drive: diskSpace.detailsOf(run.subject).drive,
    raisedAt: run.alertCreatedAt,
    asked: look.alertIds.length === 0,
    noActionBecause: noActionBecause(run, look, judgement),
  });
  const gravity = { daysToFull: look.growth?.daysToFull };
  return { look, judgement, thresholdPercent, summary: diskSummary({ ...facts, verdict }), gravity, story };
}

/** The evidence of an inspection; a run that a person asked for goes by the limit of the policy in place of an alert's. */
export function diskEvidence(run: RemediationRun, look: DiskLook): DiskEvidence {
  const { lookedAt, online, deviceClass, reading } = look;
  const open = openAlerts(run, look);
  const all = look.alerts ?? [];
  return {
    open,
    asked: look.alertIds.length === 0,
    limits: all.length === 0 ? open.map(({ thresholdPercent }) => thresholdPercent) : all.map(limitFor),
    selfResolve: all.length > 0 && all.every((alert) => alert.selfResolves),
    hasTicket: run.ticketId !== undefined || run.mayHaveLostTicket === true,
    ...{ lookedAt, online, deviceClass, reading },
    memory: look.memory ?? { since: lookedAt },
  };
}

function openAlerts({ subject, openedAt }: RemediationRun, { alertIds, alerts = [] }: DiskLook): readonly DiskAlert[] {
  if (alertIds.length > 0) {
    // One that Atera opened again under its old id counts from the occurrence it began.
    const since = (at: number) => Math.max(at, openedAt);
    return alerts
      .filter(({ isOpen }) => isOpen)
      .map((alert) => ({ ...alert, thresholdPercent: limitFor(alert), firstSeenAt: since(alert.firstSeenAt) }));
  }
  return [{ thresholdPercent: limitFor(subject), firstSeenAt: openedAt }];
}

function limitFor(about: { readonly details?: unknown }): number | undefined {
  return diskSpace.readableDetailsOf(about)?.thresholdPercent;
}

function limitOf(run: RemediationRun, look: DiskLook): number | undefined {
  const { open, limits } = diskEvidence(run, look);
  return lowestLimit(open.length > 0 ? open.map((alert) => alert.thresholdPercent) : limits);
}

/** Why no cleanup can be proposed for what was seen; undefined when one can, or when none is called for. */
export function noActionBecause(
  { customer, policy, subject }: Pick<RemediationRun, 'customer' | 'policy' | 'subject'>,
  { automoxMatch }: Pick<DiskLook, 'automoxMatch'>,
  { verdict }: Pick<DiskDecision, 'verdict'>,
): string | undefined {
  if (verdict === 'recovered' || !automoxMatch) return undefined;
  if (!automoxMatch.has) return automoxMatch.reason;
  if (customer.worklets.diskCleanup === undefined) return 'the policy names no cleanup worklet for the customer';
  if (!diskSpace.rulesIn(policy).cleanupDrives.includes(diskSpace.detailsOf(subject).drive))
    return 'the cleanup worklet is not for this drive';
  return verdict === 'unknown' ? 'nothing shows for certain that the drive is full' : undefined;
}
