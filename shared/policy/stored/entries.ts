import { MINUTE_MS } from '../../durations.ts';
import type { PolicyEntry } from '../../storage/policy-store.ts';

/** What widens comes into force so long after it was announced. */
export const ANNOUNCED_MS = 15 * MINUTE_MS;

/** So many versions are kept, and can be rolled back to. */
const KEPT_VERSIONS = 20;

/** Returns the version in force: the newest that has begun and was not withdrawn. */
export function entryInForce(entries: readonly PolicyEntry[], now: number): PolicyEntry | undefined {
  return entries.findLast(({ withdrawn, effectiveAt }) => !withdrawn && effectiveAt <= now);
}

/** Returns the version that is announced and not yet in force. */
export function pendingEntry(entries: readonly PolicyEntry[], now: number): PolicyEntry | undefined {
  return entries.findLast(({ withdrawn, effectiveAt }) => !withdrawn && effectiveAt > now);
}

/** Returns the entries without the one that is pending: withdrawn by whoever replaces it. */
export function withoutPending(
  entries: readonly PolicyEntry[],
  withdrawn: NonNullable<PolicyEntry['withdrawn']>,
): PolicyEntry[] {
  const pending = pendingEntry(entries, withdrawn.at);
  return entries.map((entry) => (entry === pending ? { ...entry, withdrawn } : entry));
}

/** Returns the entries that are kept: the newest, and whichever is in force. */
export function keptEntries(entries: readonly PolicyEntry[], now: number): PolicyEntry[] {
  const inForce = entryInForce(entries, now);
  const oldest = entries.length - KEPT_VERSIONS;
  return entries.filter((entry, index) => index >= oldest || entry === inForce);
}
