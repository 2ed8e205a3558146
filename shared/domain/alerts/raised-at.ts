import { MINUTE_MS } from '../../durations.ts';

/** When an alert was raised, as Atera says and as the app knows. Times are epoch ms. */
export interface AlertTimes {
  /** Atera's `Created`, never later than the first listing. */
  readonly createdAt: number;
  /** When a poll first listed it. */
  readonly firstListedAt: number;
}

/**
 * Zones differ by quarters of an hour: a `Created` that is off by less was not read in a wrong one.
 */
const SMALLEST_ZONE_ERROR_MS = 15 * MINUTE_MS;

/**
 * Returns since when the alert's condition holds for certain (epoch ms). `Created` carries no zone
 * and may be read hours wrong, and then a grace would have passed before it began. It is believed
 * when it lies less than a quarter of an hour before the poll that first listed the alert; else the
 * zone is wrong, or the app did not poll, which is indistinguishable: only the first listing is
 * certain. That costs at most one grace.
 */
export function surelyRaisedAt({ createdAt, firstListedAt }: AlertTimes): number {
  return firstListedAt - createdAt < SMALLEST_ZONE_ERROR_MS ? createdAt : firstListedAt;
}
