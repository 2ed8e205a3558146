import { fuzz } from './fuzz.ts';
import { fuzzAnswer } from './fuzz-answer.ts';

// `npm run test:fuzz [-- --seed N] [--requests N] [--within TEXT]`: sends requests made from
// docs/openapi.json to the app, by default 20,000 of seed 1, to all paths or those that hold TEXT;
// with `--answer`, 5,000 that come near to an answer by link. The last line counts; exit code 1 when
// anything was wrong.
const given = (name: string, byDefault: number) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? byDefault : Number(process.argv[at + 1]);
};

const at = process.argv.indexOf('--within');
const within = at < 0 ? '' : process.argv[at + 1];

const seed = given('--seed', 1);
const isAnswer = process.argv.includes('--answer');
const { requests, statuses, wrong } = isAnswer
  ? await fuzzAnswer(seed, given('--requests', 5_000))
  : await fuzz(seed, given('--requests', 20_000), within);
for (const line of wrong.slice(0, 50)) console.log(line.slice(0, 500));
const counts = Object.entries(statuses).map(([status, count]) => `${status}=${count}`);
console.log(
  `fuzz${isAnswer ? ' of answers' : ''}: seed=${seed} requests=${requests} ${counts.join(' ')} wrong=${wrong.length}`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
