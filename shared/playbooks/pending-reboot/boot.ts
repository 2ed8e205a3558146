import { HOUR_MS, MINUTE_MS } from '../../durations.ts';

/**
 * Two clocks (device, Atera, Automox, ours) may be this far apart, and an uptime comes in whole
 * minutes: times closer than this are in no known order. An assumption; neither vendor states how
 * exact its times are.
 */
export const CLOCK_MARGIN_MS = 2 * MINUTE_MS;

/**
 * A boot time is worked out from an uptime, so it trembles by parts of a second; a shift by an hour
 * is otherwise to the second.
 */
const HOUR_TOLERANCE_MS = 5_000;

/**
 * Returns whether two boot times (epoch ms) are of one boot: closer than clocks differ, or an hour
 * apart to the second, which is daylight saving time or another zone and no boot.
 */
export function isSameBoot(one: number, other: number): boolean {
  const apart = Math.abs(one - other);
  return apart <= CLOCK_MARGIN_MS || Math.abs(apart - HOUR_MS) <= HOUR_TOLERANCE_MS;
}

/** What Atera reports about a boot. Times are epoch ms; undefined = not reported. */
export interface BootFindings {
  /** Atera's `LastRebootTime` now. */
  readonly lastRebootAt?: number | undefined;
  /** The last boot that was known from before the alert. */
  readonly bootBefore?: number | undefined;
  /** The agent is online: only then is its inventory of now. */
  readonly online?: boolean | undefined;
  readonly inspectedAt: number;
}

/**
 * Returns whether a boot since `since` (epoch ms) is proven: a changed boot time after it, with the
 * agent online. Where no boot time from before is known, it must lie more than an hour after it: an
 * older one that was shifted by an hour could not.
 */
export function hasBootedSince(
  { lastRebootAt, bootBefore, online, inspectedAt }: BootFindings,
  since: number,
): boolean {
  if (!online || lastRebootAt === undefined) return false;
  // A time ahead of the clock was read in another zone.
  if (lastRebootAt <= since + CLOCK_MARGIN_MS || lastRebootAt > inspectedAt + CLOCK_MARGIN_MS) return false;
  if (bootBefore === undefined) return lastRebootAt > since + CLOCK_MARGIN_MS + HOUR_MS;
  return lastRebootAt > bootBefore && !isSameBoot(lastRebootAt, bootBefore);
}

/** What a list reported about a device's boot, and when (epoch ms). */
interface ListedBoot {
  readonly lastRebootAt?: number | undefined;
  readonly online?: boolean | undefined;
  readonly listedAt: number;
}

/**
 * Returns the boot time to compare later ones with: the newest that is known from before the alert
 * (`raisedAt`, epoch ms). `listed` is what the directory knew, for an alert whose device booted
 * before the app first inspected it; undefined while none is known.
 */
export function bootBefore(
  { known, lastRebootAt }: { readonly known?: number | undefined; readonly lastRebootAt?: number | undefined },
  raisedAt: number,
  listed?: ListedBoot,
): number | undefined {
  const isBefore = lastRebootAt !== undefined && lastRebootAt <= raisedAt + CLOCK_MARGIN_MS;
  if (known !== undefined)
    return isBefore && lastRebootAt > known && !isSameBoot(lastRebootAt, known) ? lastRebootAt : known;
  if (isBefore) return lastRebootAt;
  return listed && isFromBefore(listed, raisedAt) ? listed.lastRebootAt : undefined;
}

/**
 * A list that is newer than the alert says as much as an inspection that finds the device online.
 */
function isFromBefore({ lastRebootAt = Number.POSITIVE_INFINITY, online, listedAt }: ListedBoot, raisedAt: number) {
  return listedAt <= raisedAt || (online === true && lastRebootAt <= raisedAt + CLOCK_MARGIN_MS);
}
