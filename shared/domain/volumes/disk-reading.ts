import { isVolume, parseVolume, volumeLabel } from './volume.ts';

/** One row of Atera's `HardwareDisks`; sizes in MB (MiB). */
export interface DiskRow {
  readonly drive: string;
  readonly totalMb: number;
  readonly usedMb: number;
  readonly freeMb: number;
}

/** How full a drive was at the device's last inventory (Atera gives it no timestamp). */
export interface DiskReading {
  readonly drive: string;
  readonly totalMb: number;
  readonly freeMb: number;
  /** 0–100, two decimals. */
  readonly usedPercent: number;
}

/** A reading, or a sentence for the ticket that says why there is none. */
export type DiskReadingResult =
  | { readonly ok: true; readonly reading: DiskReading }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads one drive from an inventory. Repeated rows that agree count once; rows that contradict each other, and sizes that
 * cannot be, are no reading, and neither is a drive with a row among them whose sizes are unreadable: it is never taken for a healthy one.
 */
export function readDisk(
  rows: readonly DiskRow[],
  drive: string,
  unreadableDrives: readonly string[] = [],
): DiskReadingResult {
  const label = volumeLabel(drive);
  const matching = rows.filter((row) => isVolume(row.drive, drive));
  const [first] = matching;
  if (unreadableDrives.some((name) => isVolume(name, drive)))
    return { ok: false, problem: `the inventory lists drive ${label} without usable sizes` };
  if (!first) return { ok: false, problem: `the inventory lists no drive ${label}` };
  if (matching.some((row) => row.totalMb !== first.totalMb || row.freeMb !== first.freeMb)) {
    return { ok: false, problem: `the inventory lists drive ${label} with different sizes` };
  }
  const { totalMb, freeMb } = first;
  if (!(totalMb > 0) || !(freeMb >= 0) || freeMb > totalMb) {
    return {
      ok: false,
      problem: `the inventory gives drive ${label} impossible sizes (${freeMb} free of ${totalMb} MB)`,
    };
  }
  const usedPercent = Math.round((1 - freeMb / totalMb) * 10_000) / 100;
  return { ok: true, reading: { drive: parseVolume(drive) ?? drive, totalMb, freeMb, usedPercent } };
}

/** True when two readings cannot be from the same inventory. */
export function readingsDiffer(one: DiskSizes, other: DiskSizes): boolean {
  return one.freeMb !== other.freeMb || one.totalMb !== other.totalMb;
}

type DiskSizes = Pick<DiskReading, 'freeMb' | 'totalMb'>;
