import type { OrchestrationContext, Task } from 'durable-functions';
import type { Proposal } from '../shared/domain/proposal.ts';
import { deviceLabel } from '../shared/domain/ticket-story.ts';
import { MINUTE_MS } from '../shared/durations.ts';
import { endWithoutAction, HOLD_MARGIN_MINUTES, withTried } from './after-hands.ts';
import type { WorkletEnd, WorkletRun } from './await-worklet.ts';
import { type DiskSeen, seeDisk } from './disk-look.ts';
import { nowOf, waitUntil } from './durable-time.ts';
import { couldNot, escalate, finishRecovered } from './endings.ts';
import { type HandsEnd, useHands } from './hands.ts';
import { orchestrators } from './names.ts';
import type { RemediationRun, RunEnd } from './run.ts';

/** The cleanup this look calls for; undefined without hands, without a worklet, or when the disk is not full for certain. */
export function proposeCleanup(
  { subject, customer }: RemediationRun,
  { look, judgement }: DiskSeen,
): Proposal | undefined {
  const { hands } = look;
  const { cleanupWorklet } = customer;
  const { drive = '?', thresholdPercent = 0 } = subject;
  if (judgement.verdict !== 'holds' || !hands?.has || cleanupWorklet === undefined) return undefined;
  const { organizationId, serverId } = hands;
  const action = { kind: 'worklet', organizationId, serverId, workletId: cleanupWorklet } as const;
  const text = `Run Automox worklet ${cleanupWorklet} (disk cleanup) on ${deviceLabel(subject)}, because drive ${drive}: is over its limit of ${thresholdPercent} %.`;
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
  if (ended.kind === 'acted') return yield* verify(context, run, ended);
  return yield* endWithoutAction(context, run, ended, look);
}

type Acted = Extract<HandsEnd<DiskSeen>, { kind: 'acted' }>;

/** The same checker as before decides whether the cleanup helped, on a reading that must be younger than its end. */
function* verify(context: OrchestrationContext, run: RemediationRun, acted: Acted): Generator<Task, RunEnd> {
  const { inventoryLagMinutes } = run.policy.diskSpace;
  const { action, at } = acted;
  const awaited: WorkletRun = { action, at, policy: run.policy };
  // The sub-orchestration's own plain JSON.
  const { how } = (yield context.df.callSubOrchestrator(orchestrators.awaitWorklet, awaited)) as WorkletEnd;
  const since = nowOf(context);
  yield* waitUntil(context, since + inventoryLagMinutes * MINUTE_MS);
  const fresh = yield* seeDisk(context, run, { needReading: true, since });
  if (!fresh.ok) {
    acted.end(undefined);
    return couldNot(context, run, 'look-failed', 'look at the device after the cleanup', fresh);
  }
  const { judgement } = fresh.value;
  const isFixed = judgement.verdict === 'recovered' && !judgement.contradicted;
  acted.end(isFixed || judgement.verdict === 'holds' ? isFixed : undefined);
  const tried = `${acted.tried} ${how}`;
  if (isFixed) return yield* finishRecovered(context, run, withTried(fresh.value, tried), true);
  return yield* escalate(context, run, withTried(fresh.value, `${tried} It did not help.`));
}
