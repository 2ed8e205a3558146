import { DAY_MS } from '../../durations.ts';
import { readDisk } from './disk-reading.ts';

/** One drive of an inventory; sizes in MB (MiB). */
export interface DiskSize {
  readonly drive: string;
  readonly totalMb: number;
  readonly freeMb: number;
}

/** The drives of a device as they were at an earlier time, epoch ms. */
export interface DiskBaseline {
  readonly at: number;
  readonly disks: readonly DiskSize[];
}

/** The baseline a device has, and the later one that takes its place when it has become old. */
export interface KeptBaseline extends DiskBaseline {
  readonly later?: DiskBaseline | undefined;
}

/** How fast a drive fills. */
export interface DiskGrowth {
  /** MB more in use per day, rounded; below 0 when space was freed. */
  readonly mbPerDay: number;
  /** At that rate, to one decimal; absent when it does not fill by at least 1 MB a day. */
  readonly daysToFull?: number;
}

/**
 * Days after which a newer reading takes the baseline's place: what was long ago says little about
 * now.
 */
const BASELINE_DAYS = 7;

/**
 * Days after which that newer reading is taken: by the time it is needed it is old enough to
 * measure growth from.
 */
const LATER_AFTER_DAYS = 5;

/** Over less than a day the rate is that of a working day or of a night, not of both. */
const MIN_DAYS = 1;

/**
 * Returns how fast a drive has filled since the device's baseline, or undefined without a readable
 * one at least a day old. A drive that was enlarged since is indistinguishable from one that was
 * emptied.
 */
export function diskGrowth(
  { baseline }: { readonly baseline?: DiskBaseline | undefined },
  drive: string,
  freeMbNow: number,
  now: number,
): DiskGrowth | undefined {
  if (!baseline) return undefined;
  const days = (now - baseline.at) / DAY_MS;
  const rows = baseline.disks.map((disk) => ({ ...disk, usedMb: disk.totalMb - disk.freeMb }));
  const then = readDisk(rows, drive);
  if (days < MIN_DAYS || !then.ok) return undefined;
  const perDay = (then.reading.freeMb - freeMbNow) / days;
  const mbPerDay = Math.round(perDay);
  return { mbPerDay, ...(mbPerDay >= 1 && { daysToFull: Math.round((freeMbNow / perDay) * 10) / 10 }) };
}

/**
 * Returns what to keep of a device whose disks were read at `now`, or undefined when what is kept
 * stays valid for longer.
 */
export function nextBaseline(
  kept: KeptBaseline | undefined,
  disks: readonly DiskSize[],
  now: number,
): KeptBaseline | undefined {
  const reading = { at: now, disks };
  const days = kept === undefined ? Number.POSITIVE_INFINITY : (now - kept.at) / DAY_MS;
  if (days > BASELINE_DAYS) return kept?.later ?? reading;
  return kept && days > LATER_AFTER_DAYS && !kept.later ? { ...kept, later: reading } : undefined;
}
