import { EntityId, type OrchestrationContext, type Task } from 'durable-functions';
import { CLOCK_SKEW_MS, type Lease, type LeaseErrorCode, type Settlement } from '../../shared/budget/lease.ts';
import { AcquireReply, type BudgetClass } from '../../shared/budget/operations.ts';
import type { Leased } from '../../shared/budget/run-leased.ts';
import type { Lane } from '../../shared/budget/standing.ts';
import type { Failure } from '../../shared/errors.ts';
import { nowOf, waitUntil } from './durable-time.ts';
import { entities } from './names.ts';
import { underStanding } from './standing.ts';

/** Asks for up to `n` requests of a budget; what is not used goes back. */
export interface LeaseRequest {
  readonly budget: string;
  readonly n: number;
  readonly class: BudgetClass;
  /** Whose standing lease is tried first, instead of asking. */
  readonly lane?: Lane | undefined;
}

/**
 * How a call under a lease ended. `unfinished` = the lease was spent with requests sent: call again
 * to continue.
 */
export type LeasedOutcome<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'unfinished' | 'failed'; readonly failure: Failure };

/**
 * Holds a settlement back until the next acquire, to save an operation. Create it in the
 * orchestrator; end with `settleCarried`.
 */
export interface Carry {
  pending?: {
    readonly budget: string;
    readonly settlement: Settlement;
    /** What it returns is negligible, and it reports no refusal. */
    readonly mayLapse: boolean;
  };
}

/**
 * Turns in the queue and leases that were of no use, together. Each costs up to ten history events;
 * a thousand callers at once need three.
 */
export const MAX_ACQUIRES = 8;
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
  let positionId: string | undefined;
  let why = '';
  for (let acquires = 0; acquires < MAX_ACQUIRES; acquires++) {
    const place = positionId === undefined ? {} : { positionId, turns: acquires };
    const reply = yield* acquire(context, request, place, carry);
    if (reply.kind === 'refused') return failed('lease_refused', `${reply.code}: ${reply.message}`, false);
    positionId = reply.kind === 'queued' ? reply.positionId : undefined;
    if (reply.kind === 'queued') {
      // Not early as for a lease: who comes before its turn is sent away again.
      yield* waitUntil(context, reply.wakeAt);
      continue;
    }
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

/** Settles what a carry still holds. Call it before the orchestration waits or ends. */
export function settleCarried(context: OrchestrationContext, carry: Carry): void {
  const { pending } = carry;
  if (!pending) return;
  delete carry.pending;
  context.df.signalEntity(new EntityId(entities.rateBudget, pending.budget), 'settle', pending.settlement);
}

/** The same where nothing is acquired any more: leaves out a settlement that nobody would miss. */
export function settleIfNeeded(context: OrchestrationContext, carry: Carry): void {
  if (carry.pending?.mayLapse) delete carry.pending;
  else settleCarried(context, carry);
}

function* acquire(
  context: OrchestrationContext,
  { budget, n, class: urgency }: LeaseRequest,
  place: { readonly positionId?: string; readonly turns?: number },
  carry: Carry,
): Generator<Task, AcquireReply> {
  const isSameBudget = carry.pending?.budget === budget;
  if (!isSameBudget) settleCarried(context, carry);
  const settle = carry.pending && { settle: carry.pending.settlement };
  delete carry.pending;
  const input = { n, class: urgency, ...place, ...settle };
  const reply = AcquireReply.safeParse(
    yield context.df.callEntity(new EntityId(entities.rateBudget, budget), 'acquire', input),
  );
  if (reply.success) return reply.data;
  return { kind: 'refused', code: 'reply_unreadable', message: `The answer of budget ${budget} can't be read` };
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
