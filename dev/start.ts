// `npm start`: the app on this machine, to be watched. `npm start -- --once`: a scripted day in well under a minute.
import { parseArgs } from 'node:util';
import { Closers } from './start/closers.ts';
import { startLive } from './start/live.ts';
import { playDay } from './start/once.ts';

const USAGE = `npm start              watch simulated alerts being handled; Ctrl-C ends it
npm start -- --once    play a scripted day, print what became of every alert, exit code 0 if all checks hold
With ATERA_API_KEY (or KEY_VAULT_URL) set, npm start reads the real Atera instead, and changes nothing there.`;

const closers = new Closers();
const { values: wanted } = parseArgs({ options: { once: { type: 'boolean' }, help: { type: 'boolean' } } });
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

try {
  await run();
} catch (error) {
  if (!stopping) await fail(error);
}

async function run(): Promise<void> {
  if (wanted.help) return console.log(USAGE);
  if (!wanted.once) return startLive(process.env, closers, print);
  process.exitCode = (await playDay(closers, print)) ? 0 : 1;
  await closers.closeAll();
}

/** Stops what runs; asked a second time, ends at once (Azurite is then killed with this process). */
async function stop(): Promise<void> {
  if (stopping) process.exit(130);
  stopping = true;
  console.log('\nStopping …');
  await closers.closeAll();
  console.log('Stopped.');
  // An SDK's retry timers for the tables that are gone must not hold the process.
  process.exit(wanted.once ? 130 : 0);
}

async function fail(error: unknown): Promise<void> {
  console.error(error instanceof Error ? error.message : error);
  await closers.closeAll();
  process.exit(1);
}

function print(line: string): void {
  if (!stopping) console.log(line);
}
