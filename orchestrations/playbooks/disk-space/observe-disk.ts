import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceClass } from '../../../shared/domain/devices/device-class.ts';
import type { DiskGrowth } from '../../../shared/domain/volumes/disk-growth.ts';
import type { DiskReading, ReadingProblem } from '../../../shared/domain/volumes/disk-reading.ts';
import {
  type DiskAlert,
  type DiskDecision,
  type DiskFindings,
  decideDisk,
} from '../../../shared/playbooks/disk-space/decide-disk.ts';
import { diskSpace } from '../../../shared/playbooks/disk-space/definition.ts';
import { lowestLimit } from '../../../shared/playbooks/disk-space/disk-band.ts';
import type { DiskMemory } from '../../../shared/playbooks/disk-space/disk-memory.ts';
import { diskSummary } from '../../../shared/playbooks/disk-space/disk-summary.ts';
import { diskTicketText } from '../../../shared/playbooks/disk-space/disk-ticket-text.ts';
import { diskTexts } from '../../../shared/playbooks/disk-space/texts/index.ts';
import { fieldRequests } from '../../../shared/policy/sections/custom-fields.ts';
import type { AutomoxMatch, Inspection, Observation } from '../../runtime/inspection.ts';
import type { InspectionOptions } from '../../runtime/playbook.ts';
import type { RemediationRun } from '../../runtime/run.ts';
import { inspect, type Step } from '../../runtime/steps.ts';
import { names } from './names.ts';

/** What `inspectDisk` found. */
export interface DiskInspection extends Inspection {
  readonly online?: boolean;
  readonly reading?: DiskReading;
  /** Why there is none. */
  readonly readingProblem?: ReadingProblem;
  readonly deviceClass?: DeviceClass;
  readonly growth?: DiskGrowth;
  readonly automoxMatch?: AutomoxMatch;
  /**
   * What all inspections so far have shown, this one included; absent where the device was not
   * read.
   */
  readonly memory?: DiskMemory;
}

/** An inspection of a drive and what it means. */
export interface DiskObservation extends Observation {
  readonly inspection: DiskInspection;
  readonly judgement: DiskDecision;
  /** The lowest limit that applies, in used percent; unknown when no open alert says one. */
  readonly thresholdPercent: number | undefined;
}

/** One inspection of a drive, and what it means. */
export function* observeDisk(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading }: InspectionOptions,
): Generator<Task, Step<DiskObservation>> {
  const inspected = yield* inspect<DiskInspection>(context, run, {
    activity: names.inspectDisk,
    input: { needReading },
    ...(!needReading && !run.mayBeOver && { requests: usualRequests(run) }),
  });
  return inspected.ok ? { ok: true, value: meaningOf(run, inspected.value) } : inspected;
}

/**
 * While its alert is listed, the agent and custom fields are all that is read. Unused tokens of
 * a lease delay others in an alert storm.
 */
function usualRequests({ policy }: RemediationRun): number {
  return 1 + fieldRequests(policy.customFields);
}

function meaningOf(run: RemediationRun, inspection: DiskInspection): DiskObservation {
  const judgement = decideDisk(diskFindings(run, inspection), diskSpace.rulesIn(run.policy));
  const thresholdPercent = limitOf(run, inspection);
  const { verdict, because } = judgement;
  const { language } = run.customer;
  const { drive } = diskSpace.detailsOf(run.subject);
  const facts = { ...inspection, language, drive, because, thresholdPercent, flapping: run.flapping };
  const ticketText = diskTicketText({
    ...run.subject,
    ...facts,
    alerts: inspection.alerts?.map((alert) => ({ ...alert, thresholdPercent: limitFor(alert) })),
    raisedAt: run.alertCreatedAt,
    asked: inspection.alertIds.length === 0,
    noActionBecause: noActionBecause(run, inspection, judgement),
  });
  const gravity = { daysToFull: inspection.growth?.daysToFull };
  return { inspection, judgement, thresholdPercent, summary: diskSummary({ ...facts, verdict }), gravity, ticketText };
}

/**
 * Returns the findings of an inspection; a run that a person asked for uses the policy's limit in
 * place of an alert's.
 */
export function diskFindings(run: RemediationRun, inspection: DiskInspection): DiskFindings {
  const { inspectedAt, online, deviceClass, reading } = inspection;
  const open = openAlerts(run, inspection);
  const all = inspection.alerts ?? [];
  return {
    open,
    asked: inspection.alertIds.length === 0,
    limits: all.length === 0 ? open.map(({ thresholdPercent }) => thresholdPercent) : all.map(limitFor),
    selfResolve: all.length > 0 && all.every((alert) => alert.selfResolves),
    hasTicket: run.ticketId !== undefined || run.mayHaveLostTicket === true,
    ...{ inspectedAt, online, deviceClass, reading },
    memory: inspection.memory ?? { since: inspectedAt },
  };
}

function openAlerts(
  { subject, openedAt }: RemediationRun,
  { alertIds, alerts = [] }: DiskInspection,
): readonly DiskAlert[] {
  if (alertIds.length > 0) {
    // One that Atera opened again under its old id counts from the occurrence it began.
    const since = (at: number) => Math.max(at, openedAt);
    return alerts
      .filter(({ isOpen }) => isOpen)
      .map((alert) => ({ ...alert, thresholdPercent: limitFor(alert), firstListedAt: since(alert.firstListedAt) }));
  }
  return [{ thresholdPercent: limitFor(subject), firstListedAt: openedAt }];
}

function limitFor(about: { readonly details?: unknown }): number | undefined {
  return diskSpace.readableDetailsOf(about)?.thresholdPercent;
}

function limitOf(run: RemediationRun, inspection: DiskInspection): number | undefined {
  const { open, limits } = diskFindings(run, inspection);
  return lowestLimit(open.length > 0 ? open.map((alert) => alert.thresholdPercent) : limits);
}

/**
 * Returns why no cleanup can be proposed for what was observed; undefined when one can, or when
 * none is called for.
 */
export function noActionBecause(
  { customer, policy, subject }: Pick<RemediationRun, 'customer' | 'policy' | 'subject'>,
  { automoxMatch }: Pick<DiskInspection, 'automoxMatch'>,
  { verdict }: Pick<DiskDecision, 'verdict'>,
): string | undefined {
  if (verdict === 'recovered' || !automoxMatch) return undefined;
  if (!automoxMatch.has) return automoxMatch.reason;
  const texts = diskTexts(customer.language).noAction;
  if (customer.worklets.diskCleanup === undefined) return texts.noWorklet;
  if (!diskSpace.rulesIn(policy).cleanupDrives.includes(diskSpace.detailsOf(subject).drive)) return texts.otherDrive;
  return verdict === 'unknown' ? texts.unproven : undefined;
}
