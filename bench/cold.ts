// `npm run bench:cold`: what it takes to load the package, against a Functions app that has one
// orchestration and one activity. The two are loaded in turn, each in a process of its own, so that
// whatever else the machine does meets both; medians. A third process also loads the parts of the
// package that wait for their first use.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { buildPackage } from '../scripts/package/build-package.ts';

const ROOT = resolve(import.meta.dirname, '..');
const LOADER = join(import.meta.dirname, 'cold/load.mjs');
const HELLO = join(import.meta.dirname, 'cold/hello.mjs');
const ROUNDS = Number(process.env.COLD_ROUNDS ?? 21);

/** Enough to register everything; nothing is connected to. */
const SETTINGS = {
  ATERA_API_KEY: '0123456789abcdef0123456789abcdef',
  AUTOMOX_API_KEY: '01234567-89ab-cdef-0123-456789abcdef',
  AUTOMOX_ORG_ID: '1',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
};

const Load = z.object({ ms: z.number(), cpuMs: z.number(), rssMb: z.number(), functions: z.number() });
type Load = z.infer<typeof Load>;

const target = mkdtempSync(join(tmpdir(), 'rmm-cold-'));
try {
  const { folder, zipBytes } = await buildPackage(ROOT, target);
  measure(folder, zipBytes);
} finally {
  rmSync(target, { recursive: true });
}

function measure(folder: string, zipBytes: number): void {
  const index = join(folder, 'index.js');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'index.js');
  const all = [index, ...scripts.map((name) => join(folder, name))];
  const loads = { hello: [] as Load[], app: [] as Load[], whole: [] as Load[] };
  for (let round = 0; round < ROUNDS; round++) {
    loads.hello.push(load(HELLO));
    loads.app.push(load(index));
    loads.whole.push(load(...all));
  }
  console.log(
    `Node ${process.versions.node}, ${ROUNDS} rounds, medians         time      processor  memory  functions`,
  );
  const hello = print('hello world (from node_modules)', loads.hello);
  const app = print('the package', loads.app);
  print('the package, all its parts', loads.whole);
  // Each round's own ratio: both of a round meet the same neighbours.
  const ratio = (of: (one: Load) => number) =>
    median(loads.app.map((one, round) => of(one) / of(loads.hello[round] ?? one))).toFixed(2);
  console.log(`Processor time, each round against its own hello world: ratio ${ratio(({ cpuMs }) => cpuMs)}`);
  console.log(
    `cold: time=${(app.ms / 1_000).toFixed(2)}s ratio=${ratio(({ ms }) => ms)} memory=${app.rssMb.toFixed(0)}MiB ratio=${(app.rssMb / hello.rssMb).toFixed(2)} ` +
      `zip=${(zipBytes / 1e6).toFixed(2)}MB functions=${app.functions}`,
  );
}

function load(...files: string[]): Load {
  const env = { PATH: process.env.PATH, ...SETTINGS };
  const printed = execFileSync(process.execPath, [LOADER, ...files], { env, encoding: 'utf8' });
  return Load.parse(JSON.parse(printed));
}

function print(name: string, loads: readonly Load[]): Load {
  const of = (key: keyof Load) => median(loads.map((one) => one[key]));
  const middle: Load = { ms: of('ms'), cpuMs: of('cpuMs'), rssMb: of('rssMb'), functions: of('functions') };
  const { ms, cpuMs, rssMb, functions } = middle;
  console.log(
    `${name.padEnd(40)} ${ms.toFixed(0).padStart(5)} ms  ${cpuMs.toFixed(0).padStart(8)} ms  ${rssMb.toFixed(0).padStart(3)} MiB  ${functions}`,
  );
  return middle;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
