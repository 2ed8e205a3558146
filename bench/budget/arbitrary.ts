import fc from 'fast-check';
import type { Budget } from '../../shared/budget/budgets.ts';
import { CLOCK_SKEW_MS } from '../../shared/budget/lease.ts';
import { type Crew, type Faults, NO_FAULTS, type SimulationOptions, USUAL_LATENCIES } from './options.ts';

const seed = fc.integer({ min: 1, max: 0x7fff_ffff });

/** Budgets such as vendors have: a minute or five, a few requests or many. */
const budget: fc.Arbitrary<Budget> = fc.record({
  id: fc.constant('atera'),
  n: fc.integer({ min: 29, max: 700 }),
  windowMs: fc.constantFrom(60_000, 60_000, 300_000),
  leaseMs: fc.integer({ min: 10_000, max: 30_000 }),
  reserve: fc.constant({ remediate: 0, verify: 0.1, poll: 0.25 }),
});

const crews: fc.Arbitrary<Crew[]> = fc
  .record({
    n: fc.constantFrom(1, 2, 4, 4, 6, 8),
    workers: fc.integer({ min: 10, max: 120 }),
    verify: fc.integer({ min: 0, max: 10 }),
    poll: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ n, workers, verify, poll }) => [
    { class: 'remediate', n, calls: [n, n, Math.ceil(n / 2)], workers, phases: 3 },
    { class: 'verify', n: 2, calls: [1, 2], workers: verify, phases: 1 },
    { class: 'poll', n: 10, calls: [10, 3], workers: poll, phases: 2 },
  ]);

const rarely = (everyMs: number) => fc.constantFrom(Number.POSITIVE_INFINITY, everyMs, everyMs / 4);

const faults: fc.Arbitrary<Faults> = fc.record({
  longQueue: fc.constantFrom(0, 0.01, 0.05),
  duplicate: fc.constantFrom(0, 0.02, 0.2),
  lost: fc.constantFrom(0, 0.01, 0.05),
  silent: fc.constantFrom(0, 0.01, 0.1),
  rateLimitEveryMs: rarely(1_200_000),
  clockStepEveryMs: rarely(30_000),
  entityMoveEveryMs: rarely(30_000),
  shareChangeEveryMs: rarely(400_000),
});

/** As long as it takes to send about `requests` at full use of the share. */
function lasting(requests: number, options: Omit<SimulationOptions, 'durationMs' | 'warmUpMs'>): SimulationOptions {
  const { n, windowMs } = options.budget;
  return { ...options, warmUpMs: 2 * windowMs, durationMs: Math.ceil((requests / n) * windowMs) };
}

const common = {
  seed,
  budget,
  crews,
  machines: fc.integer({ min: 2, max: 16 }),
  skewMs: fc.constantFrom(0, CLOCK_SKEW_MS / 2, CLOCK_SKEW_MS),
  latencies: fc.constant(USUAL_LATENCIES),
};

/** Everything goes wrong at once; the share is hardly ever fully used. */
export function faultyDays(requests: number): fc.Arbitrary<SimulationOptions> {
  return fc.record({ ...common, faults }).map((options) => lasting(requests, options));
}

/**
 * Only the clocks are off and the messages doubled, so that the share is used to the last request.
 */
export function saturatedDays(requests: number): fc.Arbitrary<SimulationOptions> {
  const few = { ...NO_FAULTS, duplicate: 0.02, clockStepEveryMs: 20_000, entityMoveEveryMs: 20_000 };
  return fc
    .record({ ...common, skewMs: fc.constant(CLOCK_SKEW_MS), faults: fc.constant(few) })
    .map((options) => lasting(requests, options));
}
