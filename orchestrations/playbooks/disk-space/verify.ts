import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceAction } from '../../../shared/domain/approvals/proposal.ts';
import type { ActionFound } from '../../../shared/domain/occurrences/last-action.ts';
import type { DiskReading } from '../../../shared/domain/volumes/disk-reading.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { type CleanupResult, cleanupResult } from '../../../shared/playbooks/disk-space/cleanup-result.ts';
import { diskSpace } from '../../../shared/playbooks/disk-space/definition.ts';
import { percentText } from '../../../shared/playbooks/disk-space/drive-texts.ts';
import { diskTexts } from '../../../shared/playbooks/disk-space/texts/index.ts';
import type { Language } from '../../../shared/texts/language.ts';
import { workletEnd } from '../../actions/await-worklet.ts';
import { recordResult } from '../../actions/command-steps.ts';
import { nowOf, waitUntil } from '../../runtime/durable-time.ts';
import type { ServerReading } from '../../runtime/inspection.ts';
import type { RemediationRun } from '../../runtime/run.ts';
import { readServer, type Step } from '../../runtime/steps.ts';
import { type DiskObservation, diskFindings, observeDisk } from './observe-disk.ts';

/** Input of `verifyCleanup`: what was sent, and when (epoch ms). */
export interface CleanupRun {
  readonly run: RemediationRun;
  readonly action: DeviceAction;
  readonly at: number;
  /** The number of the question that was approved. */
  readonly approval: number;
  /** False where Automox's answer was lost. */
  readonly isTaken: boolean;
}

/**
 * The last inspection, what it proves about the cleanup, and that in whole sentences for a ticket.
 */
export type CleanupVerified = Step<{
  readonly observation: DiskObservation;
  readonly result: CleanupResult['result'];
  readonly found: string;
}>;

/** What Automox says of the device; nothing where it did not answer. */
type Witness = Partial<Omit<Extract<ServerReading, { found: true }>, 'found'>>;

/**
 * Inspections of the drive, and one more where the last one was promising; more would not fit into
 * a small history.
 */
const MAX_INSPECTIONS = 3;

/**
 * Waits for a cleanup worklet (an orchestration of its own) and verifies it: inspects the drive at
 * both vendors until one of them proves the result, at most four times. An Automox scan after the
 * worklet is proof; Atera's inventory only when it is provably newer. Nothing proven in that time
 * is `unknown`, and no failure. The result is in the row before the run continues.
 */
export function* verifyCleanup(context: OrchestrationContext): Generator<Task, CleanupVerified> {
  const verifying = context.df.getInput<CleanupRun>();
  const { run } = verifying;
  const verified = yield* verify(context, verifying);
  const found: ActionFound = verified.ok
    ? { result: RESULTS[verified.value.result], found: verified.value.found }
    : {
        result: 'not-known',
        found: diskTexts(run.customer.language).cleanup.notInspected({ why: verified.message }),
      };
  yield* recordResult(context, run, verifying, found);
  return verified;
}

function* verify(
  context: OrchestrationContext,
  { run, action, at, isTaken }: CleanupRun,
): Generator<Task, CleanupVerified> {
  const rules = diskSpace.rulesIn(run.policy);
  const { publishLagMinutes, settleMinutes, inventoryEveryMinutes, clearConfirmMinutes } = rules;
  const { retryAfterMinutes } = run.policy;
  const { language } = run.customer;
  const awaited = { action, at, isTaken, settleMinutes, timeoutMinutes: rules.workletTimeoutMinutes, language };
  const { how, endedAt, isKnown } = yield* workletEnd(context, { ...awaited, policy: { retryAfterMinutes } });
  const settledAt = endedAt + settleMinutes * MINUTE_MS;
  yield* waitUntil(context, Math.max(settledAt, endedAt + publishLagMinutes * MINUTE_MS));
  let first: DiskReading | undefined;
  for (let inspections = 1; ; inspections++) {
    // A scan that ran beside the worklet shows the drive as it was: one after the settling time is
    // requested.
    const scanned = yield* readServer(context, run, action, {
      scan: true,
      unlessNewerThan: settledAt,
      withDetails: true,
    });
    const witness: Witness = scanned.ok && scanned.value.found ? scanned.value : {};
    const observation = yield* observeDisk(context, run, { needReading: true });
    if (!observation.ok) return observation;
    const findings = diskFindings(run, observation.value.inspection);
    const { drive } = diskSpace.detailsOf(run.subject);
    const result = cleanupResult(findings, { witness, drive, endedAt, settledAt, first }, rules);
    if (findings.online === true) first ??= findings.reading;
    const isPromising = findings.memory.changed !== undefined || witness.scanAskedAt !== undefined;
    const isLast = inspections >= MAX_INSPECTIONS + (isPromising ? 1 : 0);
    if (result.result !== 'unknown' || isLast) {
      const found = `${how} ${resultText(result, isKnown, language)}`;
      return { ok: true, value: { observation: observation.value, result: result.result, found } };
    }
    const waitMinutes = isPromising ? clearConfirmMinutes : inventoryEveryMinutes;
    yield* waitUntil(context, nowOf(context) + waitMinutes * MINUTE_MS);
  }
}

const RESULTS = { recovered: 'helped', full: 'did-not-help', unknown: 'not-known' } as const;

/** What is said of the result: only what is proven. */
function resultText(proof: CleanupResult, isKnown: boolean, language: Language): string {
  const texts = diskTexts(language).cleanup;
  if (proof.result === 'unknown') return texts.unknown;
  return texts[proof.result === 'full' && !isKnown ? 'fullStill' : proof.result]({
    used: percentText(proof.usedPercent, language),
    by: proof.by,
  });
}
