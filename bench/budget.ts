import { type Baseline, type Measured, simulateBaseline } from './budget/baseline.ts';
import { withBottleneck, withPThrottle, withRateLimiterFlexible } from './budget/instance-limiters.ts';
import { microsecondsPerOperation } from './budget/ledger-speed.ts';
import { fixedWindow, tokenBucket } from './budget/naive-entities.ts';
import { NO_FAULTS, type SimulationOptions } from './budget/options.ts';
import { PHASES_UP_TO_FOUR, pollsAndFixes, saturated } from './budget/scenarios.ts';
import { simulate, waitAt } from './budget/simulate.ts';

const BASELINES: readonly Baseline[] = [
  { name: 'token bucket (entity)', entity: tokenBucket },
  { name: 'fixed window (entity)', entity: fixedWindow },
  { name: 'bottleneck, N each', instance: withBottleneck, isParted: false },
  { name: 'bottleneck, N parted', instance: withBottleneck, isParted: true },
  { name: 'rate-limiter-flexible, N each', instance: withRateLimiterFlexible, isParted: false },
  { name: 'rate-limiter-flexible, N parted', instance: withRateLimiterFlexible, isParted: true },
  { name: 'p-throttle, N each', instance: withPThrottle, isParted: false },
  { name: 'p-throttle, N parted', instance: withPThrottle, isParted: true },
];

/**
 * What happens anyway on a busy day: 2 % of the activities run twice, 1 % wait up to five minutes
 * in their queue.
 */
const BUSY_DAY = { ...NO_FAULTS, duplicate: 0.02, longQueue: 0.01 };

/** The others wait on stepped timers, which takes its time; forty minutes show enough of them. */
const FORTY_MINUTES = 2_400_000;

type Run = (options: SimulationOptions) => Promise<Measured>;

const runLedger: Run = async (options) => {
  const { counts, ...result } = simulate(options);
  return { ...result, waits: counts.waits };
};

/**
 * One row: calm day for use and waits, busy day for the peak, which is what the difference is
 * about.
 */
async function row(name: string, run: Run, options: SimulationOptions): Promise<Record<string, string>> {
  const calm = await run(options);
  const busy = await run({ ...options, faults: BUSY_DAY });
  const seconds = (part: number, crew: string) => (waitAt(calm, part, crew, options.warmUpMs) / 1_000).toFixed(1);
  const waits = options.crews.map((crew) => [
    `${crew.class} p50/p95 s`,
    `${seconds(0.5, crew.class)} / ${seconds(0.95, crew.class)}`,
  ]);
  return {
    limiter: name,
    'peak/N': (calm.peak / options.budget.n).toFixed(3),
    'peak/N busy day': (busy.peak / options.budget.n).toFixed(3),
    utilisation: `${(calm.utilisation * 100).toFixed(1)} %`,
    ...Object.fromEntries(waits),
    'operations/request': calm.operationsPerRequest.toFixed(2),
  };
}

async function printTable(title: string, options: SimulationOptions): Promise<Measured> {
  const rows = [await row('this ledger', runLedger, options)];
  for (const baseline of BASELINES) {
    rows.push(
      await row(baseline.name, (day) => simulateBaseline({ ...day, durationMs: FORTY_MINUTES }, baseline), options),
    );
  }
  console.log(`\n${title}\n${asMarkdown(rows)}`);
  return await runLedger(options);
}

function asMarkdown(rows: readonly Record<string, string>[]): string {
  const heads = Object.keys(rows[0] ?? {});
  const lines = [heads, heads.map(() => '---'), ...rows.map((cells) => heads.map((head) => cells[head] ?? ''))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * `npm run bench:budget`: the ledger beside what one would reach for, on the same callers and the
 * same simulated machines.
 */
async function main(): Promise<void> {
  const results: Measured[] = [];
  for (const machines of [4, 16]) {
    for (const workers of [25, 200]) {
      const title = `${machines} instances, ${workers} workers, phases of four calls, N = 350 per minute, saturated`;
      results.push(await printTable(title, saturated(workers, undefined, { machines })));
    }
  }
  console.log('\nThe same with phases that take a lease of four and make two to four calls');
  console.log(
    asMarkdown([
      await row('this ledger, 25 workers', runLedger, saturated(25, PHASES_UP_TO_FOUR)),
      await row('this ledger, 200 workers', runLedger, saturated(200, PHASES_UP_TO_FOUR)),
    ]),
  );
  results.push(await printTable('Polls want all there is, fixes a fifth of N (4 instances)', pollsAndFixes()));
  console.log(`\nledger operation with 200 live leases: ${microsecondsPerOperation().toFixed(1)} µs`);
  const peak = Math.max(...results.map((result) => result.peak));
  const saturating = results.slice(0, 4);
  const utilisation = Math.min(...saturating.map((result) => result.utilisation));
  const operations = Math.max(...saturating.map((result) => result.operationsPerRequest));
  console.log(`budget: peak=${peak}/350 utilisation=${utilisation.toFixed(3)} opsPerRequest=${operations.toFixed(2)}`);
}

await main();
