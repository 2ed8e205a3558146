import type { WeeklySpan } from '../domain/business-hours.ts';
import { ianaZone } from '../domain/windows-zones.ts';
import type { Policy } from './policy.ts';

/** What the policy says about one customer. */
export interface CustomerPolicy {
  /** IANA. */
  readonly timeZone: string;
  readonly businessHours: readonly WeeklySpan[];
  readonly maintenanceWindows: readonly WeeklySpan[];
  /** The Automox worklet that frees disk space; none means a person must. */
  readonly cleanupWorklet?: number;
}

/**
 * The policy for one customer, the general values where it has none of its own. The time zone is the customer's, else
 * the policy's, else the account's (`TimeZoneName` of Atera's `/account`, a Windows name), else UTC.
 */
export function customerPolicy(
  policy: Policy,
  customerId: number | undefined,
  accountTimeZone?: string,
): CustomerPolicy {
  const own = customerId === undefined ? undefined : policy.customers[String(customerId)];
  const ofAccount = accountTimeZone === undefined ? undefined : ianaZone(accountTimeZone);
  const cleanupWorklet = own?.worklets?.diskCleanup ?? policy.worklets.diskCleanup;
  return {
    timeZone: own?.timeZone ?? policy.timeZone ?? ofAccount ?? 'UTC',
    businessHours: own?.businessHours ?? policy.businessHours,
    maintenanceWindows: own?.maintenanceWindows ?? policy.maintenanceWindows,
    ...(cleanupWorklet !== undefined && { cleanupWorklet }),
  };
}
