import { type DiskRow, readDisk } from '../../domain/volumes/disk-reading.ts';
import { type DiskBand, diskBand } from './disk-band.ts';

/** What Automox read of a device's drives, and when (epoch ms). Sizes in MiB. */
export interface VolumeReading {
  readonly scannedAt?: number | undefined;
  readonly volumes?: readonly Pick<DiskRow, 'drive' | 'totalMb' | 'freeMb'>[] | undefined;
}

/** What a drive must be below to count as recovered, and since when a reading counts (epoch ms). */
export interface WitnessQuestion {
  readonly drive: string;
  readonly thresholdPercent: number;
  readonly clearMarginPercent: number;
  readonly since: number;
}

/** What a scan shows of a drive; `usedPercent` means something only with a band that is known. */
export interface DiskWitness {
  readonly band: DiskBand;
  readonly usedPercent: number;
}

/**
 * Returns what Automox's own scan says about a drive. `unknown` = it says nothing: the scan is
 * older than `since`, or lists no such drive, or one whose sizes cannot be.
 */
export function diskWitness(
  { scannedAt, volumes = [] }: VolumeReading,
  { drive, thresholdPercent, clearMarginPercent, since }: WitnessQuestion,
): DiskWitness {
  if (scannedAt === undefined || scannedAt <= since) return SILENT;
  const rows = volumes.map((volume) => ({ ...volume, usedMb: volume.totalMb - volume.freeMb }));
  const result = readDisk(rows, drive);
  if (!result.ok) return SILENT;
  const { usedPercent } = result.reading;
  return { band: diskBand(result.reading, thresholdPercent, clearMarginPercent), usedPercent };
}

const SILENT = { band: 'unknown', usedPercent: 0 } as const;
