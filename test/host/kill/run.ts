// npm run test:kill [kills] [seed]: kills a host that often and checks that nothing is lost,
// doubled or invented.
import { killRounds } from './rounds.ts';
import { undisturbed } from './undisturbed.ts';
import { expectedActivities } from './workload.ts';

const INSTANCES = 30;
const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const startedAt = performance.now();
const report = await killRounds(kills, INSTANCES, 90, seed);
const expected = await undisturbed(INSTANCES);
const wrong = report.outcomes.filter((outcome) => outcome !== expected).length;
const lost = report.activities.flatMap((counts) => expectedActivities(INSTANCES).filter((key) => !counts.has(key)));
const executions = report.activities.flatMap((counts) => [...counts.values()]);
const repeated = executions.filter((count) => count > 1).length;
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
console.log(
  `${report.kills} kills over ${report.loads} loads of ${INSTANCES} instances in ${seconds} s: ${wrong} loads ended differently from an undisturbed run, ${lost.length} activities never ran, ${repeated} of ${executions.length} ran more than once.`,
);
process.exitCode = wrong + lost.length > 0 ? 1 : 0;
