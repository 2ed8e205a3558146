import type { OrchestrationContext, Task } from 'durable-functions';
import type { Proposal } from '../../../shared/domain/approvals/proposal.ts';
import { deviceLabel } from '../../../shared/domain/tickets/ticket-text.ts';
import { diskSpace } from '../../../shared/playbooks/disk-space/definition.ts';
import { diskSummary } from '../../../shared/playbooks/disk-space/disk-summary.ts';
import { driveLabel, percentText } from '../../../shared/playbooks/disk-space/drive-texts.ts';
import { diskTexts } from '../../../shared/playbooks/disk-space/texts/index.ts';
import type { ActionEnd } from '../../actions/act-on-device.ts';
import { actAndVerify, HOLD_MARGIN_MINUTES, withTried } from '../../actions/after-action.ts';
import { escalateWithOutput } from '../../actions/worklet-output.ts';
import { finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import type { RemediationRun, RunEnd } from '../../runtime/run.ts';
import { runPart } from '../../runtime/sub-orchestration.ts';
import { names } from './names.ts';
import { type DiskObservation, noActionBecause, observeDisk } from './observe-disk.ts';
import type { CleanupRun, CleanupVerified } from './verify.ts';

/**
 * Returns the cleanup this inspection calls for; undefined without an Automox match, without a
 * worklet, or when the disk is not full for certain: over the limit of an alert that Atera still
 * lists.
 */
export function proposeCleanup(run: RemediationRun, observation: DiskObservation): Proposal | undefined {
  const { subject, customer } = run;
  const { inspection, judgement, thresholdPercent } = observation;
  const { automoxMatch } = inspection;
  const { diskCleanup: workletId } = customer.worklets;
  const { drive } = diskSpace.detailsOf(subject);
  if (judgement.because !== 'reading-full' || judgement.verdict !== 'holds') return undefined;
  if (!automoxMatch?.has || workletId === undefined || thresholdPercent === undefined) return undefined;
  if (noActionBecause(run, inspection, judgement) !== undefined) return undefined;
  const { organizationId, serverId } = automoxMatch;
  const action = { kind: 'worklet', organizationId, serverId, workletId, purpose: 'diskCleanup' } as const;
  const { language } = customer;
  const text = diskTexts(language).cleanup.proposal({
    worklet: String(workletId),
    device: deviceLabel({ ...subject, language }),
    volume: driveLabel(drive, language),
    limit: percentText(thresholdPercent, language),
  });
  return { action, facts: { drive, thresholdPercent, state: 'over its limit' }, text };
}

/** Step 6 of the runbook; undefined = the alert went away meanwhile, so inspect again. */
export function* cleanUp(
  context: OrchestrationContext,
  run: RemediationRun,
  observation: DiskObservation,
): Generator<Task, RunEnd | undefined> {
  const request = {
    observation,
    observe: () => observeDisk(context, run, { needReading: true }),
    propose: (found: typeof observation) => proposeCleanup(run, found),
    holdMinutes: holdMinutes(run),
  };
  return yield* actAndVerify(context, run, request, function* (acted) {
    return yield* verify(context, run, acted);
  });
}

/** The worklet, its settling, and the inspections of `verify.ts`. */
function holdMinutes({ policy }: RemediationRun): number {
  const { settleMinutes, publishLagMinutes, inventoryEveryMinutes, clearConfirmMinutes, workletTimeoutMinutes } =
    diskSpace.rulesIn(policy);
  const verifying = Math.max(settleMinutes, publishLagMinutes) + 2 * inventoryEveryMinutes + clearConfirmMinutes;
  return workletTimeoutMinutes + verifying + HOLD_MARGIN_MINUTES;
}

type Acted = Extract<ActionEnd<DiskObservation>, { kind: 'acted' }>;

/** The inspection as it ends a run whose cleanup helped: the proof may be the other vendor's. */
function recovered(run: RemediationRun, observation: DiskObservation): DiskObservation {
  const alertGone = !observation.inspection.alertOpen;
  const judgement = { verdict: 'recovered', because: 'cleanup-verified', alertGone, contradicted: false } as const;
  const { drive } = diskSpace.detailsOf(run.subject);
  const { because } = judgement;
  const facts = { language: run.customer.language, drive, because, verdict: judgement.verdict, flapping: false };
  return { ...observation, judgement: { ...judgement, confirmed: true }, summary: diskSummary(facts) };
}

/**
 * Says of the cleanup only what is proven: neither success nor failure where no reading is certain
 * to be newer than it.
 */
function* verify(context: OrchestrationContext, run: RemediationRun, acted: Acted): Generator<Task, RunEnd> {
  const { action, at, approval, isTaken } = acted;
  const verifying: CleanupRun = { run, action, at, approval, isTaken };
  const verified = yield* runPart<CleanupVerified>(context, names.verifyCleanup, verifying);
  if (!verified.ok) {
    acted.end(undefined);
    return stepFailed(context, run, 'inspection-failed', 'inspect the device after the cleanup', verified);
  }
  const { observation, found, result } = verified.value;
  acted.end(result === 'unknown' ? undefined : result === 'recovered');
  const tried = `${acted.tried} ${found}`;
  if (result === 'recovered')
    return yield* finishRecovered(context, run, withTried(recovered(run, observation), tried));
  const after = withTried(observation, tried);
  // Atera took the alert away itself: nothing is left to do, and nothing is claimed.
  const isOver = result === 'unknown' && observation.judgement.verdict === 'recovered';
  return isOver ? yield* finishRecovered(context, run, after) : yield* escalateWithOutput(context, run, acted, after);
}
