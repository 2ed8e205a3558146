import { applyToBreaker } from '../../../shared/brakes/fleet-breaker.ts';
import type { Braked } from '../../../shared/brakes/hold.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import type { EntityOperation } from '../../../shared/entity-operation.ts';
import { policy } from '../../../shared/policy/policy.ts';

/** When the brakes of these tests start: epoch ms. */
export const START = Date.parse('2026-03-02T08:00:00Z');

/** Three in flight and 5 percent; open after 2 failures in a row or 50 percent, for an hour. */
export const BREAKER_LIMITS = policy.parse({}).breaker;

/**
 * Keeps what a brake keeps between operations as its entity does: as text. `doing` answers the
 * reply; times are epoch ms.
 */
export function startBrake<Reply>(
  apply: (stored: unknown, operation: EntityOperation, now: number) => Braked<Reply>,
  state?: unknown,
) {
  let text = JSON.stringify(state);
  return {
    doing(verb: string, input: unknown, now: number): Reply {
      const next = apply(text === undefined ? undefined : JSON.parse(text), { verb, input }, now);
      text = JSON.stringify(next.state);
      return next.reply;
    },
    state: (): unknown => (text === undefined ? undefined : JSON.parse(text)),
  };
}

/**
 * A breaker of a customer with 100 devices; each `at` is ms after the start, and a hold ends an
 * hour after it was taken.
 */
export function startBreaker(state?: unknown) {
  const breaker = startBrake(applyToBreaker, state);
  const hold =
    (verb: string) =>
    (holder: string, at: number, over: Record<string, unknown> = {}) =>
      breaker.doing(
        verb,
        { holder, until: START + at + HOUR_MS, deviceCount: 100, limits: BREAKER_LIMITS, ...over },
        START + at,
      );
  const report = (holder: string, ok: boolean, at: number, limits: object = BREAKER_LIMITS) =>
    breaker.doing('report', { holder, ok, limits }, START + at);
  /** A holder for each letter, a minute apart: `+` worked, `-` failed. */
  const record = (results: string, from: number, limits: object = BREAKER_LIMITS) => {
    for (const [index, result] of [...results].entries()) {
      const at = from + index * MINUTE_MS;
      hold('take')(`${from}.${index}`, at);
      report(`${from}.${index}`, result === '+', at, limits);
    }
  };
  return { take: hold('take'), ask: hold('ask'), report, record, doing: breaker.doing, state: breaker.state };
}
