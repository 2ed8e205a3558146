import type { OrchestrationContext, Task } from 'durable-functions';
import { volumeLabel } from '../../../shared/domain/devices/volume.ts';
import { diskWitness } from '../../../shared/domain/disk-witness.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import { deviceLabel } from '../../../shared/domain/ticket-story.ts';
import { couldNot, escalate, finishRecovered } from '../../endings.ts';
import { endWithoutAction, freeing, HOLD_MARGIN_MINUTES, withTried } from '../../hands/after-hands.ts';
import { type HandsEnd, useHands } from '../../hands/use-hands.ts';
import { orchestrators } from '../../names.ts';
import type { RemediationRun, RunEnd } from '../../run.ts';
import type { WorkletEnd, WorkletRun } from './await-worklet.ts';
import { type DiskSeen, handsMissing, seeDisk } from './look.ts';

/** The cleanup this look calls for; undefined without hands, without a worklet, or when the disk is not full for certain. */
export function proposeCleanup(run: RemediationRun, { look, judgement }: DiskSeen): Proposal | undefined {
  const { subject, customer } = run;
  const { hands } = look;
  const { cleanupWorklet } = customer;
  const { drive = '?', thresholdPercent = 0 } = subject;
  if (judgement.verdict !== 'holds' || !hands?.has || cleanupWorklet === undefined) return undefined;
  if (handsMissing(run, look, judgement) !== undefined) return undefined;
  const { organizationId, serverId } = hands;
  const action = { kind: 'worklet', organizationId, serverId, workletId: cleanupWorklet } as const;
  const text = `Run Automox worklet ${cleanupWorklet} (disk cleanup) on ${deviceLabel(subject)}, because drive ${volumeLabel(drive)} is over its limit of ${thresholdPercent} %.`;
  return { action, facts: { drive, thresholdPercent, state: 'over its limit' }, text };
}

/** Steps 6 and 8 of the runbook; undefined = the alert went away meanwhile, so look again. */
export function* cleanUp(
  context: OrchestrationContext,
  run: RemediationRun,
  seen: DiskSeen,
): Generator<Task, RunEnd | undefined> {
  const { settleMinutes, workletTimeoutMinutes, inventoryLagMinutes } = run.policy.diskSpace;
  const look = { seen, see: () => seeDisk(context, run, { needReading: true }) };
  const ended: HandsEnd<DiskSeen> = yield* useHands(context, run, {
    ...look,
    propose: (found) => proposeCleanup(run, found),
    holdMinutes: settleMinutes + workletTimeoutMinutes + inventoryLagMinutes + HOLD_MARGIN_MINUTES,
  });
  if (ended.kind === 'acted') {
    return yield* freeing(ended, function* () {
      return yield* verify(context, run, ended);
    });
  }
  return yield* endWithoutAction(context, run, ended, look);
}

type Acted = Extract<HandsEnd<DiskSeen>, { kind: 'acted' }>;

/** The same checker as before decides whether the cleanup helped, on a reading that must be younger than its end. */
function* verify(context: OrchestrationContext, run: RemediationRun, acted: Acted): Generator<Task, RunEnd> {
  const { action, at } = acted;
  const awaited: WorkletRun = { action, at, policy: run.policy };
  // The sub-orchestration's own plain JSON.
  const ended = (yield context.df.callSubOrchestrator(orchestrators.awaitWorklet, awaited)) as WorkletEnd;
  const fresh = yield* seeDisk(context, run, { needReading: true, since: ended.since });
  if (!fresh.ok) {
    acted.end(undefined);
    return couldNot(context, run, 'look-failed', 'look at the device after the cleanup', fresh);
  }
  const { judgement } = fresh.value;
  const hasRecovered = judgement.verdict === 'recovered' && !judgement.contradicted;
  const isContradicted = hasRecovered && witnessSaysFull(run, ended);
  const isFixed = hasRecovered && !isContradicted;
  acted.end(isFixed || judgement.verdict === 'holds' ? isFixed : undefined);
  const tried = `${acted.tried} ${ended.how}`;
  if (isFixed) return yield* finishRecovered(context, run, withTried(fresh.value, tried), true);
  const result = isContradicted ? "By Automox's own scan after it, the drive is still full." : 'It did not help.';
  return yield* escalate(context, run, withTried(fresh.value, `${tried} ${result}`));
}

/** The second witness. One that cannot be asked, or has not scanned the device since, says nothing against the first. */
function witnessSaysFull({ subject, policy }: RemediationRun, { witness, since }: WorkletEnd): boolean {
  const { drive, thresholdPercent } = subject;
  if (!witness.found || drive === undefined || thresholdPercent === undefined) return false;
  const { clearMarginPercent } = policy.diskSpace;
  return diskWitness(witness, { drive, thresholdPercent, clearMarginPercent, since }) === 'full';
}
