import type { OrchestrationContext } from 'durable-functions';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { nowOf } from '../durable-time.ts';
import type { RunEnd } from '../run.ts';

/**
 * Thrown inside an orchestration when a step found that its device belongs to another customer than
 * the run assumes. Only `remediateAlert` and `followUp` catch it, so that no playbook can forget
 * to. Its message is whole sentences in the language of that customer.
 */
export class CustomerChanged extends Error {
  override readonly name = 'CustomerChanged';
}

/**
 * Returns the end of a run whose device belongs to another customer by now: the row knows it, and
 * the next run uses that one's policy.
 */
export function customerChanged(
  context: OrchestrationContext,
  { message }: CustomerChanged,
  next: 'again' | 'watch',
): RunEnd {
  const afterwards = { next, nextAt: nowOf(context) + MINUTE_MS };
  return { end: 'waiting', code: 'customer-changed', text: message, afterwards };
}
