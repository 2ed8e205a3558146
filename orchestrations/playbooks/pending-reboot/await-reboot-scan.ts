import type { OrchestrationContext, Task } from 'durable-functions';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { CLOCK_MARGIN_MS } from '../../../shared/playbooks/pending-reboot/boot.ts';
import { pendingReboot } from '../../../shared/playbooks/pending-reboot/definition.ts';
import { waitUntil } from '../../runtime/durable-time.ts';
import { type RemediationRun, surelyRaised } from '../../runtime/run.ts';
import type { Step } from '../../runtime/steps.ts';
import { runPart } from '../../runtime/sub-orchestration.ts';
import { names } from './names.ts';
import { observeReboot, type RebootInspectionOptions, type RebootObservation } from './observe-reboot.ts';

/** Input of `awaitRebootScan`. */
export interface AwaitRebootScanInput extends RebootInspectionOptions {
  readonly run: RemediationRun;
}

/**
 * Inspections of one call: the first, one after the scan it requested, and one more where a new
 * alert joined meanwhile.
 */
const MAX_INSPECTIONS = 3;

/** Who is signed in is read a little before the scan is too old to say. */
const USERS_SHARE = 0.8;

/**
 * One inspection of both witnesses of a pending reboot; where Automox's scan is too old it asks for
 * a new one, waits and checks again. An orchestration of its own so that the history of the
 * remediation stays small. It acts on nothing but its scan.
 */
export function* awaitRebootScan(context: OrchestrationContext): Generator<Task, Step<RebootObservation>> {
  const { run, ...options } = context.df.getInput<AwaitRebootScanInput>();
  let { scanAskedAt } = options;
  // A scan of the first minutes cannot be distinguished from one before the alert: it would be
  // useless.
  yield* waitUntil(context, surelyRaised(run) + CLOCK_MARGIN_MS + 1);
  for (let inspections = 1; ; inspections++) {
    const step = yield* observeReboot(context, run, { ...options, ...(scanAskedAt !== undefined && { scanAskedAt }) });
    if (!step.ok || inspections >= MAX_INSPECTIONS) return step;
    const until = worthWaiting(run, step.value, scanAskedAt);
    if (until === undefined) return step;
    scanAskedAt = step.value.scanAskedAt ?? step.value.inspection.inspectedAt;
    yield* waitUntil(context, until);
  }
}

function worthWaiting(
  { policy }: RemediationRun,
  { judgement, inspection, users, scanAskedAt }: RebootObservation,
  askedBefore: number | undefined,
): number | undefined {
  if (judgement.verdict === 'wait') return judgement.until;
  const isAwaited = scanAskedAt !== undefined && scanAskedAt !== askedBefore;
  if (judgement.verdict !== 'holds' || users !== 'unknown' || !isAwaited) return undefined;
  return inspection.inspectedAt + USERS_SHARE * pendingReboot.rulesIn(policy).signedInMaxAgeMinutes * MINUTE_MS;
}

/** Inspects through `awaitRebootScan`. */
export function* inspectWithScan(
  context: OrchestrationContext,
  run: RemediationRun,
  options: RebootInspectionOptions,
): Generator<Task, Step<RebootObservation>> {
  const input: AwaitRebootScanInput = { run, ...options };
  return yield* runPart<Step<RebootObservation>>(context, names.awaitRebootScan, input);
}
