import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceAction } from '../../../shared/domain/approvals/proposal.ts';
import type { ActionFound } from '../../../shared/domain/occurrences/last-action.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { serviceStopped } from '../../../shared/playbooks/service-stopped/definition.ts';
import {
  isFailure,
  type RestartObservation,
  restartResult,
} from '../../../shared/playbooks/service-stopped/restart-result.ts';
import { serviceTexts } from '../../../shared/playbooks/service-stopped/texts/index.ts';
import { type WorkletEnd, workletEnd } from '../../actions/await-worklet.ts';
import { recordResult } from '../../actions/command-steps.ts';
import { nowOf, waitUntil } from '../../runtime/durable-time.ts';
import type { RemediationRun } from '../../runtime/run.ts';
import type { Step } from '../../runtime/steps.ts';
import { observeService, type ServiceObservation } from './observe-service.ts';

/** Input of `verifyRestart`: what was sent, and when (epoch ms). */
export interface RestartRun {
  readonly run: RemediationRun;
  readonly action: DeviceAction;
  readonly at: number;
  /** The number of the question that was approved. */
  readonly approval: number;
  /** False where Automox's answer was lost. */
  readonly isTaken: boolean;
}

/**
 * The last inspection, what it and the worklet's code prove, and that in whole sentences for a
 * ticket.
 */
export type RestartVerified = Step<
  InspectedAfter & ActionFound & { /** The worklet's exit code, if reported. */ readonly exitCode?: number }
>;

/**
 * Waits for a restart worklet and verifies it (an orchestration of its own, so that histories stay
 * small) by two witnesses: what the worklet ended with, and Atera's alert, which must have ended in
 * two inspections `clearConfirmMinutes` apart with the device online. A service that stops again
 * has its alert back within minutes. At most three inspections; after a code that says that it does
 * not run, one. The result is in the row before the run continues.
 */
export function* verifyRestart(context: OrchestrationContext): Generator<Task, RestartVerified> {
  const restart = context.df.getInput<RestartRun>();
  const { run, action, at, isTaken } = restart;
  const { settleMinutes, workletTimeoutMinutes } = serviceStopped.rulesIn(run.policy);
  const { retryAfterMinutes } = run.policy;
  const { language } = run.customer;
  const awaited = { action, at, isTaken, settleMinutes, timeoutMinutes: workletTimeoutMinutes, language };
  const end = yield* workletEnd(context, { ...awaited, policy: { retryAfterMinutes } });
  const inspected = yield* inspectAfter(context, run, end);
  if (!inspected.ok) {
    const found = `${end.how} ${serviceTexts(language).restart.notInspected({ why: inspected.message })}`;
    yield* recordResult(context, run, restart, { result: 'not-known', found });
    return inspected;
  }
  const { exitCode } = end;
  const proof = restartResult({ ...end, alert: inspected.value.alert }, language);
  yield* recordResult(context, run, restart, proof);
  return { ok: true, value: { ...inspected.value, ...proof, ...(exitCode !== undefined && { exitCode }) } };
}

interface InspectedAfter {
  readonly observation: ServiceObservation;
  readonly alert: RestartObservation['alert'];
}

/** Inspects until two checks found Atera's alert ended, two found it open, or it is back. */
function* inspectAfter(
  context: OrchestrationContext,
  run: RemediationRun,
  { endedAt, exitCode }: WorkletEnd,
): Generator<Task, Step<InspectedAfter>> {
  const { verifyAfterMinutes, clearConfirmMinutes } = serviceStopped.rulesIn(run.policy);
  let until = endedAt + verifyAfterMinutes * MINUTE_MS;
  let before: 'open' | 'over' | undefined;
  for (;;) {
    context.df.setCustomStatus({ waitsUntil: until, because: 'restart' });
    yield* waitUntil(context, until);
    const step = yield* observeService(context, run, { always: true });
    if (!step.ok) return step;
    const observation = step.value;
    const now = observation.inspection.alertOpen ? 'open' : 'over';
    const answer = alertAfter(before, now, {
      isOffline: observation.inspection.online !== true,
      isFailure: isFailure(exitCode),
    });
    if (answer) return { ok: true, value: { observation, alert: answer } };
    before = now;
    until = nowOf(context) + (now === 'over' ? clearConfirmMinutes : verifyAfterMinutes) * MINUTE_MS;
  }
}

/** What two inspections in a row say of the alert; undefined = another one is needed. */
function alertAfter(
  before: 'open' | 'over' | undefined,
  now: 'open' | 'over',
  { isOffline, isFailure: failed }: { readonly isOffline: boolean; readonly isFailure: boolean },
): RestartObservation['alert'] | undefined {
  if (now === 'open') return before === 'over' ? 'back' : before === 'open' || failed ? 'open' : undefined;
  if (before !== 'over') return undefined;
  return isOffline ? 'offline' : 'over';
}
