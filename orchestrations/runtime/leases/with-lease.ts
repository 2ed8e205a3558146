import { EntityId, type OrchestrationContext, type Task } from 'durable-functions';
import { CLOCK_SKEW_MS, type Lease, type LeaseErrorCode, type Settlement } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { Failure } from '../../../shared/errors.ts';
import { nowOf, waitUntil } from '../durable-time.ts';
import { entities } from '../names.ts';
import {
  type Carry,
  granted,
  type LeaseRequest,
  MAX_ACQUIRES,
  settleCarried,
  settleIfNeeded,
} from './acquire-lease.ts';
import { underStanding } from './standing.ts';

/**
 * How a call under a lease ended. `unfinished` = the lease was spent with requests sent: call again
 * to continue.
 */
export type LeasedOutcome<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'unfinished' | 'failed'; readonly failure: Failure };

/** A timer may fire this early, and the activity itself waits for the lease's start. */
const EARLY_MS = CLOCK_SKEW_MS;
/** With less left the activity would find the lease expired. */
const USEFUL_MS = 3_000;

/**
 * Runs one activity under a lease: acquires (waiting as long as the budget says), calls it,
 * settles. `call` schedules an activity that returns what `runLeased` gave it. A superseded
 * execution, or a lease that ended before anything was sent, is repeated with a new lease. Never
 * throws for a budget's or a vendor's reason; what the activity throws goes through. With a
 * `shared` carry the settlement goes along with the next acquire; without one it is signalled at
 * once, or left out while little of the budget is in use: a signal is five operations of storage.
 * With a `lane` a standing lease is tried first, which asks nobody.
 *
 * History per lease: 5 events and one turn's two for each answer waited for; 2 more for a start or
 * a turn in the future.
 */
export function* withLease<T>(
  context: OrchestrationContext,
  request: LeaseRequest,
  call: (lease: Lease) => Task,
  shared?: Carry,
): Generator<Task, LeasedOutcome<T>> {
  const carry = shared ?? {};
  const { budget, n, lane } = request;
  const stood = lane && (yield* underStanding<T>(context, { budget, n, lane }, call));
  if (stood) return standingEnd(context, budget, stood);
  let why = '';
  for (let acquires = 0; acquires < MAX_ACQUIRES; acquires++) {
    const { reply, turns } = yield* granted(context, request, acquires, carry);
    acquires += turns;
    if (reply.kind === 'refused') return failed('lease_refused', `${reply.code}: ${reply.message}`, false);
    if (reply.kind === 'queued') break;
    const leased = yield* callUnder<T>(context, reply.lease, call);
    if (leased.status === 'superseded') {
      yield* waitUntil(context, leased.waitUntil);
      continue;
    }
    if (leased.status === 'taken') continue;
    const settlement = settlementOf(reply.lease, leased);
    // An unsettled lease counts in full until its end has left the window, which the proof of the
    // budget rests on anyway. A refusal must be reported.
    const mayLapse = reply.calm === true && settlement.rateLimited === undefined;
    carry.pending = { budget: request.budget, settlement, mayLapse };
    if (leased.status === 'unfinished' && leased.usage.length === 0) {
      why = `: ${leased.failure.message}`;
      continue;
    }
    if (!shared) settleIfNeeded(context, carry);
    return leased.status === 'done' ? { status: 'done', value: leased.value } : leased;
  }
  settleCarried(context, carry);
  return failed('lease_unobtainable', `No usable lease of ${request.budget} in ${MAX_ACQUIRES} tries${why}`, true);
}

/**
 * Calls the activity once the lease has begun; a lease that has nearly ended is not tried, so
 * nothing was used of it.
 */
function* callUnder<T>(
  context: OrchestrationContext,
  lease: Lease,
  call: (lease: Lease) => Task,
): Generator<Task, Leased<T>> {
  yield* waitUntil(context, lease.notBefore - EARLY_MS);
  if (nowOf(context) > lease.notAfter - USEFUL_MS) {
    const { failure } = failed('lease_expired', `Lease ${lease.id} ended before it could be used`, true);
    return { status: 'unfinished', failure, usage: [] };
  }
  // The activity's own plain JSON, written by runLeased.
  return (yield call(lease)) as Leased<T>;
}

/** A standing lease is not settled, but the ledger must know of a refusal: it pauses. */
function standingEnd<T>(context: OrchestrationContext, budget: string, leased: Used<T>): LeasedOutcome<T> {
  const { rateLimited } = settlementOf({ id: `${budget}.standing` }, leased);
  if (rateLimited) {
    const settlement = { leaseId: `${budget}.standing`, usage: [], rateLimited };
    context.df.signalEntity(new EntityId(entities.rateBudget, budget), 'settle', settlement);
  }
  return leased.status === 'done' ? { status: 'done', value: leased.value } : leased;
}

type Used<T> = Exclude<Leased<T>, { status: 'superseded' | 'taken' }>;

function settlementOf(lease: Pick<Lease, 'id'>, leased: Used<unknown>): Settlement {
  const settlement = { leaseId: lease.id, usage: leased.usage };
  if (leased.status === 'done' || leased.failure.code !== 'vendor_rate_limited') return settlement;
  const { retryAfterSeconds } = leased.failure;
  return { ...settlement, rateLimited: retryAfterSeconds === undefined ? {} : { retryAfterSeconds } };
}

function failed(code: LeaseErrorCode, message: string, retryable: boolean): { status: 'failed'; failure: Failure } {
  return { status: 'failed', failure: { ok: false, code, retryable, effect: 'none', message } };
}
