import fc from 'fast-check';
import { faultyDays, saturatedDays } from './budget/arbitrary.ts';
import type { SimulationOptions } from './budget/options.ts';
import { simulate } from './budget/simulate.ts';

/** The size of a nightly run. */
const REQUESTS = 10_000_000;
const DAYS_AT_A_TIME = 20;

/**
 * `npm run test:budget:long [requests] [seed]`: simulates days until they have sent ten million
 * requests, half of them with everything going wrong and half with the share used to the last
 * request. Ends with exit code 1 and the options of the first day over the limit.
 */
function main(wanted: number, firstSeed: number): void {
  let sent = 0;
  let days = 0;
  let closest = 0;
  for (let seed = firstSeed; sent < wanted; seed++) {
    const kinds = [faultyDays(40_000), saturatedDays(40_000)];
    for (const day of kinds.flatMap((kind) => fc.sample(kind, { seed, numRuns: DAYS_AT_A_TIME }))) {
      const result = simulate(day);
      if (result.windowsOver > 0 || result.peak > day.budget.n) return overLimit(day, result.peak);
      sent += result.sent;
      days++;
      closest = Math.max(closest, result.peak / day.budget.n);
    }
    console.log(`seed ${seed}: ${days} days, ${sent} requests, no window over the limit`);
  }
  console.log(`budget long: requests=${sent} days=${days} windowsOver=0 peak=${closest.toFixed(4)}`);
}

function overLimit(day: SimulationOptions, peak: number): void {
  console.error(`A window held ${peak} of ${day.budget.n} requests:\n${JSON.stringify(day, null, 2)}`);
  process.exitCode = 1;
}

main(Number(process.argv[2] ?? REQUESTS), Number(process.argv[3] ?? 1));
