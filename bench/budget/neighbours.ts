import type { Neighbour } from '../../dev/simulator/neighbours.ts';
import type { SimulationOptions } from './options.ts';
import { PHASES_OF_FOUR, saturated } from './scenarios.ts';
import { type SimulationResult, simulate } from './simulate.ts';

/** The account's limit by most reports (vendor-apis 1.4 [C]). */
const LIMIT = { requests: 700, windowMs: 60_000 };
/** Our share of it. */
export const SHARE = 350;
const MINUTE = 60_000;

/** A neighbour, and how many requests a minute it leaves free for a share of 350. */
export interface Rhythm {
  readonly name: string;
  readonly neighbour: Neighbour;
  readonly free: number;
}

/**
 * Bursts that leave 290 of 700 while they are in the window. Those every 90 s are gone for 30 of
 * them.
 */
export const SIZED: readonly Rhythm[] = [
  { name: 'bursts every 10 s', neighbour: { kind: 'bursts', everyMs: 10_000, requests: 68 }, free: 290 },
  { name: 'bursts every 60 s', neighbour: { kind: 'bursts', everyMs: 60_000, requests: 410 }, free: 290 },
  { name: 'bursts every 90 s', neighbour: { kind: 'bursts', everyMs: 90_000, requests: 410 }, free: 310 },
  { name: 'constant 90 %', neighbour: { kind: 'constant', everyMs: MINUTE / 630 }, free: 70 },
];

/** Bursts that use up the whole limit for a sixth of the time: 292 of our 350 are free. */
export const FILLING: readonly Rhythm[] = [10, 60, 90].map((seconds) => ({
  name: `full for a sixth of every ${seconds} s`,
  neighbour: { kind: 'fills', everyMs: seconds * 1_000, forMs: (seconds * 1_000) / 6 },
  free: (SHARE * 5) / 6,
}));

/** An hour beside a neighbour with callers that always want more; measured over its last half. */
export function besideNeighbour(
  { neighbour }: Rhythm,
  { seed, workers }: { readonly seed: number; readonly workers: number },
  more: Partial<SimulationOptions> = {},
): SimulationResult {
  const shared = { limit: LIMIT, neighbours: [neighbour], seed };
  const span = { seed, durationMs: 60 * MINUTE, warmUpMs: 30 * MINUTE };
  return simulate(saturated(workers, PHASES_OF_FOUR, { ...span, shared, ...more }));
}
