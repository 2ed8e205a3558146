import { ateraBudget } from '../../shared/budget/budgets.ts';
import { CLOCK_SKEW_MS } from '../../shared/budget/lease.ts';
import { type Crew, NO_FAULTS, type SimulationOptions, USUAL_LATENCIES } from './options.ts';

const HOUR_MS = 3_600_000;

/**
 * An hour and more of the Atera budget with its default share of 350 a minute, on machines whose
 * clocks differ by the bound.
 */
function atera(crews: readonly Crew[], more: Partial<SimulationOptions> = {}): SimulationOptions {
  return {
    seed: 1,
    budget: ateraBudget(350),
    machines: 4,
    skewMs: CLOCK_SKEW_MS,
    durationMs: 1.5 * HOUR_MS,
    warmUpMs: HOUR_MS / 12,
    crews,
    latencies: USUAL_LATENCIES,
    faults: NO_FAULTS,
    ...more,
  };
}

/** Phases of four calls; each orchestration has three of them. */
export const PHASES_OF_FOUR: readonly number[] = [4];

/** Phases that take a lease of four and make two to four calls. */
export const PHASES_UP_TO_FOUR: readonly number[] = [2, 3, 4, 4];

/** `workers` orchestrations at a time want more than the share allows. */
export function saturated(
  workers: number,
  calls = PHASES_OF_FOUR,
  more: Partial<SimulationOptions> = {},
): SimulationOptions {
  return atera([{ class: 'remediate', n: 4, calls, workers, phases: 3 }], more);
}

/** Polls want all there is, while fixes come at random and want a fifth of the share. */
export function pollsAndFixes(more: Partial<SimulationOptions> = {}): SimulationOptions {
  const fixes: Crew = { class: 'remediate', n: 4, calls: [4], phasesPerMinute: (0.2 * 350) / 4, phases: 3 };
  return atera([{ class: 'poll', n: 4, calls: [4], workers: 50, phases: 3 }, fixes], more);
}
