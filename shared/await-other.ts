import type { Clock } from './clock.ts';

/**
 * Awaits what another caller has begun. Parked on the clock meanwhile: a virtual one moves only
 * while nothing runs, and who waits for another does not.
 */
export async function awaitOther<T>(clock: Pick<Clock, 'sleep'>, begun: Promise<T>): Promise<T> {
  const arrived = new AbortController();
  const parked = clock.sleep(Number.POSITIVE_INFINITY, arrived.signal).catch(() => {});
  try {
    return await begun;
  } finally {
    arrived.abort();
    await parked;
  }
}
