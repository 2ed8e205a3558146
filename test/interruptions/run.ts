import { fork } from 'node:child_process';
import { complaint, runSeed, type SeedResult } from './seed.ts';

/**
 * `npm run test:interruptions [-- --seed N | --seeds A..B] [--workers N]`: plays the scenarios of
 * the seeds (default 1..2000) and prints what was wrong in each; the last line counts it. Exit code
 * 1 when anything was.
 */
const DEFAULT_SEEDS = '1..2000';
const DEFAULT_WORKERS = 2;

const asked = readArguments(process.argv.slice(2));
if (process.send) process.once('disconnect', () => process.exit());
if (process.send) {
  for (const seed of seedsOf(asked.from, asked.to, asked.step)) process.send(await runSeed(seed));
  process.disconnect();
} else process.exitCode = await runAll();

async function runAll(): Promise<number> {
  const results: SeedResult[] = [];
  const workers = Math.min(asked.workers, asked.to - asked.from + 1);
  await Promise.all(
    Array.from({ length: workers }, (_, index) =>
      runWorker(asked.from + index, asked.to, workers, (result) => {
        results.push(result);
        const text = complaint(result);
        if (text !== '') console.log(text);
      }),
    ),
  );
  const count = (of: keyof SeedResult) => results.reduce((sum, one) => sum + (one[of] as readonly string[]).length, 0);
  const unknown = new Set(results.flatMap((one) => one.unknown));
  if (unknown.size > 0)
    console.log(`Sentences that no rule knows:\n${[...unknown].map((one) => `  ${one}`).join('\n')}`);
  const broken =
    results.filter(({ problem }) => problem !== undefined).length + (asked.to - asked.from + 1 - results.length);
  console.log(`leftOpen=${count('leftOpen')} unknownSentences=${unknown.size} broken=${broken}`);
  const counts = (['falseStatements', 'lostAnswers', 'doubled', 'unserved'] as const).map((of) => `${of}=${count(of)}`);
  console.log(`seeds=${results.length} ${counts.join(' ')}`);
  return results.every((one) => complaint(one) === '') && broken === 0 ? 0 : 1;
}

function runWorker(from: number, to: number, step: number, done: (result: SeedResult) => void): Promise<void> {
  const child = fork(process.argv[1] ?? '', ['--seeds', `${from}..${to}`, '--step', String(step)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.on('message', (result) => done(result as SeedResult));
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

function readArguments(given: readonly string[]) {
  const argumentOf = (name: string) => (given.includes(name) ? given[given.indexOf(name) + 1] : undefined);
  const [from, to = from] = (argumentOf('--seed') ?? argumentOf('--seeds') ?? DEFAULT_SEEDS).split('..').map(Number);
  if (!Number.isInteger(from) || !Number.isInteger(to)) throw new Error('Seeds are given as N or A..B');
  const workers = Number(argumentOf('--workers') ?? DEFAULT_WORKERS);
  return { from: from ?? 1, to: to ?? 1, workers, step: Number(argumentOf('--step') ?? 1) };
}

function seedsOf(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}
