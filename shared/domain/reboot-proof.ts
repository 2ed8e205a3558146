import { MINUTE_MS } from '../durations.ts';

/** A boot time as Atera's inventory gives it, and as an Automox scan implies it. Times are epoch ms; undefined = not told. */
export interface BootReadings {
  /** Atera's `LastRebootTime`, up to about half an hour behind. */
  readonly lastRebootAt?: number | undefined;
  /** When Automox last scanned the device; the uptime is as of then. */
  readonly scannedAt?: number | undefined;
  readonly uptimeMinutes?: number | undefined;
}

/** Whether a device has rebooted, whose word that is, and when (epoch ms) it says the device came up. */
export type RebootProof =
  | { readonly proven: true; readonly by: 'atera' | 'automox'; readonly bootedAt: number }
  | { readonly proven: false };

/**
 * Two clocks (device, Atera, Automox, ours) may be this far apart, and an uptime comes in whole minutes: times closer than this are
 * in no known order. An assumption; neither vendor states how exact its times are.
 */
export const CLOCK_MARGIN_MS = 2 * MINUTE_MS;

/** When the device came up by Automox's last scan, epoch ms; undefined when that is not told. */
export function bootByScan({ scannedAt, uptimeMinutes }: BootReadings): number | undefined {
  return scannedAt === undefined || uptimeMinutes === undefined ? undefined : scannedAt - uptimeMinutes * MINUTE_MS;
}

/**
 * Proves a reboot that was ordered at `commandAt` (epoch ms) from the readings before and after: a boot time that lies after the
 * command and differs from the one before. A device that was seen offline and online again proves nothing: "shut down" is not a
 * reboot. Atera's word is asked first; a scan counts only when it is newer than the command.
 */
export function rebootProven(before: BootReadings & { readonly commandAt: number }, after: BootReadings): RebootProof {
  const { commandAt } = before;
  const known = [before.lastRebootAt, bootByScan(before)].filter((boot) => boot !== undefined);
  // Without an earlier boot time to differ from, the margin could let a boot just before the command pass for its effect.
  const earliest =
    known.length === 0 ? commandAt : Math.max(commandAt - CLOCK_MARGIN_MS, Math.max(...known) + CLOCK_MARGIN_MS);
  const { lastRebootAt, scannedAt } = after;
  if (lastRebootAt !== undefined && lastRebootAt > earliest) {
    return { proven: true, by: 'atera', bootedAt: lastRebootAt };
  }
  const scanned = bootByScan(after);
  const isNewScan = scannedAt !== undefined && scannedAt > commandAt + CLOCK_MARGIN_MS;
  if (isNewScan && scanned !== undefined && scanned > earliest) {
    return { proven: true, by: 'automox', bootedAt: scanned };
  }
  return { proven: false };
}
