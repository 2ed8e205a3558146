import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import type { Who } from '../../../shared/domain/people/who.ts';
import { keptEntries, withoutPending } from '../../../shared/policy/stored/entries.ts';
import type { PolicyDocument, PolicyState } from '../../../shared/policy/stored/policy-source.ts';
import type { PolicyEntry, PolicyHead } from '../../../shared/storage/policy-store.ts';
import type { PolicyCheck } from './check-policy.ts';

/** What is to be stored. */
export interface NewVersion extends PolicyDocument {
  readonly who: Who;
  readonly reason?: string;
  /** The version whose document it is. */
  readonly of?: number;
}

type Deps = Pick<AppDeps, 'policies' | 'clock' | 'log'>;

/**
 * Stores a policy as a new version, in place of one that is pending. The first one keeps the file's
 * as version 1. Returns its entry, or undefined when somebody else was faster.
 */
export async function storePolicy(
  deps: Deps,
  state: PolicyState,
  { document, who, reason, of }: NewVersion,
  { widens, effectiveAt }: Pick<PolicyCheck, 'widens' | 'effectiveAt'>,
): Promise<PolicyEntry | undefined> {
  const { store } = deps.policies;
  const now = deps.clock.now();
  const before = state.head ? state.head.entries : [await entryOfFile(deps, state)];
  const version = Math.max(0, ...before.map((entry) => entry.version)) + 1;
  const entry: PolicyEntry = {
    ...{ version, key: await store.save(version, document), at: now, who },
    ...(reason !== undefined && { reason }),
    ...(of === undefined ? { from: 'person' } : { from: 'version', of }),
    ...{ widens, effectiveAt: effectiveAt ?? now },
  };
  const entries = keptEntries([...withoutPending(before, { at: now, who }), entry], now);
  if (!(await commit(deps, entries, state.head))) return undefined;
  deps.log('policy-stored', { version, widens, how: who.how });
  return entry;
}

/** Withdraws the pending version. False when somebody else was faster. */
export async function withdrawPending(deps: Deps, head: PolicyHead, who: Who): Promise<boolean> {
  const now = deps.clock.now();
  if (!(await commit(deps, withoutPending(head.entries, { at: now, who }), head))) return false;
  deps.log('policy-withdrawn', { how: who.how });
  return true;
}

async function entryOfFile({ policies, clock }: Deps, { document }: PolicyState): Promise<PolicyEntry> {
  const now = clock.now();
  const key = await policies.store.save(1, document);
  const who: Who = { name: '', how: 'key' };
  return { version: 1, key, at: now, who, from: 'file', widens: false, effectiveAt: now };
}

async function commit({ policies, log }: Deps, entries: readonly PolicyEntry[], head: PolicyHead | undefined) {
  if (!(await policies.store.commit(entries, head))) return false;
  // What is left over costs nothing but its place; the next change removes it.
  await policies.store.forgetOthers(entries).catch(() => log('policy-leftovers', {}));
  return true;
}
