import { type DiskReading, readingsDiffer } from '../../domain/volumes/disk-reading.ts';
import { type DiskFindings, type DiskLimits, provenRecovery } from './decide-disk.ts';
import { diskBand, lowestLimit } from './disk-band.ts';
import { diskWitness, type VolumeReading } from './disk-witness.ts';

/**
 * What is proven of a cleanup. `unknown`: nothing newer than it says how full the drive is, which
 * is no failure.
 */
export type CleanupResult =
  | { readonly result: 'recovered' | 'full'; readonly by: 'Atera' | 'Automox'; readonly usedPercent: number }
  | { readonly result: 'unknown' };

/** The cleanup, and what Automox says of the device's drives. Times are epoch ms. */
export interface CleanupFacts {
  readonly witness: VolumeReading;
  readonly drive: string;
  /** When the worklet had left its queue. */
  readonly endedAt: number;
  /**
   * From when on a drive that still reads full is the worklet's result, and not the state it found.
   */
  readonly settledAt: number;
  /**
   * Atera's first reading that was fetched a publish lag or more after `endedAt`, by an earlier
   * inspection.
   */
  readonly first?: DiskReading | undefined;
}

/** What one vendor shows: proven newer than the cleanup (full) or than the alerts (recovered). */
type Shown = Exclude<CleanupResult, { result: 'unknown' }>;

/**
 * Returns whether a cleanup helped. Recovered: an Automox scan after it says so, or Atera's reading
 * is provably newer than the alerts. Full: such a scan, or an inventory that was certainly taken
 * after it. A vendor that says full outweighs one that says recovered; a limit that is not known is
 * never met.
 */
export function cleanupResult(findings: DiskFindings, facts: CleanupFacts, limits: DiskLimits): CleanupResult {
  const applying = findings.open.length > 0 ? findings.open.map((alert) => alert.thresholdPercent) : findings.limits;
  const thresholdPercent = lowestLimit(applying);
  if (thresholdPercent === undefined) return UNKNOWN;
  const shown = [byScan(facts, thresholdPercent, limits), byInventory(findings, facts, thresholdPercent, limits)];
  const full = shown.find((one) => one?.result === 'full');
  if (full || applying.includes(undefined)) return full ?? UNKNOWN;
  return shown.find((one) => one !== undefined) ?? UNKNOWN;
}

const UNKNOWN = { result: 'unknown' } as const;

function byScan(
  { witness, drive, endedAt, settledAt }: CleanupFacts,
  thresholdPercent: number,
  { clearMarginPercent }: DiskLimits,
): Shown | undefined {
  const observed = diskWitness(witness, { drive, thresholdPercent, clearMarginPercent, since: endedAt });
  const isEarly = (witness.scannedAt ?? 0) < settledAt;
  if (observed.band === 'full' && isEarly) return undefined;
  return observed.band === 'full' || observed.band === 'recovered'
    ? { result: observed.band, by: 'Automox', usedPercent: observed.usedPercent }
    : undefined;
}

function byInventory(
  findings: DiskFindings,
  { first }: CleanupFacts,
  thresholdPercent: number,
  limits: DiskLimits,
): Shown | undefined {
  const { online, reading } = findings;
  if (!reading || online !== true) return undefined;
  const { usedPercent } = reading;
  const result = diskBand(reading, thresholdPercent, limits.clearMarginPercent);
  const isNewer = first && readingsDiffer(reading, first);
  if (result === 'full') return isNewer ? { result, by: 'Atera', usedPercent } : undefined;
  const isProven = result === 'recovered' && provenRecovery(findings, limits)?.verdict === 'recovered';
  return isProven ? { result: 'recovered', by: 'Atera', usedPercent } : undefined;
}
