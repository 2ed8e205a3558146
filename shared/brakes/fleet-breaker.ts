import { badRequest, type EntityOperation, refusal } from '../entity-operation.ts';
import {
  type BreakerAnswer,
  BreakerCancel,
  type BreakerLimits,
  type BreakerReply,
  BreakerReport,
  BreakerState,
  BreakerTake,
} from './breaker-operations.ts';
import { actsFor, type Braked, isSameRemediation, untilProblem } from './hold.ts';
import { openedAfter, RESULTS_KEPT_MS } from './opening.ts';

/** Holds and results that are listed (some 10 KB each); a cap above that counts as this one. */
const MAX_LISTED = 100;

/**
 * The breaker of one customer: a pure function from what is kept, an operation and the time (epoch
 * ms on the clock of the machine that keeps it) to what is kept next and a reply. It never throws;
 * a state or an input that can't be read is refused.
 *
 * `take`: a slot until then, of at most `maxInFlight` and `maxSharePercent` of the customer's
 * devices (one is always allowed). A holder that has a slot renews it, also while the breaker is
 * open: take right before acting. `ask`: what `take` would return now. `report`: the slot is free
 * and its result counts, once; failures open the breaker (`openedAfter`). After the pause one slot
 * is given at a time until a result is in: a success closes the breaker, a failure opens it again.
 * `cancel`: the slot is free without a result.
 */
export function applyToBreaker(stored: unknown, { verb, input }: EntityOperation, now: number): Braked<BreakerAnswer> {
  const parsed = BreakerState.safeParse(stored ?? { v: 1, last: 0, holds: [], results: [] });
  if (!parsed.success) {
    return { state: stored, reply: refusal('state_corrupted', "What the customer's breaker has stored can't be read") };
  }
  const breaker = caughtUp(parsed.data, now);
  if (verb === 'ask') return { state: stored, reply: take(breaker, input).reply };
  if (verb === 'take') return kept(stored, take(breaker, input));
  if (verb === 'report') return kept(stored, report(breaker, input));
  if (verb === 'cancel') return kept(stored, cancel(breaker, input));
  return { state: stored, reply: refusal('unknown_verb', `The breaker has no operation ${verb}`) };
}

interface Step<Reply = BreakerAnswer> {
  readonly breaker: BreakerState;
  readonly reply: Reply;
}

function kept(stored: unknown, { breaker, reply }: Step): Braked<BreakerAnswer> {
  if (reply.kind === 'refused') return { state: stored, reply };
  const { holds, results, opened } = breaker;
  return { state: opened || holds.length + results.length > 0 ? breaker : undefined, reply };
}

/** The clock moved on, but never back; holds that ended are released, and old results dropped. */
function caughtUp(breaker: BreakerState, time: number): BreakerState {
  const last = Math.max(breaker.last, time);
  const holds = breaker.holds.filter(({ until }) => until > last);
  const results = breaker.results.filter(({ at }) => at > last - RESULTS_KEPT_MS);
  return { ...breaker, last, holds, results };
}

function take(breaker: BreakerState, raw: unknown): Step<BreakerReply> {
  const input = BreakerTake.safeParse(raw);
  if (!input.success) return { breaker, reply: badRequest(input.error) };
  const { holder, until, exclusive } = input.data;
  const problem = untilProblem(until, breaker.last);
  if (problem) return { breaker, reply: problem };
  const others = breaker.holds.filter((hold) => !actsFor(holder, hold.holder));
  const renewed = others.length < breaker.holds.length;
  const no = rivalOf(others, exclusive) ?? (renewed ? undefined : noSlot(breaker, capOf(breaker, input.data)));
  if (no) return { breaker, reply: no };
  const hold = { holder, until, ...(exclusive !== undefined && { exclusive }) };
  return { breaker: { ...breaker, holds: [...others, hold] }, reply: { kind: 'granted', renewed } };
}

function rivalOf(others: BreakerState['holds'], exclusive: string | undefined): BreakerReply | undefined {
  const rival = exclusive === undefined ? undefined : others.find((hold) => hold.exclusive === exclusive);
  return rival && { kind: 'full', until: rival.until, inFlight: 1, cap: 1, exclusive };
}

function noSlot({ opened, last, holds }: BreakerState, cap: number): BreakerReply | undefined {
  if (opened && opened.until > last) return { kind: 'open', ...opened };
  const inFlight = holds.length;
  if (inFlight < cap) return undefined;
  const ends = holds.map(({ until }) => until).sort((a, b) => a - b);
  return { kind: 'full', until: ends[inFlight - cap] ?? last, inFlight, cap };
}

/**
 * Half open, one is let through; holds from before the pause count, since they will show as well
 * whether it works again.
 */
function capOf(
  { opened }: BreakerState,
  { deviceCount, limits }: { deviceCount?: number | undefined; limits: BreakerLimits },
) {
  if (opened || deviceCount === undefined) return 1;
  const share = Math.floor((deviceCount * limits.maxSharePercent) / 100);
  return Math.min(limits.maxInFlight, Math.max(1, share), MAX_LISTED);
}

function report(breaker: BreakerState, raw: unknown): Step {
  const input = BreakerReport.safeParse(raw);
  if (!input.success) return { breaker, reply: badRequest(input.error) };
  const { holder, ok, limits } = input.data;
  const freed = without(breaker, holder);
  // A result that comes after its hold had ended counts too, but no holder's counts twice.
  const isFirst =
    freed.holds.length < breaker.holds.length || !breaker.results.some((old) => isSameRemediation(old.holder, holder));
  if (!isFirst) return { breaker, reply: { kind: 'recorded', counted: false } };
  const results = [...breaker.results, { holder, at: breaker.last, ok }].slice(-MAX_LISTED);
  const opened = openedAfter(results, breaker.opened, limits, breaker.last);
  return { breaker: { ...freed, results, opened }, reply: { kind: 'recorded', counted: true } };
}

function cancel(breaker: BreakerState, raw: unknown): Step {
  const input = BreakerCancel.safeParse(raw);
  if (!input.success) return { breaker, reply: badRequest(input.error) };
  return { breaker: without(breaker, input.data.holder), reply: { kind: 'released' } };
}

function without(breaker: BreakerState, holder: string): BreakerState {
  return { ...breaker, holds: breaker.holds.filter((hold) => !actsFor(holder, hold.holder)) };
}
