import type { Clock } from '../../../shared/clock.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';

/**
 * Far more than people open one question. Scanners of mail and chat share addresses with people, so
 * it is the question that is counted, not who asks.
 */
const VIEWS_PER_MINUTE = 30;

/** Questions are few; beyond this the oldest counts are forgotten. */
const MOST_COUNTED = 1_000;

/**
 * Returns what says whether one more request about a question is served within this minute, by this
 * instance. Only for links that are valid: nobody else can fill it.
 */
export function makeViewLimit(clock: Pick<Clock, 'now'>): (what: string) => boolean {
  const counts = new Map<string, { readonly since: number; readonly count: number }>();
  return (what) => {
    const now = clock.now();
    const before = counts.get(what);
    const isSame = before !== undefined && now - before.since < MINUTE_MS;
    const next = isSame ? { ...before, count: before.count + 1 } : { since: now, count: 1 };
    counts.delete(what);
    counts.set(what, next);
    const [oldest] = counts.keys();
    if (counts.size > MOST_COUNTED && oldest !== undefined) counts.delete(oldest);
    return next.count <= VIEWS_PER_MINUTE;
  };
}
