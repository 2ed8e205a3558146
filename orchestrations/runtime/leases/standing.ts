import type { OrchestrationContext, Task } from 'durable-functions';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { type Lane, restOf, standingLease, turnAt } from '../../../shared/budget/standing.ts';
import { nowOf, waitUntil } from '../durable-time.ts';

/** The lanes whose standing leases a run may try, by budget; those of its start. */
export type Lanes = Readonly<Partial<Record<string, Lane>>>;

/** What of a standing lease a run has not used yet, and when it took it. */
interface Rest {
  readonly lease: Lease;
  readonly turn: number;
}

/** By run and budget. A replay has a context of its own, so that this follows from its history. */
const rests = new WeakMap<OrchestrationContext, Map<string, Rest>>();

/** With less left of its life, a lease is not worth an activity. */
const USEFUL_MS = 14_000;

/**
 * Runs one activity under a standing lease of a lane, or under what this run left over of the last
 * one. Undefined = there was none to be had, or it was of no use: acquire one. Saves the question
 * to the ledger: two events and a turn's two.
 */
export function* underStanding<T>(
  context: OrchestrationContext,
  { budget, n, lane }: { readonly budget: string; readonly n: number; readonly lane: Lane },
  call: (lease: Lease) => Task,
): Generator<Task, Exclude<Leased<T>, { status: 'superseded' | 'taken' }> | undefined> {
  const own = rests.get(context) ?? new Map<string, Rest>();
  rests.set(context, own);
  const now = nowOf(context);
  const rest = own.get(budget);
  const lease = usable(rest, n, now) ?? fresh(rest, { budget, n, lane, now }, context);
  if (!lease) return undefined;
  const turn = rest && lease === rest.lease ? rest.turn : turnAt(now);
  // Nothing is left until it is known what this one used.
  own.set(budget, { lease: restOf(lease, lease.n), turn });
  // The activity's own plain JSON, written by runLeased.
  const leased = (yield call(lease)) as Leased<T>;
  if (leased.status === 'superseded') {
    yield* waitUntil(context, leased.waitUntil);
    return undefined;
  }
  if (leased.status === 'taken') return undefined;
  if (leased.status === 'unfinished' && leased.usage.length === 0) return undefined;
  const isRefused = leased.status === 'failed' && leased.failure.code === 'vendor_rate_limited';
  if (!isRefused) own.set(budget, { lease: restOf(lease, leased.usage.length), turn });
  return leased;
}

function usable(rest: Rest | undefined, n: number, now: number): Lease | undefined {
  return rest && rest.lease.n >= n && now <= rest.lease.notAfter - USEFUL_MS ? rest.lease : undefined;
}

/** The one of this turn, unless it is this run's already. */
function fresh(
  rest: Rest | undefined,
  { budget, n, lane, now }: { readonly budget: string; readonly n: number; readonly lane: Lane; readonly now: number },
  { df }: OrchestrationContext,
): Lease | undefined {
  if (n > lane.n || rest?.turn === turnAt(now)) return undefined;
  return standingLease(budget, lane, now, df.newGuid(df.instanceId));
}
