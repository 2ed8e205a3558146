// `npm run bench:backtest`: plays 50,000 alerts of 10,000 devices from a CSV file, with the command
// as a person runs it, in a process of its own. Fails above 60 seconds
// of processor or 300 MB.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeRandom } from './budget/events.ts';

const ROOT = resolve(import.meta.dirname, '..');
const ALERTS = Number(process.env.BACKTEST_ALERTS ?? 50_000);
const DEVICES = 10_000;
const MOST = { seconds: 60, megabytes: 300 };
const EVERY_MS = 50;

/** Titles and messages in about the shares that a real tenant was seen to have. */
const KINDS = [
  [
    'Machine status unknown',
    'Machine status unknown - agent has not established communication within the expected interval.',
    'Availability',
  ],
  ['Disk Usage(C:)', 'The Disk Usage(C:) 91.20% is greater than the threshold of 90%.', 'Disk'],
  ['CPU Load', 'The CPU Load 95.00% is greater than the threshold of 90% for 5 minutes.', 'Performance'],
  [
    'Memory Usage',
    'The Memory Usage 91.20% is greater than the threshold of 90%. sqlservr.exe 12,345 MB, chrome.exe 2,222 MB',
    'Performance',
  ],
  ['Windows Service', 'The Windows Service (Spooler) State is Stopped', 'General'],
  ['Failed Login Attempts', '9 failed login attempts during a time period of 5 minutes', 'General'],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
try {
  await writeFiles();
  const { seconds, cpuSeconds, megabytes, printed } = await measure();
  console.log(printed.split('\n').slice(0, 14).join('\n'));
  console.log(
    `\n${ALERTS} alerts of ${DEVICES} devices: ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor), ${Math.round(megabytes)} MB at most`,
  );
  if (cpuSeconds > MOST.seconds || megabytes > MOST.megabytes) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function writeFiles(): Promise<void> {
  const { next: random } = makeRandom(7);
  const until = Date.UTC(2026, 2, 31);
  const moments = Array.from({ length: ALERTS }, () => until - random() * 30 * 86_400_000).sort((a, b) => b - a);
  const csv = createWriteStream(join(folder, 'alerts.csv'));
  csv.write(
    'AlertID;Title;AlertMessage;AlertCategoryID;Severity;Created;ArchivedDate;AgentId;DeviceName;CustomerID;CustomerName\n',
  );
  for (const [index, at] of moments.entries()) {
    const [title, message, category] = KINDS[Math.floor(random() * KINDS.length)] ?? KINDS[0];
    // Half of all alerts are of the noisiest devices.
    const device = 1 + Math.floor(random() * (index % 2 ? DEVICES : 300));
    const customer = 1 + (device % 200);
    const end = at + random() ** 2 * 20 * 3_600_000;
    const dates = [at, end].map((moment) => new Date(moment).toISOString());
    csv.write(
      `${ALERTS - index};${title};${message};${category};Critical;${dates.join(';')};${device};PC-${device};${customer};Customer ${customer}\n`,
    );
  }
  csv.end();
  await once(csv, 'finish');
  const agents = Array.from({ length: DEVICES }, (_, index) => ({
    ...{ AgentID: index + 1, MachineName: `PC-${index + 1}`, CustomerID: 1 + ((index + 1) % 200), Online: true },
    OSType: index % 10 === 0 ? 'Server' : 'Work Station',
  }));
  writeFileSync(join(folder, 'agents.json'), JSON.stringify(agents));
}

async function measure() {
  const command = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.backtest as string;
  const args = [
    ...command.split(' ').slice(1),
    '--file',
    join(folder, 'alerts.csv'),
    '--agents',
    join(folder, 'agents.json'),
  ];
  const begun = performance.now();
  const child = spawn(process.execPath, [...args, '--html', join(folder, 'report.html')], { cwd: ROOT });
  let [printed, megabytes, cpuSeconds] = ['', 0, 0];
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const timer = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child.pid ?? 0));
    cpuSeconds = Math.max(cpuSeconds, cpuOf(child.pid ?? 0));
  }, EVERY_MS);
  const [code] = await once(child, 'close');
  clearInterval(timer);
  if (code !== 0) throw new Error(`The command ended with ${code}: ${printed}`);
  return { seconds: (performance.now() - begun) / 1_000, cpuSeconds, megabytes, printed };
}

/** Seconds of processor so far: what it takes on a machine that has nothing else to do. 0 where the kernel does not say. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** As the kernel counts it; 0 where it does not say. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
