import { z } from 'zod';
import { type DiskReading, readingsDiffer } from '../../domain/volumes/disk-reading.ts';
import { MINUTE_MS } from '../../durations.ts';

const kept = z.object({ at: z.number(), freeMb: z.number(), totalMb: z.number() });

/**
 * What the inspections of a drive have shown so far, kept in its condition row so that it outlives
 * every run. Atera's inventory carries no time of its own (vendor-apis 1.6 [D]: "about every 30
 * minutes", not at all while the device is off), so a reading is known to be new only when it
 * differs from one that was fetched late enough. Times are epoch ms of our own clock; sizes are
 * MiB.
 */
export const DiskMemory = z.object({
  /** What a reading must be newer than: the latest alert, when a poll first listed it. */
  since: z.number(),
  /**
   * The reading that a newer one must differ from: fetched with the device online,
   * `publishLagMinutes` or more after `since`.
   */
  baseline: kept.optional(),
  /**
   * The first of the inspections in a row that showed a newer value, not over the limit, with the
   * device online.
   */
  changed: kept.optional(),
  /**
   * Values that are known to be old: shown before there was a baseline, or gone again after it.
   * Caches go back and forth.
   */
  stale: z.array(kept).optional(),
  /** The first of the inspections in a row that found the device online, after one that did not. */
  backSince: z.number().optional(),
  /** The last inspection found the device offline, or not reported to be online. */
  away: z.boolean().optional(),
  /** The first of the inspections in a row that read the drive over its limit. */
  fullSince: z.number().optional(),
  /**
   * The first of the inspections in a row that found all alerts gone, the device online and the
   * drive below every limit.
   */
  calmSince: z.number().optional(),
  /**
   * The first of the inspections in a row that found an online device without a usable reading of
   * the drive.
   */
  unreadSince: z.number().optional(),
});

/** As many old values as caches may return in turn. */
const STALE_KEPT = 4;

/** See the schema. */
export type DiskMemory = z.output<typeof DiskMemory>;

/** One inspection of a drive. */
export interface InspectedDisk {
  /** Epoch ms. */
  readonly at: number;
  /**
   * What a reading must be newer than (epoch ms): a later one than the memory's begins the proof
   * again.
   */
  readonly since: number;
  readonly online: boolean | undefined;
  readonly reading?: DiskReading | undefined;
  /** The reading is over the lowest limit that applies. */
  readonly isFull: boolean;
  /** No alert is open any more, and the reading is below every limit of the occurrence. */
  readonly isCalm: boolean;
}

/**
 * Returns the memory after one more inspection. Idempotent within a publish lag: the same
 * inspection twice adds nothing.
 */
export function remember(
  memory: DiskMemory | undefined,
  inspection: InspectedDisk,
  rules: { readonly publishLagMinutes: number },
): DiskMemory {
  const { at, online, reading } = inspection;
  const { calmSince, ...begun } = observedOnline(begin(memory, inspection), inspection);
  const known = inspection.isCalm && online === true ? { ...begun, calmSince: calmSince ?? at } : begun;
  const { fullSince, unreadSince, ...proof } = known;
  if (!reading) return online === true ? { ...proof, unreadSince: unreadSince ?? at } : known;
  const full = inspection.isFull && { fullSince: fullSince ?? at };
  // A device that is off repeats its last inventory: that is neither a baseline nor a change.
  if (online !== true) return { ...proof, ...full };
  const now = { at, freeMb: reading.freeMb, totalMb: reading.totalMb };
  return {
    ...(proof.baseline ? compared(proof, inspection, now) : beforeBaseline(proof, inspection, now, rules)),
    ...full,
  };
}

/**
 * Returns the memory after a page of Atera's list showed the drive over its limit. It counts as
 * full, and proves nothing else: how far a list trails behind a reading by id is not known, so it
 * is no baseline, and what spoke for a recovery begins again.
 */
