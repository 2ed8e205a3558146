import type { OrchestrationContext } from 'durable-functions';
import { remediationInstance } from '../../shared/domain/occurrences/keys.ts';
import type { LastAction } from '../../shared/domain/occurrences/last-action.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { nowOf } from '../runtime/durable-time.ts';
import type { RemediationRun } from '../runtime/run.ts';
import { type BrakeRequest, returnBrakes } from './brakes.ts';

/** Returns what a run asks the brakes for. */
export function brakeRequest(
  context: OrchestrationContext,
  { subject, policy, known, customer }: RemediationRun,
  { exclusive, holdMinutes }: { readonly exclusive?: string | undefined; readonly holdMinutes: number },
): BrakeRequest {
  const { key, customerId } = subject;
  // A run that waits long for a vendor lives until the watchdog ends it; until then no other run
  // may act.
  const until = nowOf(context) + Math.max(holdMinutes, policy.remediationDeadlineMinutes) * MINUTE_MS;
  return {
    key,
    customerId,
    holder: context.df.instanceId,
    until,
    deviceCount: known.deviceCount,
    exclusive,
    limits: policy,
    language: customer.language,
  };
}

/**
 * Reports to the brakes a command the row knows of whose run ended without reporting it; one they
 * already know counts once.
 */
export function reportAction(
  context: OrchestrationContext,
  run: RemediationRun,
  result: NonNullable<LastAction['result']> = 'not-known',
): void {
  const holder = remediationInstance({ ...run.subject.key, restarts: run.restarts });
  const request = { ...brakeRequest(context, run, { holdMinutes: 0 }), holder };
  returnBrakes(context, request, { acted: true, ok: result === 'not-known' ? undefined : result === 'helped' });
}
