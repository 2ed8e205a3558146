import type { OrchestrationContext, Task } from 'durable-functions';
import { type DiskDecision, type DiskEvidence, decideDisk } from '../../../shared/domain/decide.ts';
import type { DeviceClass } from '../../../shared/domain/device-class.ts';
import type { DiskGrowth } from '../../../shared/domain/disk-growth.ts';
import type { DiskReading } from '../../../shared/domain/disk-reading.ts';
import { type DiskFacts, diskStory } from '../../../shared/domain/disk-story.ts';
import { activities } from '../../names.ts';
import type { LookOptions } from '../../playbook.ts';
import { alertStands, type HandsOn, type Look, type RemediationRun, raisedAt, type Seen } from '../../run.ts';
import { lookAt, type Step } from '../../steps.ts';

/** What `inspectDisk` found. */
export interface DiskLook extends Look {
  readonly reading?: DiskReading;
  /** Why there is none. */
  readonly readingProblem?: string;
  readonly deviceClass?: DeviceClass;
  readonly growth?: DiskGrowth;
  readonly hands?: HandsOn;
}

/** A look at a drive and what it means. */
export interface DiskSeen extends Seen {
  readonly look: DiskLook;
  readonly judgement: DiskDecision;
}

interface DiskLookOptions extends LookOptions {
  /** The first look after the newest alert: a reading that differs from its reading is from after the alert. */
  readonly first?: DiskLook;
  /** When the app's own action was over (epoch ms): older readings prove nothing any more. */
  readonly since?: number;
}

/** One look at a drive, and what it means. */
export function* seeDisk(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading, first, since }: DiskLookOptions,
): Generator<Task, Step<DiskSeen>> {
  const looked = yield* lookAt<DiskLook>(context, run, { activity: activities.inspectDisk, input: { needReading } });
  if (!looked.ok) return looked;
  const look = looked.value;
  const firstReading = first?.newestAlertAt === look.newestAlertAt ? first?.reading : undefined;
  const evidence = { ...evidenceOf(run, look, firstReading), ...(since !== undefined && { alertCreatedAt: since }) };
  const judgement = decideDisk(evidence, run.policy.diskSpace);
  const summary = summaryOf(run, look, judgement);
  const gravity = { daysToFull: look.growth?.daysToFull };
  return { ok: true, value: { look, judgement, summary, gravity, story: diskStory(factsOf(run, look, judgement)) } };
}

function evidenceOf(run: RemediationRun, look: DiskLook, firstReading: DiskReading | undefined): DiskEvidence {
  const { thresholdPercent } = run.subject;
  return {
    ...look,
    alertOpen: alertStands(look),
    alertCreatedAt: raisedAt(run, look),
    ...(thresholdPercent !== undefined && { thresholdPercent }),
    ...(firstReading && { firstReading }),
  };
}

function factsOf(run: RemediationRun, look: DiskLook, judgement: DiskDecision): DiskFacts {
  return {
    ...run.subject,
    drive: run.subject.drive ?? '?',
    ...look,
    raisedAt: run.alertCreatedAt,
    flapping: run.flapping,
    handsMissing: handsMissing(run, look, judgement),
  };
}

/** Why no cleanup can be proposed for what was seen; undefined when one can, or when none is called for. */
export function handsMissing(
  { customer, policy, subject }: Pick<RemediationRun, 'customer' | 'policy' | 'subject'>,
  { hands }: Pick<DiskLook, 'hands'>,
  { verdict }: Pick<DiskDecision, 'verdict'>,
): string | undefined {
  if (verdict === 'recovered' || !hands) return undefined;
  if (!hands.has) return hands.reason;
  if (customer.cleanupWorklet === undefined) return 'the policy names no cleanup worklet for the customer';
  if (!policy.diskSpace.cleanupDrives.includes(subject.drive ?? '')) return 'the cleanup worklet is not for this drive';
  return verdict === 'unknown' ? 'nothing tells for certain that the drive is full' : undefined;
}

function summaryOf(run: RemediationRun, { reading, readingProblem }: DiskLook, judgement: DiskDecision): string {
  const used = reading ? `${reading.usedPercent} % used` : undefined;
  const isRecovered = judgement.verdict === 'recovered';
  if (isRecovered && run.flapping)
    return `It has ended by itself several times of late; the drive is ${used ?? 'not read'} now.`;
  switch (judgement.because) {
    case 'alert-cleared':
      return 'Atera no longer lists the alert.';
    case 'reading-changed':
      return `The disk has recovered: ${used} by a newer reading.`;
    case 'reading-after-lag':
      return `The disk has recovered: ${used} by a reading from after the alert.`;
    case 'threshold-unknown':
      return `The drive is ${used}; the alert does not say its limit.`;
    case 'no-reading':
      return `The drive cannot be read: ${readingProblem ?? 'it was not asked for'}.`;
    default:
      return `The drive is ${used}.`;
  }
}
