import { badRequest, type EntityOperation, refusal } from '../entity-operation.ts';
import { acquire, leaseNumber } from './acquire.ts';
import type { Budget } from './budgets.ts';
import { CLOCK_SKEW_MS, DELIVERY_AFTER_ABORT_MS } from './lease.ts';
import { type Draft, draftOf, emptyLedger, isLedgerState, type LedgerState } from './ledger-state.ts';
import { heldTokens } from './occupancy.ts';
import { AcquireInput, type LedgerReply, SettleInput } from './operations.ts';
import { FARTHEST_PROMISE_MS } from './queue.ts';
import { expire, settleLive } from './settle.ts';
import { afterAnswer, afterRateLimit, shareAt } from './share.ts';

export type { LedgerState } from './ledger-state.ts';
export type { LedgerReply } from './operations.ts';

/** What an operation leads to. A refusal leaves the state as it was. */
export interface Outcome {
  readonly state: unknown;
  readonly reply: LedgerReply;
}

/**
 * The rate budget: a pure function from a stored state, an operation and the time (epoch ms on the
 * clock of the machine that keeps the state) to the next state and a reply. It never throws. Verbs:
 * `acquire` (which may settle the caller's last lease too), `settle`, and `reset`, which replaces a
 * state that can't be read by one that grants nothing for a whole window.
 *
 * The promise: if every machine's clock stays within `CLOCK_SKEW_MS` of every other's, no window of
 * `budget.windowMs` holds more than `budget.n` requests. A lease starts at b only if all tokens
 * that may reach the vendor within a window before b, and those of every lease granted before,
 * leave room for its own.
 */
export function applyOperation(stored: unknown, operation: EntityOperation, now: number, budget: Budget): Outcome {
  if (operation.verb === 'reset') return reset(now, budget);
  const state = stored === undefined || stored === null ? emptyLedger(now) : stored;
  if (!isLedgerState(state))
    return refuse(stored, 'state_corrupted', `The stored ledger of ${budget.id} can't be read`);
  if (operation.verb === 'acquire') return acquired(stored, draftOf(state, now), operation.input, budget);
  if (operation.verb === 'settle') return settled(stored, draftOf(state, now), operation.input, budget);
  return refuse(stored, 'unknown_verb', `The ledger has no operation ${operation.verb}`);
}

function acquired(stored: unknown, draft: Draft, raw: unknown, budget: Budget): Outcome {
  const input = AcquireInput.safeParse(raw);
  if (!input.success) return { state: stored, reply: badRequest(input.error) };
  catchUp(draft, budget);
  if (input.data.settle !== undefined) settleInto(draft, budget, input.data.settle);
  const reply = acquire(draft, budget, input.data);
  return { state: draft, reply };
}

function settled(stored: unknown, draft: Draft, raw: unknown, budget: Budget): Outcome {
  catchUp(draft, budget);
  const reply = settleInto(draft, budget, raw);
  return reply.kind === 'refused' && reply.code !== 'lease_unknown'
    ? { state: stored, reply }
    : { state: draft, reply };
}

function catchUp(draft: Draft, budget: Budget): void {
  expire(draft, budget);
  draft.share = shareAt(draft.share, budget, draft.last);
}

/** A lease that is no longer known has expired or was settled; its 429 still pauses. */
function settleInto(draft: Draft, budget: Budget, raw: unknown): LedgerReply {
  const input = SettleInput.safeParse(raw);
  if (!input.success) return badRequest(input.error);
  const { leaseId, usage, rateLimited } = input.data;
  const seq = leaseNumber(draft, budget, leaseId);
  const index = draft.live.findIndex(([number]) => number === seq);
  const answered = usage.filter((at) => at - draft.base < (draft.live[index]?.[4] ?? 0)).length;
  if (seq !== undefined && answered > (rateLimited ? 1 : 0)) draft.share = afterAnswer(draft.share, seq);
  if (rateLimited) {
    const limit = {
      seq: seq ?? 0,
      nextSeq: draft.seq,
      at: draft.last,
      salt: draft.born,
      held: heldTokens(draft)[0],
      ...definedOnly(rateLimited),
    };
    draft.share = afterRateLimit(draft.share, budget, limit);
  }
  if (index >= 0) return { kind: 'settled', returned: settleLive(draft, budget, index, usage) };
  return refusal('lease_unknown', `Lease ${leaseId} is settled, expired or not ours`);
}

function definedOnly({ retryAfterSeconds }: { retryAfterSeconds?: number | undefined }) {
  return retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
}

/**
 * Everything granted by the lost state may still be sent, so nothing is granted until that has left
 * the window.
 */
function reset(now: number, budget: Budget): Outcome {
  const fresh: LedgerState = emptyLedger(now);
  const pausedUntil = FARTHEST_PROMISE_MS + budget.leaseMs + DELIVERY_AFTER_ABORT_MS + CLOCK_SKEW_MS + budget.windowMs;
  return { state: { ...fresh, share: { ...fresh.share, pausedUntil } }, reply: { kind: 'settled', returned: 0 } };
}

function refuse(stored: unknown, code: string, message: string): Outcome {
  return { state: stored, reply: refusal(code, message) };
}
