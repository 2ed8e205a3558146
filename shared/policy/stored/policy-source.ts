import type { Clock } from '../../clock.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { PolicyEntry, PolicyHead, PolicyStore } from '../../storage/policy-store.ts';
import { type Policy, policy as schema } from '../policy.ts';
import { entryInForce } from './entries.ts';

/** A policy and the document that says it. */
export interface PolicyDocument {
  readonly policy: Policy;
  readonly document: unknown;
}

/** The policy in force, as it was last read. */
export interface PolicyState extends PolicyDocument {
  /** Undefined = none was ever stored: the file's. */
  readonly head: PolicyHead | undefined;
  readonly entry: PolicyEntry | undefined;
  /**
   * Nothing may be changed outside: what is in force is not valid for this version of the app, or
   * not to be found. `policy` is then the last good one, which may allow more than it did.
   */
  readonly stopped?: 'invalid' | 'lost';
}

/** Knows the policy in force. */
export interface PolicySource {
  /**
   * As it was within the last minute. While the storage does not answer, the last one read; throws
   * where none was.
   */
  current(): Promise<PolicyState>;
  /** As it is now: one transaction, and one for each document that is not known. */
  fresh(): Promise<PolicyState>;
  /** The same by a head that was just read. */
  accept(head: PolicyHead | undefined): Promise<PolicyState>;
  /** Whether the last reading failed. */
  isUnread(): boolean;
}

interface Deps {
  readonly store: Pick<PolicyStore, 'head' | 'document' | 'wasStored'>;
  /** In force until a policy is stored. */
  readonly file: PolicyDocument;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: (event: string, facts: Readonly<Record<string, string | number | boolean | undefined>>) => void;
}

/** A change that narrows is known to every instance within this. */
const SAME_FOR_MS = MINUTE_MS;

/** Each try may take seconds while the storage is away. */
const RETRY_AFTER_MS = 10_000;

/** Returns the source of the policy in force. */
export function makePolicySource(deps: Deps): PolicySource {
  const { store, clock, log } = deps;
  let last: PolicyState | undefined;
  let nextAt = Number.NEGATIVE_INFINITY;
  let isUnread = false;
  let reading: Promise<PolicyState> | undefined;

  const accept = async (head: PolicyHead | undefined): Promise<PolicyState> => {
    // Two readings at once may end in the other order.
    if (last?.head && head && head.revision < last.head.revision) return last;
    const state = await stateOf(deps, head, last);
    if (state.entry?.key !== last?.entry?.key || state.stopped !== last?.stopped) sayWhich(log, state);
    last = sameAs(last, state) ? { ...state, policy: last.policy, document: last.document } : state;
    nextAt = clock.now() + SAME_FOR_MS;
    isUnread = false;
    return last;
  };
  const fresh = () => {
    reading ??= store
      .head()
      .then(accept)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  return {
    fresh,
    accept,
    isUnread: () => isUnread,
    async current() {
      if (last && clock.now() < nextAt) return last;
      try {
        return await fresh();
      } catch (error) {
        if (!isUnread) log('policy-unread', {});
        isUnread = true;
        nextAt = clock.now() + RETRY_AFTER_MS;
        if (!last) throw error;
        return last;
      }
    },
  };
}

function sayWhich(log: Deps['log'], { entry, stopped }: PolicyState): void {
  if (stopped) log('policy-stopped', { why: stopped, version: entry?.version });
  else if (entry) log('policy-in-force', { version: entry.version });
}

/** What is made under a policy is made again only for another one. */
function sameAs(last: PolicyState | undefined, state: PolicyState): last is PolicyState {
  return last !== undefined && last.entry?.key === state.entry?.key && !last.stopped && !state.stopped;
}

async function stateOf(
  { store, file, clock }: Deps,
  head: PolicyHead | undefined,
  last: PolicyState | undefined,
): Promise<PolicyState> {
  if (!head) {
    // A row that was removed by hand does not bring the file back: it may allow more.
    const isLost = last ? last.head !== undefined || last.stopped === 'lost' : await store.wasStored();
    if (!isLost) return { ...file, head: undefined, entry: undefined };
    return { ...(last ?? nothing()), head: undefined, entry: undefined, stopped: 'lost' };
  }
  const entry = entryInForce(head.entries, clock.now());
  if (!entry) return { ...(last ?? nothing()), head, entry: undefined, stopped: 'lost' };
  if (last?.entry?.key === entry.key && !last.stopped) return { ...last, head, entry };
  const valid = await validDocument(store, entry);
  if (valid) return { ...valid, head, entry };
  return { ...(last ?? (await newestValid(store, head, clock.now())) ?? nothing()), head, entry, stopped: 'invalid' };
}

async function validDocument(
  store: Pick<PolicyStore, 'document'>,
  { key }: PolicyEntry,
): Promise<PolicyDocument | undefined> {
  const document = await store.document(key);
  const parsed = schema.safeParse(document);
  return parsed.success ? { policy: parsed.data, document } : undefined;
}

/**
 * For what is read: time zones, languages, which alerts are recognised; and who is told and may answer.
 * One that was never in force is none.
 */
async function newestValid(
  store: Pick<PolicyStore, 'document'>,
  { entries }: PolicyHead,
  now: number,
): Promise<PolicyDocument | undefined> {
  const begun = entries.filter(({ withdrawn, effectiveAt }) => !withdrawn && effectiveAt <= now);
  for (const entry of begun.toReversed()) {
    const valid = await validDocument(store, entry);
    if (valid) return valid;
  }
  return undefined;
}

function nothing(): PolicyDocument {
  return { policy: schema.parse({}), document: {} };
}
