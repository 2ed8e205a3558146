import type { DiskReading } from '../../domain/volumes/disk-reading.ts';

/**
 * Where a reading lies for one alert's limit: `full` over it, `recovered` at least
 * `clearMarginPercent` points below it, `between` in between (Atera's check and ours may round
 * apart), `unknown` without a reading or a limit.
 */
export type DiskBand = 'full' | 'between' | 'recovered' | 'unknown';

/**
 * Returns the band of a reading for one limit, in used percent. A limit that is not known is never
 * met.
 */
export function diskBand(
  reading: Pick<DiskReading, 'usedPercent'> | undefined,
  thresholdPercent: number | undefined,
  clearMarginPercent: number,
): DiskBand {
  if (!reading || thresholdPercent === undefined) return 'unknown';
  if (reading.usedPercent > thresholdPercent) return 'full';
  return reading.usedPercent > thresholdPercent - clearMarginPercent ? 'between' : 'recovered';
}

/** Returns the lowest of the known limits, in used percent: what a ticket names. */
export function lowestLimit(limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
