import { nextWindow, type WeeklySpan } from './business-hours.ts';

/** The hours of a customer's people. `timeZone` is IANA. */
export interface WorkTime {
  readonly timeZone: string;
  readonly businessHours: readonly WeeklySpan[];
}

/** How many stretches of business hours are walked through at most: a year of working days. */
const MOST_STRETCHES = 400;

/**
 * Returns how much business time (ms) lies between two moments (epoch ms). Unknown zone:
 * `RangeError`.
 */
export function businessTimeBetween({ businessHours, timeZone }: WorkTime, from: number, to: number): number {
  let total = 0;
  for (let at = from, stretches = 0; at < to && stretches < MOST_STRETCHES; stretches++) {
    const stretch = nextWindow(businessHours, timeZone, at);
    if (!stretch || stretch.start >= to) break;
    total += Math.min(stretch.end, to) - Math.max(stretch.start, at);
    at = stretch.end;
  }
  return total;
}

/**
 * Returns when `wanted` ms of business time will have passed since `from` (epoch ms); undefined
 * where there are no business hours, or not that many within a year of working days. Unknown zone:
 * `RangeError`.
 */
export function afterBusinessTime(
  { businessHours, timeZone }: WorkTime,
  from: number,
  wanted: number,
): number | undefined {
  let left = wanted;
  for (let at = from, stretches = 0; stretches < MOST_STRETCHES; stretches++) {
    const stretch = nextWindow(businessHours, timeZone, at);
    if (!stretch) return undefined;
    const start = Math.max(stretch.start, at);
    if (left <= stretch.end - start) return start + left;
    left -= stretch.end - start;
    at = stretch.end;
  }
  return undefined;
}
