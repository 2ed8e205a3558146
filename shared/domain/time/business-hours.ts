import { DateTime, IANAZone } from 'luxon';
import { DAY_MS, MINUTE_MS } from '../../durations.ts';

/** Days of the week as the policy spells them, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * The same stretch of wall-clock time on some days of the week. `from` and `to` are `HH:MM`, `to`
 * being exclusive and up to `24:00`; a `to` that is not after `from` is on the next day.
 */
export interface WeeklySpan {
  readonly days: readonly (typeof weekdays)[number][];
  readonly from: string;
  readonly to: string;
}

/** A stretch of real time, epoch ms, `end` exclusive. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/**
 * Days searched ahead: a weekly span that daylight saving time swallows once is found the week
 * after.
 */
const DAYS_AHEAD = 15;

/**
 * A span over midnight may have begun the day before, and ends at the latest on the day after it
 * began.
 */
const DAYS_BACK = 2;

/**
 * True when `at` (epoch ms) is within business hours in `zone` (IANA); never without any. Unknown
 * zone: `RangeError`.
 */
export function isBusinessTime(hours: readonly WeeklySpan[], zone: string, at: number): boolean {
  return inWindow(hours, zone, at);
}

/**
 * True when `at` (epoch ms) is within a maintenance window in `zone` (IANA). Unknown zone:
 * `RangeError`.
 */
export function inWindow(windows: readonly WeeklySpan[], zone: string, at: number): boolean {
  const next = nextWindow(windows, zone, at);
  return next !== undefined && next.start <= at;
}

/**
 * Returns the window that is open at `at` (epoch ms), else the next one to open; undefined when
 * there is none. Windows that touch count as one, as far as 15 days ahead. Daylight saving time: a
 * start or end that does not exist on the day is the moment the clocks jump (a window wholly in the
 * gap is left out that day); one that occurs twice is the first. Unknown zone: `RangeError`.
 */
export function nextWindow(windows: readonly WeeklySpan[], zone: string, at: number): Period | undefined {
  const periods = periodsAround(windows, zone, at).sort((a, b) => a.start - b.start);
  let found: Period | undefined;
  for (const { start, end } of periods) {
    if (found && start > found.end) {
      if (found.end > at) break;
      found = undefined;
    }
    found = found ? { start: found.start, end: Math.max(found.end, end) } : { start, end };
  }
  return found && found.end > at ? found : undefined;
}

function periodsAround(windows: readonly WeeklySpan[], zoneName: string, at: number): Period[] {
  const zone = IANAZone.create(zoneName);
  if (!zone.isValid) throw new RangeError(`${zoneName} is no IANA time zone`);
  const local = DateTime.fromMillis(at, { zone });
  // Calendar days are counted in UTC, where each has 24 hours.
  const today = Date.UTC(local.year, local.month - 1, local.day);
  const periods: Period[] = [];
  for (let offset = -DAYS_BACK; offset <= DAYS_AHEAD; offset++) {
    const day = today + offset * DAY_MS;
    const name = weekdays[DateTime.fromMillis(day, { zone: 'utc' }).weekday - 1];
    for (const span of windows) {
      if (name === undefined || !span.days.includes(name)) continue;
      const from = minutesOf(span.from);
      const to = minutesOf(span.to);
      const start = instantOf(day + from * MINUTE_MS, zone);
      const end = instantOf(day + to * MINUTE_MS + (to > from ? 0 : DAY_MS), zone);
      if (end > start) periods.push({ start, end });
    }
  }
  return periods;
}

/**
 * The first instant at which the wall clock in `zone` shows `wall` (written as if it were UTC), or
 * jumps over it.
 */
function instantOf(wall: number, zone: IANAZone): number {
  const before = wall - zone.offset(wall - DAY_MS) * MINUTE_MS;
  const after = wall - zone.offset(wall + DAY_MS) * MINUTE_MS;
  const shown = [before, after].filter((instant) => instant + zone.offset(instant) * MINUTE_MS === wall);
  return shown.length > 0 ? Math.min(...shown) : jumpBetween(after, before, zone);
}

/** The instant between two others at which the zone's offset changes. */
function jumpBetween(early: number, late: number, zone: IANAZone): number {
  const offsetBefore = zone.offset(early);
  let [unchanged, changed] = [early, late];
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2);
    if (zone.offset(middle) === offsetBefore) unchanged = middle;
    else changed = middle;
  }
  return changed;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
