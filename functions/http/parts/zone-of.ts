import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { customerPolicy } from '../../../shared/policy/customer.ts';

/** The IANA zone of a customer, in which people read times. */
export type ZoneOf = (customerId: number | undefined) => string;

/** Returns the zones of customers by the policy. One read, of the account's zone. */
export async function zonesOf({ directory, policy }: Pick<AppDeps, 'directory' | 'policy'>): Promise<ZoneOf> {
  const ofAccount = await directory.accountTimeZone();
  return (customerId) => customerPolicy(policy, customerId, ofAccount).timeZone;
}
