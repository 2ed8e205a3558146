// `npm start`: the app on this machine, to be watched. `npm start -- --once`: a scripted day in
// well under a minute.
import { parseArgs } from 'node:util';
import { Closers } from './start/closers.ts';
import { startLive } from './start/live.ts';
import { playDay } from './start/once.ts';

const USAGE = `npm start              watch simulated alerts being handled; Ctrl-C ends it
npm start -- --once    play a scripted day, print what became of every alert, exit code 0 if all checks hold
With ATERA_API_KEY (or KEY_VAULT_URL) set, npm start reads the real Atera instead, and changes nothing there.`;

/** npm passes a Ctrl-C on that the terminal sends as well: only a later one is a second one. */
const SAME_KEYSTROKE_MS = 300;

/** How often it is checked whether the shell that npm started us in is still there. */
const PARENT_CHECK_MS = 500;

const closers = new Closers();
let stoppingSince: number | undefined;

try {
  await run();
} catch (error) {
  if (stoppingSince === undefined) await fail(error);
}

async function run(): Promise<void> {
  const { once = false, help = false } = readArguments();
  if (help) return console.log(USAGE);
  // A day that was cut short has proved nothing; a demo that was watched has ended well.
  const endsWith = once ? 130 : 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(endsWith));
  if (process.env.npm_lifecycle_event) stopWithParent(endsWith);
  if (!once) return startLive(process.env, closers, print);
  process.exitCode = (await playDay(closers, print)) ? 0 : 1;
  await closers.closeAll();
}

/**
 * A SIGTERM to npm ends the shell between npm and us, and reaches nobody else: without this the
 * demo would run on unnoticed.
 */
function stopWithParent(exitCode: number): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    void stop(exitCode);
  }, PARENT_CHECK_MS).unref();
}

function readArguments(): { once?: boolean; help?: boolean } {
  try {
    return parseArgs({ options: { once: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/**
 * Stops what runs and ends with `exitCode`; asked a second time, ends at once, and Azurite is
 * killed with this process.
 */
async function stop(exitCode: number): Promise<void> {
  if (stoppingSince !== undefined) {
    if (performance.now() - stoppingSince > SAME_KEYSTROKE_MS) process.exit(130);
    return;
  }
  stoppingSince = performance.now();
  console.log('\nStopping …');
  try {
    await closers.closeAll();
  } catch (error) {
    await fail(error);
  }
  console.log('Stopped.');
  // An SDK's retry timers for the tables that are gone must not hold the process.
  process.exit(exitCode);
}

async function fail(error: unknown): Promise<void> {
  console.error(error instanceof Error ? error.message : error);
  await closers.closeAll();
  process.exit(1);
}

function print(line: string): void {
  if (stoppingSince === undefined) console.log(line);
}
