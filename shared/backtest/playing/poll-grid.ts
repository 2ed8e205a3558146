import { MINUTE_MS } from '../../durations.ts';

/** A back-test polls as often as the app does by default (`POLL_SCHEDULE`). */
export const POLL_MS = 2 * MINUTE_MS;

/** Returns the first poll at or after a moment (epoch ms). */
export function pollAt(at: number): number {
  return Math.ceil(at / POLL_MS) * POLL_MS;
}
