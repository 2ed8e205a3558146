import type { Device } from '../world/device.ts';
import type { DiskState } from '../world/inventory.ts';

/** What Automox knows of a device: as it was at the last scan. */
export interface Scan {
  /** Epoch ms. */
  readonly at: number;
  readonly needsReboot: boolean;
  readonly uptimeMinutes: number;
  readonly disks: readonly DiskState[];
  readonly loggedInUser: string | null;
}

/**
 * Scans a device now; for a world that begins in the middle, `at` may lie in the past. Who was
 * there last stays, also when he has left.
 */
export function scan(device: Device, at: number, before?: Scan): Scan {
  const { disks, bootedAt } = device.state;
  return {
    at,
    needsReboot: device.needsReboot,
    uptimeMinutes: Math.max(0, Math.floor((at - bootedAt) / 60_000)),
    disks,
    loggedInUser: device.loggedInUsers.split(' (')[0] || before?.loggedInUser || null,
  };
}
