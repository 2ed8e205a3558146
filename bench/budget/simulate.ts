import type { Budget } from '../../shared/budget/budgets.ts';
import { DELIVERY_AFTER_ABORT_MS } from '../../shared/budget/lease.ts';
import { FARTHEST_PROMISE_MS } from '../../shared/budget/queue.ts';
import type { ActivityWorld } from './activity.ts';
import { EventQueue, makeRandom, peakInAnyWindow, peakInCalendarWindows, windowsOver } from './events.ts';
import { type Counts, makeEntity } from './ledger-world.ts';
import { makeMachines } from './machines.ts';
import type { Crew, SimulationOptions } from './options.ts';
import { Orchestration } from './orchestration.ts';
import { makeVendor } from './vendor.ts';

/** What came of a simulation. */
export interface SimulationResult {
  readonly sent: number;
  /** Most requests in any window, sliding or calendar. */
  readonly peak: number;
  /** Windows with more requests than the share then in force. */
  readonly windowsOver: number;
  /** Part of what the share allows that was sent after the warm-up. */
  readonly utilisation: number;
  /** Requests the vendor admitted, and refused, in a window after the warm-up, on average. */
  readonly servedPerWindow: number;
  readonly refusedPerWindow: number;
  readonly operationsPerRequest: number;
  readonly counts: Counts;
}

/**
 * Runs the ledger with its callers, machines and faults for the given simulated time. The same
 * options give the same result.
 */
export function simulate(options: SimulationOptions): SimulationResult {
  const queue = new EventQueue();
  const random = makeRandom(options.seed);
  const { machines: count, skewMs, budget, faults } = options;
  const machines = makeMachines(queue, random, { count, skewMs, stepEveryMs: faults.clockStepEveryMs });
  const { rateLimitEveryMs } = faults;
  const vendor = makeVendor(queue, random, { rateLimitEveryMs, windowMs: budget.windowMs, shared: options.shared });
  const world: ActivityWorld = { queue, random, machines, vendor, options, fence: new Set() };
  const counts: Counts = {
    operations: 0,
    queuePositions: 0,
    refusals: 0,
    waits: [],
    shares: [{ from: 0, n: budget.n }],
  };
  const entity = makeEntity(world, counts);
  for (const crew of options.crews)
    startCrew(world, crew, (ended) => new Orchestration(world, { entity, counts }, crew, ended).run());

  queue.runUntil(options.durationMs);

  const { arrivals } = vendor;
  const measured = arrivals.filter((at) => at >= options.warmUpMs && at < options.durationMs).length;
  const served = vendor.admitted.filter((at) => at >= options.warmUpMs && at < options.durationMs).length;
  const windows = (options.durationMs - options.warmUpMs) / budget.windowMs;
  return {
    sent: arrivals.length,
    peak: Math.max(peakInAnyWindow(arrivals, budget.windowMs), peakInCalendarWindows(arrivals, budget.windowMs)),
    windowsOver: windowsOver(arrivals, budget.windowMs, (at) => shareAt(counts, budget, at)),
    servedPerWindow: served / windows,
    refusedPerWindow: (measured - served) / windows,
    utilisation: measured / (windows * budget.n),
    operationsPerRequest: counts.operations / arrivals.length,
    counts,
  };
}

/** A share that was lowered binds once every lease promised before has ended. */
function shareAt({ shares }: Counts, budget: Budget, at: number): number {
  const since = at - FARTHEST_PROMISE_MS - budget.leaseMs - DELIVERY_AFTER_ABORT_MS;
  let most = 0;
  for (const [index, { from, n }] of shares.entries()) {
    const isOver = (shares[index + 1]?.from ?? Number.POSITIVE_INFINITY) <= since;
    if (from <= at && !isOver) most = Math.max(most, n);
  }
  return most;
}

/** Lets workers begin repeatedly, or orchestrations begin at random times (a Poisson process). */
export function startCrew(
  world: Pick<ActivityWorld, 'queue' | 'random'>,
  crew: Crew,
  run: (ended: () => void) => void,
): void {
  const { queue, random } = world;
  for (let worker = 0; worker < (crew.workers ?? 0); worker++) {
    const again = () => queue.after(0, () => run(again));
    queue.after(random.between(0, 1_000), () => run(again));
  }
  const perMinute = crew.phasesPerMinute ?? 0;
  if (perMinute === 0) return;
  const meanMs = (60_000 / perMinute) * crew.phases;
  const arrive = () => {
    run(() => {});
    queue.after(-Math.log(1 - random.next()) * meanMs, arrive);
  };
  queue.after(0, arrive);
}

/** The wait, ms, that this part of all waits of a class after `from` does not exceed. */
export function waitAt(
  counts: { readonly waits: Readonly<Counts['waits']> },
  part: number,
  crewClass: string,
  from: number,
): number {
  const waits = counts.waits.filter((wait) => wait.class === crewClass && wait.at >= from).map((wait) => wait.ms);
  waits.sort((a, b) => a - b);
  return waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? Number.NaN;
}
