import { namesMoment, withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import { customerPolicy } from '../../../shared/policy/customer.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** Returns a text as people of the customer read it: its moments in their time zone. At most one read, of the account's zone. */
export async function localText(
  { directory, policy }: Pick<ActivityDeps, 'directory' | 'policy'>,
  customerId: number | undefined,
  text: string,
): Promise<string> {
  if (!namesMoment(text)) return text;
  const { timeZone } = customerPolicy(policy, customerId, await directory.accountTimeZone());
  return withLocalTimes(text, timeZone);
}
