// A host process that is going to be killed: child.ts <hub file> <activity log> <instances>. Prints
// `ready`, and at the end `done` and the outcome as JSON.
import { appendFileSync } from 'node:fs';
import { startHost } from '../../../dev/host/index.ts';
import { SqliteStore } from '../../../dev/host/store/sqlite-store.ts';
import { driveWorkload, registerWorkload, workloadOutcome } from './workload.ts';

const [hubFile = '', activityLog = '', instances = '0'] = process.argv.slice(2);
const count = Number(instances);
const host = await startHost({
  register: () => registerWorkload((key) => appendFileSync(activityLog, `${key}\n`)),
  store: new SqliteStore(hubFile),
  activityVisibilityMs: 50,
  turnVisibilityMs: 50,
});
process.stdout.write('ready\n');
for (;;) {
  driveWorkload(host, count);
  const outcome = workloadOutcome(host, count);
  if (outcome) {
    process.stdout.write(`done ${JSON.stringify(outcome)}\n`);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await host.stop();
