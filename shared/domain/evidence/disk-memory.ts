import { z } from 'zod';
import { MINUTE_MS } from '../../durations.ts';
import { type DiskReading, readingsDiffer } from '../disk-reading.ts';

const kept = z.object({ at: z.number(), freeMb: z.number(), totalMb: z.number() });

/**
 * What the inspections of a drive have shown so far, kept in its condition row so that it outlives every run. Atera's inventory carries
 * no time of its own (vendor-apis 1.6 [D]: "about every 30 minutes", not at all while the device is off), so a reading is known to be
 * new only when it differs from one that was fetched late enough. Times are epoch ms of our own clock; sizes are MiB.
 */
export const DiskMemory = z.object({
  /** What a reading must be newer than: the latest alert, when a poll first listed it. */
  since: z.number(),
  /** The reading that a newer one must differ from: fetched with the device online, `publishLagMinutes` or more after `since`. */
  baseline: kept.optional(),
  /** The first of the inspections in a row that showed another value than the baseline, with the device online. */
  changed: kept.optional(),
  /** The first of the inspections in a row that read the drive over its limit. */
  fullSince: z.number().optional(),
  /** The first of the inspections in a row that found all alerts gone, the device online and the drive below every limit. */
  calmSince: z.number().optional(),
  /** The first of the inspections in a row that found an online device without a usable reading of the drive. */
  unreadSince: z.number().optional(),
});

/** See the schema. */
export type DiskMemory = z.output<typeof DiskMemory>;

/** One inspection of a drive. */
export interface DiskInspection {
  /** Epoch ms. */
  readonly at: number;
  /** What a reading must be newer than (epoch ms): a later one than the memory's begins the proof again. */
  readonly since: number;
  readonly online: boolean | undefined;
  readonly reading?: DiskReading | undefined;
  /** The reading is over the lowest limit that applies. */
  readonly isFull: boolean;
  /** No alert is open any more, and the reading is below every limit of the occurrence. */
  readonly isCalm: boolean;
}

/** The memory after one more inspection. Idempotent within a publish lag: the same inspection twice adds nothing. */
export function remember(
  memory: DiskMemory | undefined,
  inspection: DiskInspection,
  { publishLagMinutes }: { readonly publishLagMinutes: number },
): DiskMemory {
  const { at, online, reading } = inspection;
  const { calmSince, ...begun } = begin(memory, inspection);
  const known = inspection.isCalm && online === true ? { ...begun, calmSince: calmSince ?? at } : begun;
  const { fullSince, unreadSince, ...proof } = known;
  if (!reading) return online === true ? { ...proof, unreadSince: unreadSince ?? at } : known;
  const full = inspection.isFull && { fullSince: fullSince ?? at };
  // A device that is off repeats its last inventory: that is neither a baseline nor a change.
  if (online !== true) return { ...proof, ...full };
  const isBaseline = proof.baseline === undefined && at >= proof.since + publishLagMinutes * MINUTE_MS;
  const now = { at, freeMb: reading.freeMb, totalMb: reading.totalMb };
  if (isBaseline) return { ...proof, ...full, baseline: now };
  const { changed, ...rest } = proof;
  if (!rest.baseline || !readingsDiffer(now, rest.baseline)) return { ...rest, ...full };
  return { ...rest, ...full, changed: changed ?? now };
}

/**
 * Whether the present reading is known to be newer than `since`: it differs from the baseline, and an inspection at least
 * `confirmMinutes` ago differed too (caches answer late).
 */
export function isProvenNewer(memory: DiskMemory, at: number, confirmMinutes: number): boolean {
  return memory.changed !== undefined && at >= memory.changed.at + confirmMinutes * MINUTE_MS;
}

/**
 * Whether Atera's own monitors have had the time to raise the alert again and have not: online and calm for `confirmMinutes`. A resolved alert
 * whose condition holds is raised anew within minutes (vendor-apis 1.6 [C], [D]: 2-5 min), but only while the device is online.
 */
export function hasStayedCalm({ calmSince }: DiskMemory, at: number, confirmMinutes: number): boolean {
  return calmSince !== undefined && at >= calmSince + confirmMinutes * MINUTE_MS;
}

/** The proof begins again with a later alert; that the drive reads full stays so. */
function begin(memory: DiskMemory | undefined, { since }: DiskInspection): DiskMemory {
  if (memory && since <= memory.since) return memory;
  const { fullSince, unreadSince } = memory ?? {};
  return {
    since,
    ...(fullSince !== undefined && { fullSince }),
    ...(unreadSince !== undefined && { unreadSince }),
  };
}
