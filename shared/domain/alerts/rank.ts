import type { DeviceClass } from '../devices/device-class.ts';
import type { AlertRow } from './alert-row.ts';

/** A severity that is not reported is not treated as low. */
const BY_SEVERITY = { Critical: 0, Warning: 1, unknown: 1, Information: 2 } as const;

const BY_CLASS = { server: 0, workstation: 1, laptop: 2 } as const;

/**
 * Returns how urgent an alert is among others that are new: by its severity, then by the class of
 * its device. 0 = the most urgent.
 */
export function rankOf(
  { severity = 'unknown' }: Pick<AlertRow, 'severity'>,
  deviceClass: DeviceClass = 'server',
): number {
  return BY_SEVERITY[severity] * 3 + BY_CLASS[deviceClass];
}
