import type { RegisteredDeps } from '../../../orchestrations/runtime/deps.ts';
import { failureText } from '../../../orchestrations/runtime/failure-text.ts';
import { HOUR_MS } from '../../../shared/durations.ts';
import { type PolicyStage, policyEvent } from '../../../shared/notify/policy-event.ts';
import { policyChanges } from '../../../shared/policy/changes/policy-changes.ts';
import { type Policy, policy as schema } from '../../../shared/policy/policy.ts';
import { entryInForce, pendingEntry } from '../../../shared/policy/stored/entries.ts';
import type { PolicyState } from '../../../shared/policy/stored/policy-source.ts';
import type { PolicyEntry } from '../../../shared/storage/policy-store.ts';

type Deps = Pick<RegisteredDeps, 'policies' | 'directory' | 'outbox' | 'inForce' | 'clock' | 'log'>;

/** What happened longer ago was notified then, or nobody was there to be notified. */
const RECENT_MS = 24 * HOUR_MS;

/**
 * Notifies of what recently became of the versions of the policy: announced, in force, withdrawn. The
 * same is sent once, however often this is called and by whom. Never throws: what is not sent now
 * is sent by the next poll.
 */
export async function notifyPolicy(deps: Deps, state: PolicyState): Promise<boolean> {
  try {
    const due = stagesOf(state, deps.clock.now());
    if (due.length === 0) return true;
    const { policy, customers } = await deps.inForce();
    if (policy.notify.channels.length === 0) return true;
    const locale = await customers.policyOf(undefined);
    const names = (await deps.directory.lastRefresh())?.customerNames ?? {};
    for (const [entry, stage] of due) {
      const [before, after] = await Promise.all([policyBefore(deps, state, entry), read(deps, entry)]);
      const changes = before && after ? policyChanges(before, after, { names, language: locale.language }) : [];
      await deps.outbox.add(policyEvent(entry, stage, changes, locale));
    }
    return true;
  } catch (error) {
    deps.log('change-not-notified', { reason: failureText(error) });
    return false;
  }
}

/** Every instance that polls notifies of what is new to it: `notifyPolicy` once for each state. */
export function makeNotifyPolicy(deps: Deps): () => Promise<void> {
  let notified: string | undefined;
  return async () => {
    const state = await deps.policies.current();
    if (!state.head) return;
    const now = `${state.head.revision} ${state.entry?.version}`;
    if (now !== notified && (await notifyPolicy(deps, state))) notified = now;
  };
}

function stagesOf({ head }: PolicyState, now: number): [PolicyEntry, PolicyStage][] {
  const entries = head?.entries ?? [];
  const pending = pendingEntry(entries, now);
  const inForce = entryInForce(entries, now);
  const isRecent = (at: number) => now - at < RECENT_MS;
  return entries.flatMap((entry): [PolicyEntry, PolicyStage][] => {
    if (entry.from === 'file') return [];
    const { withdrawn } = entry;
    const stages: [PolicyEntry, PolicyStage][] = [];
    // Later it would be false.
    if (entry === pending) stages.push([entry, 'announced']);
    if (withdrawn && isRecent(withdrawn.at)) stages.push([entry, 'withdrawn']);
    if (entry === inForce && isRecent(entry.effectiveAt)) stages.push([entry, 'in-force']);
    return stages;
  });
}

/** What was in force when a version was stored. */
async function policyBefore(deps: Deps, { head }: PolicyState, entry: PolicyEntry): Promise<Policy | undefined> {
  const earlier = (head?.entries ?? []).filter(({ version }) => version < entry.version);
  const before = entryInForce(earlier, entry.at);
  return before && read(deps, before);
}

async function read({ policies }: Deps, { key }: PolicyEntry): Promise<Policy | undefined> {
  return schema.safeParse(await policies.store.document(key)).data;
}
