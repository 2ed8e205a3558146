import { isVolume, parseVolume } from './volume.ts';

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

/** Why an inventory gives no reading of a drive. */
export type ReadingProblem =
  | { readonly kind: 'no-sizes' | 'not-listed' | 'contradicting' }
  | { readonly kind: 'impossible'; readonly freeMb: number; readonly totalMb: number };

/** A reading, or why there is none. */
export type DiskReadingResult =
  | { readonly ok: true; readonly reading: DiskReading }
  | { readonly ok: false; readonly problem: ReadingProblem };

/**
 * Reads one drive from an inventory. Repeated rows that agree count once; rows that contradict each
 * other, and sizes that cannot be, are no reading, and neither is a drive with a row among them
 * whose sizes are unreadable: it is never treated as a healthy one.
 */
export function readDisk(
  rows: readonly DiskRow[],
  drive: string,
  unreadableDrives: readonly string[] = [],
): DiskReadingResult {
  const matching = rows.filter((row) => isVolume(row.drive, drive));
  const [first] = matching;
  if (unreadableDrives.some((name) => isVolume(name, drive))) return { ok: false, problem: { kind: 'no-sizes' } };
  if (!first) return { ok: false, problem: { kind: 'not-listed' } };
  if (matching.some((row) => row.totalMb !== first.totalMb || row.freeMb !== first.freeMb))
    return { ok: false, problem: { kind: 'contradicting' } };
  const { totalMb, freeMb } = first;
  if (!(totalMb > 0) || !(freeMb >= 0) || freeMb > totalMb)
    return { ok: false, problem: { kind: 'impossible', freeMb, totalMb } };
  const usedPercent = Math.round((1 - freeMb / totalMb) * 10_000) / 100;
  return { ok: true, reading: { drive: parseVolume(drive) ?? drive, totalMb, freeMb, usedPercent } };
}

/** True when two readings cannot be from the same inventory. */
export function readingsDiffer(one: DiskSizes, other: DiskSizes): boolean {
  return one.freeMb !== other.freeMb || one.totalMb !== other.totalMb;
}

type DiskSizes = Pick<DiskReading, 'freeMb' | 'totalMb'>;
