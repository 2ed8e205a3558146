import type { Agent } from '../../../shared/atera/agent-schema.ts';
import { giveUpYes } from '../../../shared/domain/approvals/kept-approval.ts';
import { AppError } from '../../../shared/errors.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { actionTexts } from '../../../shared/texts/action/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';

/**
 * Throws `customer_changed` where Atera reports that a device belongs to another customer than the
 * run assumes, or to one where the run knew none: alerts keep the customer they were raised under.
 * The row continues with the customer the device has now, by whose policy the next run goes, and in
 * whose language this is said; an approval given under the former one is void. Idempotent.
 */
export async function assertSameCustomer(
  { conditions, clock, policy }: Pick<ActivityDeps, 'conditions' | 'clock' | 'policy'>,
  { key, customerId: former }: Subject,
  { customerId }: Pick<Agent, 'customerId'>,
): Promise<void> {
  if (customerId === undefined || customerId === former) return;
  const texts = actionTexts(languageOf(policy, customerId));
  const why = texts.ofAnother({ customerId, former });
  await conditions.update(key, (row) =>
    row.customerId === customerId ? row : giveUpYes({ ...row, customerId }, why, clock.now()),
  );
  throw new AppError('customer_changed', texts.customerChanged({ customerId, former }));
}
