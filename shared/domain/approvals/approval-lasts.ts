import { DAY_MS, HOUR_MS } from '../../durations.ts';
import { nextWindow, type WeeklySpan } from '../time/business-hours.ts';

/** The times that bound an approval. */
export interface YesBounds {
  readonly windows: readonly WeeklySpan[];
  /** IANA. */
  readonly zone: string;
  /** For what is done in no window. */
  readonly withoutWindowHours: number;
}

/**
 * Windows come weekly: in that time there is one. An older observation is for a person to review.
 */
const LONGEST_MS = 8 * DAY_MS;

/**
 * Returns until when an approval given at `at` is valid (both epoch ms). For what is done in a
 * maintenance window: the end of the next one, at most 8 days; an approval given while one is open
 * may come too late for that one, and lasts to the end of the one after it. For what is done at
 * once: `withoutWindowHours`, because only a failure or an outage keeps it, and a person remembers
 * what was approved for some days.
 */
export function approvalLastsUntil(
  at: number,
  isInWindow: boolean,
  { windows, zone, withoutWindowHours }: YesBounds,
): number {
  const first = isInWindow ? nextWindow(windows, zone, at) : undefined;
  if (!first) return at + withoutWindowHours * HOUR_MS;
  const next = first.start <= at ? nextWindow(windows, zone, first.end) : first;
  return Math.min(next?.end ?? first.end, at + LONGEST_MS);
}
