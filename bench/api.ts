// npm run bench:api: how long list, status, decision and timeline routes take with 50,000 outcome
// rows and 50 clients at once, against `health/live` in the same run: at most ten times as long at
// the 97.5th percentile. On the embedded host, with tables in memory: what Azure's storage takes is
// not in it.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { measureCsv } from './api/csv.ts';
import type { Served } from './api/server.ts';

const CLIENTS = 50;
const SECONDS = Number(process.env.API_SECONDS ?? 5);
const AT_MOST = 10;

const child = fork(join(import.meta.dirname, 'api/server.ts'), {
  execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
});
const served = await new Promise<Served>((resolve, reject) => {
  child.once('message', (message) => resolve(message as Served));
  child.once('exit', (code) => reject(new Error(`The app ended with ${code}`)));
});

const { url, alertId, id } = served;
const routes = {
  'health/live': '/api/health/live',
  'list of remediations': '/api/remediations?top=50',
  'list of outcomes': '/api/outcomes?top=50',
  'status of one': `/api/remediations/${id}`,
  decision: `/api/alerts/${alertId}/decision`,
  timeline: `/api/alerts/${alertId}/timeline`,
  now: '/api/now',
};

interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p97: number;
  readonly perSecond: number;
}

const measured: Measured[] = [];
let failed = 0;
for (const [name, path] of Object.entries(routes)) {
  await load(path, 1);
  const { latency, requests, non2xx, errors } = await load(path, SECONDS);
  failed += non2xx + errors;
  measured.push({ name, p50: latency.p50, p97: latency.p97_5, perSecond: requests.average });
}
const base = measured[0]?.p97 ?? 1;
console.log(
  `Node ${process.versions.node}, ${CLIENTS} clients, ${SECONDS} s each        p50   p97.5   ratio  requests/s`,
);
for (const { name, p50, p97, perSecond } of measured) {
  const numbers = [
    `${p50} ms`.padStart(8),
    `${p97} ms`.padStart(8),
    (p97 / base).toFixed(1).padStart(6),
    perSecond.toFixed(0).padStart(8),
  ];
  console.log(`${name.padEnd(40)} ${numbers.join(' ')}`);
}
const { rows, megabytes } = await measureCsv(url, child);
console.log(`CSV of ${rows} rows, page by page: the app's memory grew by ${megabytes.toFixed(1)} MB at the most`);
child.disconnect();
const worst = Math.max(...measured.slice(1).map(({ p97 }) => p97 / base));
console.log(
  `api: worst=${worst.toFixed(1)} atMost=${AT_MOST} failed=${failed} csvRows=${rows} csvMemory=${megabytes.toFixed(1)}MB`,
);
process.exitCode = worst <= AT_MOST && failed === 0 ? 0 : 1;

function load(path: string, duration: number) {
  return autocannon({ url: `${url}${path}`, connections: CLIENTS, duration });
}
