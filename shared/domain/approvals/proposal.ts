import { createHash } from 'node:crypto';
import { type OccurrenceKey, remediationId } from '../occurrences/keys.ts';

/** What the app can do to a device, always through Automox and to one device at a time. */
export type DeviceAction =
  | {
      readonly kind: 'worklet';
      readonly organizationId: number;
      readonly serverId: number;
      /** The Automox policy that is the worklet. */
      readonly workletId: number;
      /** What it is for (`workletPurpose`): it is sent only while the policy names it for that. */
      readonly purpose: string;
    }
  | { readonly kind: 'reboot'; readonly organizationId: number; readonly serverId: number };

/** An action, and everything a person needs to know to approve it. */
export interface Proposal {
  readonly action: DeviceAction;
  /**
   * What the decision rests on. Any change voids an approval, so a fact is as coarse as its
   * meaning: "over its limit", not the number of free megabytes, which never stays the same.
   */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** True for what is done in a maintenance window only. */
  readonly isInWindow?: boolean;
  /** For people, one or two sentences: what would be done, to what, and why. */
  readonly text: string;
}

/** Whose device a question is about. */
interface Asked {
  readonly key: OccurrenceKey;
  readonly customerId?: number | undefined;
}

/**
 * Returns what an approval is bound to: 32 hex digits over occurrence, customer, action and facts.
 * The same evidence always gives the same hash, in whatever order its facts were written.
 */
export function evidenceHash({ key, customerId = 0 }: Asked, { action, facts }: Proposal): string {
  const sorted = (record: object) => Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  const material = JSON.stringify([remediationId(key), customerId, sorted(action), sorted(facts)]);
  return createHash('sha256').update(material).digest('hex').slice(0, 32);
}

/**
 * Name of the external event that wakes the run which waits for this approval: unique per question,
 * as an abandoned wait swallows the next event of its name.
 */
export function approvalEvent(evidence: string, number: number): string {
  return `approval-${number}-${evidence}`;
}
