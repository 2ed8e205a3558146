import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import type { Language } from '../../../shared/texts/language.ts';

/** From two of a unit on it is said in that unit: 90 minutes are no "1 hour". */
const UNITS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const;

/** Returns what says how long ago a moment was at `now`, or in how long it is (both epoch ms). */
export function relativeTo(now: number, language: Language): (at: number) => string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  return (at) => {
    const [unit, length] = UNITS.find(([, ms]) => Math.abs(at - now) >= 2 * ms) ?? ['minute', MINUTE_MS];
    // Towards zero: something is never said to be older, or to last longer, than it is.
    return format.format(Math.trunc((at - now) / length), unit);
  };
}
