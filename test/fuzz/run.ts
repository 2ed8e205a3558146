import { fuzz } from './fuzz.ts';

// `npm run test:fuzz [-- --seed N] [--requests N]`: sends requests made from docs/openapi.json to the
// app, by default 20,000 of seed 1. The last line counts; exit code 1 when anything was wrong.
const given = (name: string, byDefault: number) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? byDefault : Number(process.argv[at + 1]);
};

const seed = given('--seed', 1);
const { requests, statuses, wrong } = await fuzz(seed, given('--requests', 20_000));
for (const line of wrong.slice(0, 50)) console.log(line.slice(0, 500));
const counts = Object.entries(statuses).map(([status, count]) => `${status}=${count}`);
console.log(`fuzz: seed=${seed} requests=${requests} ${counts.join(' ')} wrong=${wrong.length}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
