import { mock } from 'node:test';
import { EventQueue, makeRandom, peakInAnyWindow, type Random } from './events.ts';
import type { InstanceLimiter, MakeInstanceLimiter } from './instance-limiters.ts';
import type { NaiveEntity } from './naive-entities.ts';
import { type Crew, NO_FAULTS, type SimulationOptions } from './options.ts';
import { startCrew } from './simulate.ts';

/** A limiter that a developer would reach for. */
export type Baseline =
  | { readonly name: string; readonly entity: (limit: number, windowMs: number) => NaiveEntity }
  /**
   * Every machine has its own; `isParted` = each with its part of the share instead of all of it.
   */
  | { readonly name: string; readonly instance: MakeInstanceLimiter; readonly isParted: boolean };

/** What is compared. */
export interface Measured {
  readonly peak: number;
  readonly utilisation: number;
  readonly operationsPerRequest: number;
  readonly waits: readonly { readonly class: string; readonly at: number; readonly ms: number }[];
}

/** The libraries live on timers and Date, which are stepped by this much. */
const STEP_MS = 25;
const LONGEST_QUEUE_MS = 300_000;

interface World {
  readonly options: SimulationOptions;
  readonly queue: EventQueue;
  readonly random: Random;
  readonly arrivals: number[];
  readonly waits: { class: string; at: number; ms: number }[];
  operations: number;
  readonly entity: NaiveEntity | undefined;
  readonly limiters: readonly InstanceLimiter[];
}

/**
 * Runs the callers of `options` on another limiter: same latencies, doubled and delayed activities;
 * no fence, no lease end.
 */
export async function simulateBaseline(options: SimulationOptions, baseline: Baseline): Promise<Measured> {
  const flush = setImmediate;
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 0 });
  try {
    const world = makeWorld(options, baseline);
    for (const crew of options.crews) startCrew(world, crew, (ended) => runPhases(world, crew, crew.phases, ended));
    for (let at = STEP_MS; at <= options.durationMs; at += STEP_MS) {
      world.queue.runUntil(at);
      mock.timers.tick(STEP_MS);
      await new Promise((resolve) => flush(resolve));
    }
    return measure(world);
  } finally {
    mock.timers.reset();
  }
}

function makeWorld(options: SimulationOptions, baseline: Baseline): World {
  const { n, windowMs } = options.budget;
  const base = {
    options,
    queue: new EventQueue(),
    random: makeRandom(options.seed),
    arrivals: [],
    waits: [],
    operations: 0,
  };
  if ('entity' in baseline) return { ...base, entity: baseline.entity(n, windowMs), limiters: [] };
  const limit = baseline.isParted ? Math.floor(n / options.machines) : n;
  const limiters = Array.from({ length: options.machines }, () => baseline.instance(limit, windowMs));
  return { ...base, entity: undefined, limiters };
}

function runPhases(world: World, crew: Crew, left: number, ended: () => void): void {
  if (left === 0) return ended();
  const { queue, random } = world;
  const calls = crew.calls[Math.floor(random.next() * crew.calls.length)] as number;
  const wanted = queue.now;
  let isOver = false;
  const over = () => {
    if (!isOver)
      queue.after(random.between(...world.options.latencies.dispatch), () => runPhases(world, crew, left - 1, ended));
    isOver = true;
  };
  permitted(world, crew.n, () => dispatch(world, { crew, calls, wanted, over }));
}

/**
 * Asks the entity, repeatedly if it says so; limiters in memory ask nothing before the activity.
 */
function permitted(world: World, n: number, then: () => void): void {
  const { entity, queue, random } = world;
  const { operation, timer } = world.options.latencies;
  if (!entity) return then();
  world.operations++;
  queue.after(random.between(...operation), () => {
    const permit = entity.ask(n, queue.now);
    const waitMs = permit.kind === 'wait' ? permit.ms + random.between(...timer) : 0;
    queue.after(random.between(...operation) + waitMs, () =>
      permit.kind === 'wait' ? permitted(world, n, then) : then(),
    );
  });
}

interface Activity {
  readonly crew: Crew;
  readonly calls: number;
  readonly wanted: number;
  readonly over: () => void;
}

function dispatch(world: World, activity: Activity): void {
  const { queue, random, options } = world;
  const { longQueue, duplicate } = options.faults ?? NO_FAULTS;
  const delay = () =>
    random.chance(longQueue) ? random.between(0, LONGEST_QUEUE_MS) : random.between(...options.latencies.dispatch);
  for (let execution = random.chance(duplicate) ? 2 : 1; execution > 0; execution--) {
    const machine = Math.floor(random.next() * options.machines);
    queue.after(delay(), () => callAll(world, activity, machine, activity.calls));
  }
}

function callAll(world: World, activity: Activity, machine: number, left: number): void {
  if (left === 0) return activity.over();
  const { queue, random, options } = world;
  const start = () => {
    if (left === activity.calls)
      world.waits.push({ class: activity.crew.class, at: queue.now, ms: queue.now - activity.wanted });
    const takes = random.between(...options.latencies.request);
    world.arrivals.push(queue.now + random.between(0, takes));
    queue.after(takes, () => callAll(world, activity, machine, left - 1));
  };
  const limiter = world.limiters[machine];
  if (limiter) void limiter(start);
  else start();
}

function measure({ options, arrivals, waits, operations }: World): Measured {
  const { budget, warmUpMs, durationMs } = options;
  const measured = arrivals.filter((at) => at >= warmUpMs && at < durationMs).length;
  return {
    peak: peakInAnyWindow(arrivals, budget.windowMs),
    utilisation: measured / (((durationMs - warmUpMs) / budget.windowMs) * budget.n),
    operationsPerRequest: operations / arrivals.length,
    waits,
  };
}
