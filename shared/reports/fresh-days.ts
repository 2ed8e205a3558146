import { MINUTE_MS } from '../durations.ts';
import { type CountDeps, countChangedDays } from './count-changed-days.ts';

/** When the days were last counted (epoch ms), and whether all that had changed were. */
export interface Freshness {
  readonly countedAt: number;
  readonly stale: boolean;
}

/** However many ask: a count reads every outcome of the days that have changed. */
const COUNT_EVERY_MS = 5 * MINUTE_MS;

/** Whoever asks waits for it. */
const COUNTING_MS = 10_000;

/**
 * Returns what counts the changed days again, at most every five minutes in this process; all who
 * ask meanwhile get the same answer.
 */
export function makeFreshDays(deps: CountDeps): () => Promise<Freshness> {
  let last: { readonly at: number; readonly freshness: Promise<Freshness> } | undefined;
  return () => {
    const now = deps.clock.now();
    if (last && now - last.at < COUNT_EVERY_MS) return last.freshness;
    const freshness = countChangedDays(deps, now + COUNTING_MS).then(({ more }) => ({ countedAt: now, stale: more }));
    last = { at: now, freshness };
    // A storage that fails is asked again by the next one.
    freshness.catch(() => {
      last = undefined;
    });
    return freshness;
  };
}