export function rememberFull(
  memory: DiskMemory | undefined,
  inspection: Pick<InspectedDisk, 'at' | 'since'>,
): DiskMemory {
  const { calmSince, unreadSince, changed, ...proof } = begin(memory, inspection);
  return { ...proof, fullSince: proof.fullSince ?? inspection.at };
}

/**
 * Returns from when on a reading may be the baseline (epoch ms): what was taken before the alert is
 * published by then. A device that was away reports late what it could not send.
 */
export function baselineFrom(
  { since, backSince = since }: Pick<DiskMemory, 'since' | 'backSince'>,
  { publishLagMinutes }: { readonly publishLagMinutes: number },
): number {
  return Math.max(since, backSince) + publishLagMinutes * MINUTE_MS;
}

type Kept = z.output<typeof kept>;

function observedOnline(memory: DiskMemory, { at, online }: InspectedDisk): DiskMemory {
  const { away, ...known } = memory;
  if (online !== true) return { ...known, away: true };
  return away ? { ...known, backSince: at } : known;
}

/**
 * A drive that read full in between was read since: what it shows afterwards is newer, whatever it
 * was before.
 */
function beforeBaseline(
  proof: DiskMemory,
  { at, isFull }: InspectedDisk,
  now: Kept,
  rules: { readonly publishLagMinutes: number },
): DiskMemory {
  const { stale, ...rest } = proof;
  const old = isFull ? {} : staleWith(stale, at >= baselineFrom(proof, rules) ? undefined : now);
  return at >= baselineFrom(proof, rules) ? { ...rest, ...old, baseline: now } : { ...rest, ...old };
}

function compared(proof: DiskMemory, { isFull }: InspectedDisk, now: Kept): DiskMemory {
  const { changed, stale, ...rest } = proof;
  const isOld = [proof.baseline, ...(stale ?? [])].some((value) => value && !readingsDiffer(now, value));
  // What gave way to an old value again came from a cache.
  if (isOld) return { ...rest, ...staleWith(stale, changed) };
  return { ...rest, ...staleWith(stale), ...(!isFull && { changed: changed ?? now }) };
}

function staleWith(stale: readonly Kept[] = [], value?: Kept): Pick<DiskMemory, 'stale'> {
  const isNew = value && stale.every((one) => readingsDiffer(one, value));
  const all = isNew ? [...stale, value].slice(-STALE_KEPT) : [...stale];
  return all.length === 0 ? {} : { stale: all };
}

/**
 * Returns whether the present reading is known to be newer than `since`: it differs from the
 * baseline, and an inspection at least `confirmMinutes` ago differed too (caches answer late).
 */
export function isProvenNewer(memory: DiskMemory, at: number, confirmMinutes: number): boolean {
  return memory.changed !== undefined && at >= memory.changed.at + confirmMinutes * MINUTE_MS;
}

/**
 * Returns whether Atera's own monitors have had the time to raise the alert again and have not:
 * online and calm for `confirmMinutes`. A resolved alert whose condition holds is raised again
 * within minutes (vendor-apis 1.6 [C], [D]: 2-5 min), but only while the device is online.
 */
export function hasStayedCalm({ calmSince }: DiskMemory, at: number, confirmMinutes: number): boolean {
  return calmSince !== undefined && at >= calmSince + confirmMinutes * MINUTE_MS;
}

/** The proof begins again with a later alert; that the drive reads full stays so. */
function begin(memory: DiskMemory | undefined, { since }: Pick<InspectedDisk, 'since'>): DiskMemory {
  if (memory && since <= memory.since) return memory;
  const { fullSince, unreadSince, backSince, away } = memory ?? {};
  return {
    since,
    ...(backSince !== undefined && { backSince }),
    ...(away && { away }),
    ...(fullSince !== undefined && { fullSince }),
    ...(unreadSince !== undefined && { unreadSince }),
  };
}
