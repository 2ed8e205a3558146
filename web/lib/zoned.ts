const MINUTE_MS = 60_000;

/** What a field of date and time holds: `2026-03-29T02:30`. */
const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/;

/**
 * Returns the moment (epoch ms) at which the clocks of an IANA zone show a wall time; undefined for
 * what is none. Of an hour that clocks show twice the first one; one that they leave out is as much
 * later as they are put forward.
 */
export function momentIn(wall: string, timeZone: string): number | undefined {
  const [, year, month, day, hour, minute] = (WALL.exec(wall) ?? []).map(Number);
  if (year === undefined || month === undefined) return undefined;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (Number.isNaN(asUtc) || wallIn(asUtc, 'UTC') !== wall.slice(0, 16)) return undefined;
  const before = offsetAt(asUtc - DAY_MS, timeZone);
  const first = asUtc - before;
  if (offsetAt(first, timeZone) === before) return first;
  const second = asUtc - offsetAt(asUtc + DAY_MS, timeZone);
  // In the hour that is left out neither offset holds at its own moment.
  return wallIn(second, timeZone) === wall.slice(0, 16) ? second : first;
}

const DAY_MS = 24 * 60 * MINUTE_MS;

/** Returns what the clocks of a zone show at a moment, as a field of date and time has it. */
export function wallIn(at: number, timeZone: string): string {
  // Swedish dates are ISO dates.
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  return format.format(at).replace(' ', 'T');
}

function offsetAt(at: number, timeZone: string): number {
  const whole = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  return Date.parse(`${wallIn(whole, timeZone)}Z`) - whole;
}
