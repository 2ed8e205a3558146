import { DAY_MS } from '../durations.ts';
import { badRequest, type EntityOperation, type Refused, refusal } from '../entity-operation.ts';
import {
  type Attempt,
  type AttemptLimits,
  type GateAnswer,
  GateRelease,
  type GateReply,
  GateState,
  GateTake,
} from './gate-operations.ts';
import { actsFor, type Braked, untilProblem } from './hold.ts';

const WEEK_MS = 7 * DAY_MS;

/**
 * Attempts of all conditions in a week that are listed (some 10 KB); with more the device counts as
 * tried too often.
 */
export const MAX_ATTEMPTS = 100;

/**
 * The gate of one device: a pure function from what is kept, an operation and the time (epoch ms on
 * the clock of the machine that keeps it) to what is kept next and a reply. It never throws; a
 * state or an input that can't be read is refused.
 *
 * `take`: one holder at a time, and per condition no more attempts than the limits allow in any 24
 * hours and any 7 days. The same holder may take again: the hold is renewed and its attempt stays
 * one. `ask`: what `take` would return now. `release`: frees the device; idempotent, also when it
 * was never held.
 *
 * An attempt counts from the end of its hold, because until then it may still act.
 */
export function applyToGate(stored: unknown, { verb, input }: EntityOperation, now: number): Braked<GateAnswer> {
  const parsed = GateState.safeParse(stored ?? { v: 1, last: 0, attempts: [] });
  if (!parsed.success) {
    return { state: stored, reply: refusal('state_corrupted', "What the device's gate has stored can't be read") };
  }
  const gate = caughtUp(parsed.data, now);
  if (verb === 'ask') return { state: stored, reply: take(gate, input).reply };
  if (verb === 'take') return kept(stored, take(gate, input));
  if (verb === 'release') return kept(stored, release(gate, input));
  return { state: stored, reply: refusal('unknown_verb', `The gate has no operation ${verb}`) };
}

interface Step<Reply> {
  readonly gate: GateState;
  readonly reply: Reply;
}

function kept(stored: unknown, { gate, reply }: Step<GateAnswer>): Braked<GateAnswer> {
  if (reply.kind === 'refused') return { state: stored, reply };
  return { state: gate.hold || gate.attempts.length > 0 ? gate : undefined, reply };
}

/**
 * The clock moved on, but never back; a hold that ended is released, and what is older than a week
 * dropped.
 */
function caughtUp(gate: GateState, time: number): GateState {
  const now = Math.max(gate.last, time);
  const { hold } = gate;
  const ended = hold && hold.until <= now ? hold : undefined;
  const attempts = gate.attempts
    .map((attempt) => (ended && attempt.holder === ended.holder ? { ...attempt, at: ended.until } : attempt))
    .filter(({ at }) => at > now - WEEK_MS);
  return { v: 1, last: now, hold: ended ? undefined : hold, attempts };
}

function take(gate: GateState, raw: unknown): Step<GateReply> {
  const input = GateTake.safeParse(raw);
  if (!input.success) return { gate, reply: badRequest(input.error) };
  const { holder, until, conditionKey, limits } = input.data;
  const problem = untilProblem(until, gate.last);
  if (problem) return { gate, reply: problem };
  if (gate.hold && !actsFor(holder, gate.hold.holder)) return { gate, reply: { kind: 'busy', until: gate.hold.until } };
  const renewed = gate.attempts.some((attempt) => isOf(attempt, holder) && attempt.conditionKey === conditionKey);
  const spent = renewed ? undefined : spentReply(gate, conditionKey, limits);
  if (spent) return { gate, reply: spent };
  const others = gate.attempts.flatMap((attempt) => {
    if (!isOf(attempt, holder)) return [attempt];
    // The attempt of another condition has recovered now; its own is listed again.
    return attempt.conditionKey === conditionKey ? [] : [closed(attempt, gate.last)];
  });
  const attempts = [...others, { conditionKey, at: gate.last, holder }];
  return { gate: { ...gate, hold: { holder, until }, attempts }, reply: { kind: 'granted', renewed } };
}

function release(gate: GateState, raw: unknown): Step<{ readonly kind: 'released' } | Refused> {
  const input = GateRelease.safeParse(raw);
  if (!input.success) return { gate, reply: badRequest(input.error) };
  const { holder, acted } = input.data;
  const attempts = gate.attempts.flatMap((attempt) => {
    if (!isOf(attempt, holder)) return [attempt];
    return acted ? [closed(attempt, gate.last)] : [];
  });
  const hold = gate.hold && actsFor(holder, gate.hold.holder) ? undefined : gate.hold;
  return { gate: { ...gate, hold, attempts }, reply: { kind: 'released' } };
}

function isOf({ holder: own }: Attempt, holder: string): boolean {
  return own !== undefined && actsFor(holder, own);
}

function closed({ conditionKey }: Attempt, at: number): Attempt {
  return { conditionKey, at };
}

function spentReply(gate: GateState, conditionKey: string, limits: AttemptLimits): GateReply | undefined {
  const all = gate.attempts.map(({ at }) => at);
  const own = gate.attempts.filter((attempt) => attempt.conditionKey === conditionKey).map(({ at }) => at);
  const nextAt = Math.max(
    freeAt(own, limits.attemptsPerDay, DAY_MS),
    freeAt(own, limits.attemptsPerWeek, WEEK_MS),
    freeAt(all, MAX_ATTEMPTS, WEEK_MS),
  );
  if (nextAt <= gate.last) return undefined;
  const attemptsInDay = own.filter((at) => at > gate.last - DAY_MS).length;
  return { kind: 'spent', attemptsInDay, attemptsInWeek: own.length, nextAt };
}

/**
 * When fewer than `limit` of these times lie within the window before it; 0 = already, and always.
 */
function freeAt(times: readonly number[], limit: number, windowMs: number): number {
  const blocking = times.toSorted((a, b) => a - b)[times.length - limit];
  return blocking === undefined ? 0 : blocking + windowMs;
}
