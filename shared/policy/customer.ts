import type { AutomoxPlace, DevicePair } from '../domain/devices/device-marks.ts';
import type { WeeklySpan } from '../domain/time/business-hours.ts';
import { ianaZone } from '../domain/time/windows-zones.ts';
import type { Language } from '../texts/language.ts';
import type { Policy } from './policy.ts';
import { workletsIn } from './sections/worklets.ts';

/** What the policy says about one customer. */
export interface CustomerPolicy {
  /** IANA. */
  readonly timeZone: string;
  /** Of what its people read: tickets, questions, outcomes. */
  readonly language: Language;
  readonly businessHours: readonly WeeklySpan[];
  readonly maintenanceWindows: readonly WeeklySpan[];
  /**
   * The customer's Automox worklets by what they are for (`workletPurpose`); without one a person
   * must.
   */
  readonly worklets: Readonly<Record<string, number>>;
}

/**
 * Returns the policy for one customer, the general values where it has none of its own. The time
 * zone is the customer's, else the policy's, else the account's (`TimeZoneName` of Atera's
 * `/account`, a Windows name), else UTC.
 */
export function customerPolicy(
  policy: Policy,
  customerId: number | undefined,
  accountTimeZone?: string,
): CustomerPolicy {
  const own = customerId === undefined ? undefined : policy.customers[String(customerId)];
  const ofAccount = accountTimeZone === undefined ? undefined : ianaZone(accountTimeZone);
  // A general worklet is one of AUTOMOX_ORG_ID: in another organisation its number would name
  // something else.
  const general = own?.automox?.organizationId === undefined ? policy.worklets : {};
  return {
    timeZone: own?.timeZone ?? policy.timeZone ?? ofAccount ?? 'UTC',
    language: languageOf(policy, customerId),
    businessHours: own?.businessHours ?? policy.businessHours,
    maintenanceWindows: own?.maintenanceWindows ?? policy.maintenanceWindows,
    worklets: { ...workletsIn(general), ...workletsIn(own?.worklets) },
  };
}

/**
 * Returns what the texts for a customer are written in: the `language` of its `CustomerPolicy`, for
 * those who need no more of it and so no time zone of the account.
 */
export function languageOf(policy: Pick<Policy, 'customers' | 'language'>, customerId: number | undefined): Language {
  return policy.customers[String(customerId)]?.language ?? policy.language;
}

/**
 * Returns where a customer's devices are in Automox, or undefined: a customer whom the policy does
 * not assign has no Automox match. An assignment without an organisation of its own means
 * `defaultOrganizationId` (AUTOMOX_ORG_ID).
 */
export function automoxPlace(
  policy: Policy,
  customerId: number,
  defaultOrganizationId: number,
): AutomoxPlace | undefined {
  const given = policy.customers[String(customerId)]?.automox;
  if (!given) return undefined;
  const { organizationId = defaultOrganizationId, serverGroupIds } = given;
  return { organizationId, ...(serverGroupIds && { serverGroupIds }) };
}

/**
 * Returns the organisations that customers are assigned to, each once, by number: all that a
 * refresh lists.
 */
export function automoxOrganizations(policy: Policy, defaultOrganizationId: number): number[] {
  const given = Object.keys(policy.customers).map((id) => automoxPlace(policy, Number(id), defaultOrganizationId));
  return [...new Set(given.flatMap((place) => place?.organizationId ?? []))].sort((a, b) => a - b);
}

/** Every device that the policy names at both vendors, with the customer under whom it does. */
export function automoxPairs(policy: Policy): DevicePair[] {
  return Object.entries(policy.customers).flatMap(([customerId, { automox }]) =>
    (automox?.devices ?? []).map((pair) => ({ ...pair, customerId: Number(customerId) })),
  );
}

/**
 * Returns whether a customer's devices in Automox may be read one by one for their network cards.
 */
export function readsNetworkCards(policy: Policy, customerId: number | undefined): boolean {
  return policy.customers[String(customerId)]?.automox?.networkCards ?? false;
}

/** True for a device that the policy lists as always on. */
export function isListedAlwaysOn(
  policy: Pick<Policy, 'customers'>,
  customerId: number | undefined,
  agentId: number,
): boolean {
  return policy.customers[String(customerId)]?.alwaysOnDevices.includes(agentId) ?? false;
}
