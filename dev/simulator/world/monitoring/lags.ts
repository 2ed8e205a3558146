import type { Range } from '../../random.ts';

/** How late Atera learns of what happens on a device, in milliseconds. */
export interface Lags {
  /** From a condition's start (or from a resolve while it holds) to the alert. */
  readonly raiseMs: Range;
  /** From a condition's end to Atera's own clearing of the alert. */
  readonly clearMs: Range;
  /** From losing contact to being shown offline. */
  readonly offlineMs: Range;
  /** From contact to being shown online. */
  readonly onlineMs: Range;
  /** Between two inventory readings (disks, boot time). */
  readonly inventoryMs: number;
  /**
   * Between two checks that a monitoring agent makes of its network devices, all in the same
   * second.
   */
  readonly networkCheckMs: number;
}

/**
 * What Atera states: thresholds and clearing 2-5 min, offline 92 s-5 min, online 10 s-3 min,
 * inventory about 30 min. Of network devices it states nothing: two checks, two minutes apart, put
 * their alerts at the end of an outage, where real ones came.
 */
export const VENDOR_LAGS: Lags = {
  raiseMs: [120_000, 300_000],
  clearMs: [120_000, 300_000],
  offlineMs: [92_000, 300_000],
  onlineMs: [10_000, 180_000],
  inventoryMs: 1_800_000,
  networkCheckMs: 120_000,
};
