import type { Clock } from '../clock.ts';
import { HOUR_MS, MINUTE_MS } from '../durations.ts';
import { type CustomerPolicy, customerPolicy } from './customer.ts';
import type { Policy } from './policy.ts';

/** What the policy says about customers, with the account's time zone where it names none. */
export interface Customers {
  /**
   * Returns the policy of one. Reads the account's zone at most once an hour, or a minute while it
   * is not known.
   */
  policyOf(customerId: number | undefined): Promise<CustomerPolicy>;
}

/** An account hardly ever moves to another time zone, and a poll may ask thousands of times. */
const ZONE_HOLDS_MS = HOUR_MS;

/** It comes with the first refresh of the directory. */
const UNKNOWN_HOLDS_MS = MINUTE_MS;

/**
 * Returns the customers of a policy. `readAccountZone` reads `TimeZoneName` of Atera's `/account`;
 * undefined = not known yet. Of `workletAllowlist`, where it is given, are the only worklets there are.
 */
export function makeCustomers(
  policy: Policy,
  readAccountZone: () => Promise<string | undefined>,
  clock: Clock,
  workletAllowlist?: ReadonlySet<number>,
): Customers {
  let read: { readonly zone: string | undefined; readonly until: number } | undefined;
  const accountZone = async () => {
    if (read && clock.now() < read.until) return read.zone;
    const zone = await readAccountZone();
    read = { zone, until: clock.now() + (zone === undefined ? UNKNOWN_HOLDS_MS : ZONE_HOLDS_MS) };
    return zone;
  };
  const namesZone = (customerId: number | undefined) =>
    (policy.customers[String(customerId)]?.timeZone ?? policy.timeZone) !== undefined;
  return {
    async policyOf(customerId) {
      const own = customerPolicy(policy, customerId, namesZone(customerId) ? undefined : await accountZone());
      if (!workletAllowlist) return own;
      const worklets = Object.entries(own.worklets).filter(([, id]) => workletAllowlist.has(id));
      return { ...own, worklets: Object.fromEntries(worklets) };
    },
  };
}
