import { MINUTE_MS } from '../../durations.ts';
import { CLOCK_MARGIN_MS, isSameBoot } from './boot.ts';

/**
 * A boot time as Atera's inventory gives it, and as an Automox scan implies it. Times are epoch ms;
 * undefined = not reported.
 */
export interface BootReadings {
  /** Atera's `LastRebootTime`, up to about half an hour behind. */
  readonly lastRebootAt?: number | undefined;
  /** When Automox last scanned the device; the uptime is as of then. */
  readonly scannedAt?: number | undefined;
  readonly uptimeMinutes?: number | undefined;
}

/** Whether a device has rebooted, who says so, and when (epoch ms) it says the device came up. */
export type RebootProof =
  | { readonly proven: true; readonly by: 'atera' | 'automox'; readonly bootedAt: number }
  | { readonly proven: false };

/**
 * Returns when the device came up by Automox's last scan, epoch ms; undefined when that is not
 * reported.
 */
export function bootByScan({ scannedAt, uptimeMinutes }: BootReadings): number | undefined {
  return scannedAt === undefined || uptimeMinutes === undefined ? undefined : scannedAt - uptimeMinutes * MINUTE_MS;
}

/**
 * Proves a reboot that was ordered at `commandAt` (epoch ms) from the readings before and after: a
 * boot time that lies after the command and differs from the one before, by more than a clock
 * change. A device that was observed offline and online again proves nothing: "shut down" is not a
 * reboot. Atera's reading is consulted first, and counts while the agent is online; a scan counts
 * only when it is newer than the command.
 */
export function rebootProven(
  before: BootReadings & { readonly commandAt: number },
  after: BootReadings & { readonly online?: boolean | undefined },
): RebootProof {
  const { commandAt } = before;
  const known = [before.lastRebootAt, bootByScan(before)].filter((boot) => boot !== undefined);
  // Without an earlier boot time to differ from, the margin could let a boot just before the
  // command pass for its effect.
  const earliest =
    known.length === 0 ? commandAt : Math.max(commandAt - CLOCK_MARGIN_MS, Math.max(...known) + CLOCK_MARGIN_MS);
  const { lastRebootAt, scannedAt, online } = after;
  const isOther = (boot: number) => boot > earliest && !known.some((earlier) => isSameBoot(earlier, boot));
  if (online && lastRebootAt !== undefined && isOther(lastRebootAt)) {
    return { proven: true, by: 'atera', bootedAt: lastRebootAt };
  }
  const scanned = bootByScan(after);
  const isNewScan = scannedAt !== undefined && scannedAt > commandAt + CLOCK_MARGIN_MS;
  if (isNewScan && scanned !== undefined && isOther(scanned)) {
    return { proven: true, by: 'automox', bootedAt: scanned };
  }
  return { proven: false };
}
