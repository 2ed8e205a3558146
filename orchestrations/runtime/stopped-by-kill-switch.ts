import type { OrchestrationContext } from 'durable-functions';
import { MINUTE_MS } from '../../shared/durations.ts';
import { watchRules } from '../../shared/policy/watch-rules.ts';
import { endingTexts } from '../../shared/texts/ending/index.ts';
import { nowOf } from './durable-time.ts';
import { failureText } from './failure-text.ts';
import type { RemediationRun, RunEnd } from './run.ts';

/**
 * Thrown inside an orchestration when a step was refused because the kill switch is on. Only
 * `remediateAlert` and `followUp` catch it, so that no playbook can forget to.
 */
export class StoppedByKillSwitch extends Error {
  override readonly name = 'StoppedByKillSwitch';
}

/** The code of every end that the kill switch brought about. */
export const KILL_SWITCH = 'kill-switch';

/**
 * Returns the end of a run that was stopped by the kill switch: nothing is lost and nothing waits
 * in a history. The condition is checked again soon, and whatever is done after the switch is off
 * again is decided on that fresh inspection. `clearSince` (epoch ms): since when every inspection,
 * this run's too, has found the condition recovered.
 */
export function stoppedByKillSwitch(
  context: OrchestrationContext,
  run: RemediationRun,
  { message }: StoppedByKillSwitch,
  clearSince?: number,
): RunEnd {
  const nextAt = nowOf(context) + watchRules(run.policy, run.subject.playbook).recheckMinutes * MINUTE_MS;
  const text = endingTexts(run.customer.language).untilOff({ message });
  const afterwards = { next: 'watch', nextAt, ...(clearSince !== undefined && { clearSince }) } as const;
  return { end: 'waiting', code: KILL_SWITCH, text, why: message, afterwards };
}

/**
 * Returns the end of a run that met a bug or a storage outage: nothing is claimed about the device,
 * and the condition is checked again.
 */
export function unexpectedFailure(
  context: OrchestrationContext,
  { policy, customer }: RemediationRun,
  cause: unknown,
): RunEnd {
  const nextAt = nowOf(context) + policy.brokenRunRetryMinutes * MINUTE_MS;
  const texts = endingTexts(customer.language);
  const error = failureText(cause);
  return {
    end: 'failed',
    code: 'unexpected-error',
    text: texts.failedUnexpectedly({ error }),
    why: texts.unexpectedly,
    inspectionFailed: texts.unexpectedError({ error }),
    afterwards: { next: 'watch', nextAt },
  };
}
