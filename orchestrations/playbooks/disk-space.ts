import type { OrchestrationContext, Task } from 'durable-functions';
import { type DiskDecision, type DiskEvidence, decideDisk } from '../../shared/domain/decide.ts';
import type { DiskReading } from '../../shared/domain/disk-reading.ts';
import { type DiskFacts, diskStory } from '../../shared/domain/disk-story.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { nowOf, waitUntil } from '../durable-time.ts';
import { couldNot, deviceGone, escalate, finishRecovered } from '../endings.ts';
import { activities } from '../names.ts';
import type { LookOptions, Playbook } from '../playbook.ts';
import { alertStands, type Look, type RemediationRun, raisedAt, type Seen } from '../run.ts';
import { lookAt, type Step } from '../steps.ts';

/** Looks that found the disk full, or proved nothing, before a person is called. */
const LOOKS_BEFORE_TICKET = 2;

/** What `inspectDisk` found. */
export interface DiskLook extends Look {
  readonly reading?: DiskReading;
  /** Why there is none. */
  readonly readingProblem?: string;
}

interface DiskSeen extends Seen {
  readonly look: DiskLook;
  readonly judgement: DiskDecision;
}

/**
 * Runbook "disk space", without hands on the device. Numbers are the defaults of the policy's section `diskSpace`.
 *
 * 1. Look at the drive's inventory reading and at whether Atera still lists the alert.
 * 2. The alert is gone: the end, nothing to do.
 * 3. The drive reads healthy (at least `clearMarginPercent`, 2 points, below the alert's own limit), but the reading may be
 *    older than the alert: wait until it cannot be (`inventoryLagMinutes`, 45, after the alert was raised), look again.
 * 4. The drive reads healthy, believably: resolve the alert. No ticket.
 * 5. The drive reads full, or nothing can be told (no reading, or an alert that does not say its limit): look again after
 *    `confirmAfterMinutes` (10), because many alerts pass by themselves.
 * 6. It ended `flappingCount` (2) times within `flappingHours` (24) already: it is not ended silently once more, but gets a
 *    ticket that says so, and keeps it until it has stayed away for as long.
 * 7. Still so after 5: open a ticket (or comment the one the alert carries, or reopen the last one). From then on `follow-up.ts`
 *    looks every `followUpEveryMinutes` (60), and closes ticket and alert when the disk is seen recovered twice.
 *
 * Atera no longer knows the device: nothing is done. A call to Atera that fails for good, after its retries: the outcome says
 * `failed`, and the follow-up tries again.
 *
 * Success is only what was read again from Atera after the alert. It never resolves an alert whose disk reads full or
 * cannot be read, never touches the device, and writes nothing that the mode (observe < propose < approve) does not allow.
 */
export const diskSpace: Playbook = {
  *remediate(context, run) {
    let first: DiskLook | undefined;
    // Ends: a reading may be older than the alert only for so long, and every other doubt is counted.
    for (let doubts = 0; ; ) {
      const step = yield* see(context, run, { needReading: run.flapping, ...(first && { first }) });
      if (!step.ok) return couldNot(context, run, 'look-failed', 'look at the device', step);
      const { look, judgement } = step.value;
      if (!look.deviceFound) return deviceGone(run, look);
      if (judgement.verdict === 'recovered' && run.flapping) return yield* escalate(context, run, step.value);
      if (judgement.verdict === 'recovered') return yield* finishRecovered(context, run, step.value);
      if (judgement.verdict !== 'wait' && ++doubts >= LOOKS_BEFORE_TICKET)
        return yield* escalate(context, run, step.value);

      // A firing that joined meanwhile may be about what happened after the first reading.
      if (!first?.reading || first.newestAlertAt !== look.newestAlertAt) first = look;
      yield* waitForNextLook(context, run, judgement);
    }
  },
  see,
};

interface DiskLookOptions extends LookOptions {
  /** The first look after the newest alert: a reading that differs from its reading is from after the alert. */
  readonly first?: DiskLook;
}

function* see(
  context: OrchestrationContext,
  run: RemediationRun,
  { needReading, first }: DiskLookOptions,
): Generator<Task, Step<DiskSeen>> {
  const looked = yield* lookAt<DiskLook>(context, run, { activity: activities.inspectDisk, input: { needReading } });
  if (!looked.ok) return looked;
  const look = looked.value;
  const firstReading = first?.newestAlertAt === look.newestAlertAt ? first?.reading : undefined;
  const judgement = decideDisk(evidenceOf(run, look, firstReading), run.policy.diskSpace);
  const summary = summaryOf(run, look, judgement);
  return { ok: true, value: { look, judgement, summary, story: diskStory(factsOf(run, look)) } };
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

function factsOf(run: RemediationRun, look: DiskLook): DiskFacts {
  return {
    ...run.subject,
    drive: run.subject.drive ?? '?',
    ...look,
    raisedAt: run.alertCreatedAt,
    flapping: run.flapping,
  };
}

function* waitForNextLook(
  context: OrchestrationContext,
  { policy }: RemediationRun,
  judgement: DiskDecision,
): Generator<Task, void> {
  const now = nowOf(context);
  const confirmAt = now + policy.diskSpace.confirmAfterMinutes * MINUTE_MS;
  const soonest = Math.min(confirmAt, now + MINUTE_MS);
  const until = judgement.verdict === 'wait' ? Math.max(judgement.until, soonest) : confirmAt;
  context.df.setCustomStatus({ waitsUntil: until, because: judgement.because });
  yield* waitUntil(context, until);
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
