import { locale } from '../texts/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const clockOnly = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
const dayAndClock = new Intl.DateTimeFormat(locale, {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
});
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });

/** `14:03 CET`; on another day than `now` with the day. */
export function timeText(at: string | number, now: number): string {
  const date = new Date(at);
  return (date.toDateString() === new Date(now).toDateString() ? clockOnly : dayAndClock).format(date);
}

/** Day, time to the second and zone, for a hint. */
export function fullTime(at: string | number): string {
  return full.format(new Date(at));
}

/** `in 3 min.`, `2 hr. ago`. */
export function agoText(at: string | number, now: number): string {
  const difference = new Date(at).getTime() - now;
  const size = Math.abs(difference);
  const round = (unit: number) => Math.round(difference / unit) || 0;
  if (size < MINUTE_MS) return relative.format(round(1_000), 'second');
  // An hour and a half is not two: a deadline must not seem later than it is.
  if (size < 2 * HOUR_MS) return relative.format(round(MINUTE_MS), 'minute');
  if (size < 2 * DAY_MS) return relative.format(round(HOUR_MS), 'hour');
  return relative.format(round(DAY_MS), 'day');
}

/** `4 min`, `2 h 10 min`, `3 d`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`;
  return `${Math.round(minutes / 60 / 24)} d`;
}

/** The UTC day `days` before the one of `now`, as the API takes it. */
export function dayBefore(now: number, days: number): string {
  return new Date(now - days * DAY_MS).toISOString().slice(0, 10);
}

const utcDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `2 Mar`: a UTC day, as the reports count them. */
export function dayText(day: string | number): string {
  return utcDay.format(new Date(day));
}

const numbers = new Intl.NumberFormat(locale);

/** A count with the separators of the language. */
export function countText(count: number): string {
  return numbers.format(count);
}
