import { z } from 'zod';

/**
 * How many durations fell into each range: by the number of the range. Ranges grow by a fifth, so
 * that any number of histograms can be added and a percentile of the sum is off by at most a tenth.
 */
export const Histogram = z.record(z.string(), z.int().positive());

/** As above. */
export type Histogram = Readonly<z.output<typeof Histogram>>;

const GROWTH = 1.2;

/** Adds one duration (ms; a negative one counts as none). */
export function withDuration(into: Histogram, ms: number): Histogram {
  const range = String(Math.floor(Math.log(Math.max(0, ms) / 1_000 + 1) / Math.log(GROWTH)));
  return { ...into, [range]: (into[range] ?? 0) + 1 };
}

/** Adds histograms. */
export function sumOf(histograms: readonly Histogram[]): Histogram {
  const sum: Record<string, number> = {};
  for (const one of histograms)
    for (const [range, count] of Object.entries(one)) sum[range] = (sum[range] ?? 0) + count;
  return sum;
}

/** How many durations there are. */
export function countOf(histogram: Histogram): number {
  return Object.values(histogram).reduce((sum, count) => sum + count, 0);
}

/**
 * Returns the duration in seconds below which `share` (0 to 1) of them are: the middle of its
 * range. Undefined where there are none.
 */
export function percentile(histogram: Histogram, share: number): number | undefined {
  const ranges = Object.entries(histogram).map(([range, count]) => ({ range: Number(range), count }));
  const wanted = share * countOf(histogram);
  let below = 0;
  for (const { range, count } of ranges.sort((one, other) => one.range - other.range)) {
    below += count;
    if (below >= wanted) return Math.round(GROWTH ** (range + 0.5) - 1);
  }
  return undefined;
}
