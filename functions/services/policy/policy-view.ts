import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { whoText } from '../../../shared/domain/people/who.ts';
import { type CustomerNames, type PolicyChange, policyChanges } from '../../../shared/policy/changes/policy-changes.ts';
import { type Policy, policy as schema } from '../../../shared/policy/policy.ts';
import { entryInForce, pendingEntry } from '../../../shared/policy/stored/entries.ts';
import type { PolicyState } from '../../../shared/policy/stored/policy-source.ts';
import type { PolicyEntry, PolicyStore } from '../../../shared/storage/policy-store.ts';
import type { Language } from '../../../shared/texts/language.ts';
import type { PolicyAnswer, PolicyVersion } from '../../http/answers/policy.ts';

/** What views are made with. */
export interface Around {
  readonly now: number;
  readonly names: CustomerNames;
  readonly language: Language;
}

/**
 * Returns the ETag of the policy in force: another one after every change, and when an announced
 * one comes into force.
 */
export function etagOf({ head, entry, document }: PolicyState): string {
  if (head) return `"${head.revision}.${entry?.version ?? 0}"`;
  return `"file.${createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 16)}"`;
}

/** Returns the policy in force as people and programs read it. */
export async function policyView(
  state: PolicyState,
  { store, isUnread }: { readonly store: Pick<PolicyStore, 'document'>; isUnread(): boolean },
  around: Around,
): Promise<z.input<typeof PolicyAnswer>> {
  const entries = state.head?.entries ?? [];
  const pending = pendingEntry(entries, around.now);
  return {
    source: state.head ? 'stored' : 'file',
    etag: etagOf(state),
    inForce: state.entry ? versionView(state.entry, entries, around) : null,
    document: state.document,
    pending: pending
      ? { ...versionView(pending, entries, around), changes: await changesTo(pending, state.policy, store, around) }
      : null,
    problem: state.stopped ?? (isUnread() ? 'unread' : null),
  };
}

/** Returns one version, without its document. */
export function versionView(
  entry: PolicyEntry,
  entries: readonly PolicyEntry[],
  { now, language }: Around,
): z.input<typeof PolicyVersion> {
  const { version, at, who, reason, from, of, widens, effectiveAt, withdrawn } = entry;
  return {
    ...{ version, from, widens, reason: reason ?? null, of: of ?? null },
    state: standing(entry, entries, now),
    at: new Date(at).toISOString(),
    by: from === 'file' ? null : whoText(who, language),
    effectiveAt: new Date(effectiveAt).toISOString(),
    withdrawn: withdrawn ? { at: new Date(withdrawn.at).toISOString(), by: whoText(withdrawn.who, language) } : null,
  };
}

function standing(entry: PolicyEntry, entries: readonly PolicyEntry[], now: number) {
  if (entry.withdrawn) return 'withdrawn';
  if (entry.effectiveAt > now) return 'pending';
  return entry === entryInForce(entries, now) ? 'in-force' : 'past';
}

/** Returns what a stored version would change; nothing for one that is not valid any more. */
export async function changesTo(
  { key }: Pick<PolicyEntry, 'key'>,
  inForce: Policy,
  store: Pick<PolicyStore, 'document'>,
  around: Around,
): Promise<PolicyChange[]> {
  const parsed = schema.safeParse(await store.document(key));
  return parsed.success ? policyChanges(inForce, parsed.data, around) : [];
}
