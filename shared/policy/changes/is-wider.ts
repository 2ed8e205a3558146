import { isDeepStrictEqual } from 'node:util';
import { type WeeklySpan, weekdays } from '../../domain/time/business-hours.ts';
import { isRoutedTo } from '../../notify/routing.ts';
import type { Channel } from '../sections/notify-section.ts';
import type { Widens } from '../widens.ts';

/**
 * Returns whether a value that went from one to another allows more, by its rule. Undefined = not
 * given. A change that the rule cannot judge counts as one that does.
 */
export function isWider(rule: Widens, from: unknown, to: unknown): boolean {
  if (isDeepStrictEqual(from, to)) return false;
  if (typeof rule === 'object') return isFurther(rule.up, from, to);
  switch (rule) {
    case 'never':
      return false;
    case 'always':
      return true;
    case 'given':
      return to !== undefined;
    case 'lifted':
      return from !== undefined;
    case 'limits-lifted':
      return from !== undefined && (to === undefined || hasMore(from, to));
    case 'audience':
      return isMore(from, to) || isMore(toldOfPolicy(to), toldOfPolicy(from));
    case 'more-time':
      return coversMore(from, to);
    case 'more':
      return isMore(from, to);
    case 'less':
      return isMore(to, from);
  }
}

function isFurther(order: readonly string[], from: unknown, to: unknown): boolean {
  const [before, after] = [order.indexOf(String(from)), order.indexOf(String(to))];
  return before < 0 || after < 0 || after > before;
}

function isMore(from: unknown, to: unknown): boolean {
  if (typeof from === 'number' && typeof to === 'number') return to > from;
  // Not given is off, or none.
  if (isFlag(from) && isFlag(to)) return to === true;
  if (isList(from) && isList(to)) return hasMore(from ?? [], to ?? []);
  return true;
}

const isFlag = (value: unknown): value is boolean | undefined => value === undefined || typeof value === 'boolean';
const isList = (value: unknown): value is readonly unknown[] | undefined => value === undefined || Array.isArray(value);

/** Each entry counts as often as it stands there. */
function hasMore(from: unknown, to: unknown): boolean {
  if (!Array.isArray(from) || !Array.isArray(to)) return true;
  const left = [...from];
  return to.some((entry) => {
    const index = left.findIndex((one) => isDeepStrictEqual(one, entry));
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}

/** The channels that are told of changes of the policy. */
function toldOfPolicy(channels: unknown): readonly unknown[] {
  return ((channels ?? []) as readonly Channel[]).filter((one) => isRoutedTo(one, { event: 'policy-changed' }));
}

const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

function coversMore(from: unknown, to: unknown): boolean {
  if (!Array.isArray(from) || !Array.isArray(to)) return true;
  const before = minutesOf(from as WeeklySpan[]);
  return [...minutesOf(to as WeeklySpan[])].some((minute) => !before.has(minute));
}

/** The minutes of a week by the wall clock that spans cover. */
function minutesOf(spans: readonly WeeklySpan[]): Set<number> {
  const covered = new Set<number>();
  for (const { days, from, to } of spans) {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    const length = end > start ? end - start : end - start + DAY_MINUTES;
    for (const day of days) {
      const first = weekdays.indexOf(day) * DAY_MINUTES + start;
      for (let minute = first; minute < first + length; minute++) covered.add(minute % WEEK_MINUTES);
    }
  }
  return covered;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
