import { EntityId, type OrchestrationContext, type Task } from 'durable-functions';
import type { Settlement } from '../../../shared/budget/lease.ts';
import { AcquireReply, type BudgetClass } from '../../../shared/budget/operations.ts';
import type { Lane } from '../../../shared/budget/standing.ts';
import { waitUntil } from '../durable-time.ts';
import { entities, orchestrators } from '../names.ts';
import { runPart } from '../sub-orchestration.ts';

/** Asks for up to `n` requests of a budget; what is not used goes back. */
export interface LeaseRequest {
  readonly budget: string;
  readonly n: number;
  readonly class: BudgetClass;
  /** Whose standing lease is tried first, instead of asking. */
  readonly lane?: Lane | undefined;
}

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
  /** Turns that were waited for so far: each is as many history events as a lease without one. */
  waits?: number;
}

/**
 * Turns in the queue and leases that were of no use, together. A thousand callers at once need
 * three.
 */
export const MAX_ACQUIRES = 8;
/**
 * Turns that are waited for here, at eight history events each; further ones have a history of
 * their own. With 1,400 alerts among 5,000 a poll's history had 180 events without it.
 */
const WAITS_HERE = 1;
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

interface Granted {
  /** `queued`: it was waited for as often as is useful. */
  readonly reply: AcquireReply;
  /** Turns that were waited for. */
  readonly turns: number;
}

/**
 * Asks for a lease, and waits in the queue for what is not granted at once. What the carry holds
 * goes along.
 */
export function* granted(
  context: OrchestrationContext,
  request: LeaseRequest,
  acquired: number,
  carry: Carry,
): Generator<Task, Granted> {
  let reply = yield* acquire(context, request, {}, carry);
  let turns = 0;
  while (reply.kind === 'queued' && acquired + turns + 1 < MAX_ACQUIRES) {
    carry.waits = (carry.waits ?? 0) + 1;
    const place: LeaseWait = {
      ...leaseOnly(request),
      positionId: reply.positionId,
      turns: acquired + turns + 1,
      wakeAt: reply.wakeAt,
    };
    if (turns >= WAITS_HERE) {
      const waited = yield* runPart<Granted>(context, orchestrators.awaitLease, place);
      return { reply: waited.reply, turns: waited.turns - acquired };
    }
    reply = yield* nextTurn(context, place);
    turns++;
  }
  return { reply, turns };
}

/** Whose turn is waited for, and from when on (epoch ms). */
interface LeaseWait extends Pick<LeaseRequest, 'budget' | 'n' | 'class'> {
  readonly positionId: string;
  /** How often it has asked. */
  readonly turns: number;
  readonly wakeAt: number;
}

const leaseOnly = ({ budget, n, class: urgency }: LeaseRequest) => ({ budget, n, class: urgency });

/** Waits until its turn and asks again. Not early as for a lease: who comes before is sent away. */
function* nextTurn(
  context: OrchestrationContext,
  { wakeAt, positionId, turns, ...request }: LeaseWait,
): Generator<Task, AcquireReply> {
  yield* waitUntil(context, wakeAt);
  return yield* acquire(context, request, { positionId, turns }, {});
}

/**
 * The orchestration `awaitLease`: waits on in the queue of a budget, so that the history that needs
 * the lease stays short however long that takes. Nothing is sent; a lease that nobody takes counts
 * in full until its end has left the window.
 */
export function* awaitLease(context: OrchestrationContext): Generator<Task, Granted> {
  const place = context.df.getInput<LeaseWait>();
  let turns = place.turns;
  let reply = yield* nextTurn(context, place);
  while (reply.kind === 'queued' && ++turns < MAX_ACQUIRES) {
    const { positionId, wakeAt } = reply;
    reply = yield* nextTurn(context, { ...place, positionId, turns, wakeAt });
  }
  return { reply, turns };
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
