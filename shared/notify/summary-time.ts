import { DateTime } from 'luxon';
import { HOUR_MS } from '../durations.ts';

/** One that could not be made in time says little that is new. */
const LATE_MS = 6 * HOUR_MS;

/** The daily summary that is due: its local day, and the moment it is due at (epoch ms). */
export interface DueSummary {
  readonly day: string;
  readonly at: number;
}

/**
 * Returns the summary that is due at `now` (epoch ms) by the wall clock of a zone: from its time on
 * for six hours. `time` is `HH:MM`; where the clocks skip it, the moment after. Pure.
 */
export function dueSummary(time: string, timeZone: string, now: number): DueSummary | undefined {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const local = DateTime.fromMillis(now, { zone: timeZone });
  for (const day of [local, local.minus({ days: 1 })]) {
    const due = day.set({ hour, minute, second: 0, millisecond: 0 });
    const at = due.toMillis();
    if (at <= now && now - at < LATE_MS) return { day: day.toISODate() ?? '', at };
  }
  return undefined;
}
