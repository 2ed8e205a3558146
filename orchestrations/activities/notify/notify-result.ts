import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { actionOf, whatWasDone } from '../../../shared/domain/occurrences/what-was-done.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { type NotifyDeps, notifyOf } from './notify-of.ts';

/**
 * Notifies people of what is known of the occurrence's command: that it helped, or that it did not or
 * that this is not known, once for each. Idempotent.
 */
export async function notifyResult(deps: NotifyDeps, row: Condition): Promise<void> {
  const action = actionOf(row);
  if (!action) return;
  const { approval, result = 'not-known' } = action;
  const text = whatWasDone(row, languageOf(deps.policy, row.customerId)) ?? action.text;
  const event = result === 'helped' ? 'action-done' : 'action-failed';
  await notifyOf(deps, row, { event, of: [approval, result], text });
}
