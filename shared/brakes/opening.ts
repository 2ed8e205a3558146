import { DAY_MS, MINUTE_MS } from '../durations.ts';
import type { BreakerLimits, Opened, OpenedBy, Result } from './breaker-operations.ts';

/**
 * Longer than the day of the error share: a customer with one action a day still has failures in a
 * row.
 */
export const RESULTS_KEPT_MS = 7 * DAY_MS;

/**
 * With fewer, a single failure weighs a third of all or more, which is no rate; failures in a row
 * are counted from the first.
 */
const MIN_RESULTS_FOR_SHARE = 4;

/**
 * Returns whether the breaker is open after the last of these results (`now`, epoch ms, is its
 * time). A success closes it once the pause has ended; a failure opens it when too many came in a
 * row, when too many of those within 24 hours failed, or when it was half open.
 */
export function openedAfter(
  results: readonly Result[],
  before: Opened | undefined,
  limits: BreakerLimits,
  now: number,
): Opened | undefined {
  const isHalfOpen = before !== undefined && before.until <= now;
  if (results.at(-1)?.ok) return isHalfOpen ? undefined : before;
  const afterPause: OpenedBy | undefined = isHalfOpen ? { rule: 'after-pause' } : undefined;
  const because = reasonToOpen(results, limits, now) ?? afterPause;
  if (because === undefined) return before;
  return { until: Math.max(before?.until ?? 0, now + limits.pauseMinutes * MINUTE_MS), because };
}

function reasonToOpen(results: readonly Result[], limits: BreakerLimits, now: number): OpenedBy | undefined {
  const inRow = results.length - 1 - results.findLastIndex(({ ok }) => ok);
  if (inRow >= limits.openAfterFailures) return { rule: 'in-a-row', count: inRow };
  const ofDay = results.filter(({ at }) => at > now - DAY_MS);
  const failed = ofDay.filter(({ ok }) => !ok).length;
  if (ofDay.length < MIN_RESULTS_FOR_SHARE || failed * 100 < limits.openAtErrorPercent * ofDay.length) return undefined;
  return { rule: 'share', failed, of: ofDay.length };
}
