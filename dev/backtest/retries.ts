import type { Clock } from '../../shared/clock.ts';
import type { Ended } from './leases.ts';

/** Waits before a phase that failed is tried again; a refusal for too many requests waits in the budget as well. */
const WAITS_MS = [1_000, 5_000, 20_000, 60_000, 60_000];

/** Calls `phase` again while it fails for a reason that passes. */
export async function withRetries<T>(clock: Clock, phase: () => Promise<Ended<T>>): Promise<Ended<T>> {
  for (let tries = 0; ; tries++) {
    const ended = await phase();
    const waitMs = WAITS_MS[tries];
    if (ended.ok || !ended.failure.retryable || waitMs === undefined) return ended;
    await clock.sleep(waitMs);
  }
}
