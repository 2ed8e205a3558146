import { join } from 'node:path';
import { Agent } from 'undici';
import { systemClock } from '../../shared/clock.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { readPolicy } from '../../shared/policy/read-policy.ts';
import { readSettings, type Settings } from '../../shared/settings.ts';
import { startAzurite } from '../azurite.ts';
import type { Host } from '../host/index.ts';
import { SqliteStore } from '../host/store/sqlite-store.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { type Receiver, startReceiver } from './channels/receiver.ts';
import { linkLines, toldLine } from './channels/told-lines.ts';
import type { Closers } from './closers.ts';
import { builtInto } from './dashboard.ts';
import { demoSettings, SHORTENED, toldNobody, watchedPolicy, watchedScenario } from './demo.ts';
import { onFreePort } from './free-port.ts';
import { type Product, startProduct } from './product.ts';
import { claimStateFolder } from './state-folder.ts';

/** The port `func start` uses as well. */
const HOST_PORT = 7071;
const SIMULATOR_PORT = 7171;

const SUMMARY_EVERY_MS = 30_000;

/** How long Ctrl-C waits for what is running. */
const LET_FINISH_MS = 3_000;
const PROBE_EVERY_MS = 20;

type Environment = Readonly<Record<string, string | undefined>>;
type Write = (line: string) => void;

/** Whether a key or a vault for the real Atera is given. */
function isReal(env: Environment): boolean {
  return Boolean(env.ATERA_API_KEY?.trim() || env.KEY_VAULT_URL?.trim());
}

/**
 * `npm start`: the app on this machine's clock, against the simulated Atera or, when `env` holds a
 * key, against the real one and then in mode `observe` whatever else is set. What it starts goes to
 * `closers`. Resolves once everything runs.
 */
export async function startLive(env: Environment, closers: Closers, write: Write): Promise<void> {
  const real = isReal(env);
  const starting = saysWhatStarts(process.stderr);
  starting('the tables, and the dashboard');
  // A demo begins with a new world, to which the memory of the last one would be wrong.
  const folder = claimStateFolder('.data', real ? 'atera' : 'demo', { empty: !real });
  closers.add(() => folder.release());
  const [azurite, dashboardFolder] = await Promise.all([
    startAzurite({ folder: join(folder.path, 'azurite'), ownGroup: true }),
    builtInto(folder.path),
  ]);
  closers.add(() => azurite.stop());
  starting('the app');
  const world = real
    ? observed(env, azurite.connectionString)
    : await simulated(azurite.connectionString, closers, write);
  const dispatcher = new Agent();
  closers.add(() => dispatcher.destroy());
  const options = {
    policy: world.policy,
    dispatcher,
    dashboardFolder,
    clock: systemClock,
    timeText: timeOfDay,
    sayHow: true,
    write,
  };
  const hubFile = join(folder.path, 'task-hub.sqlite');
  const start = (port: number) => {
    const settings = world.settingsAt(port);
    return startProduct({ ...options, settings, port, store: new SqliteStore(hubFile) });
  };
  const product = await onFreePort(HOST_PORT, start);
  closers.add(() => stopGently(product.host));
  starting();
  write(`Dashboard         ${product.host.url}/api/dashboard   (open it in a browser; no key is needed here)`);
  for (const line of world.lines) write(line);
  write(`Functions host    ${product.host.url}/api/health/live`);
  write(`Tables            http://127.0.0.1:${azurite.port} (state in ${folder.path})`);
  write('Ctrl-C stops everything.\n');
  closers.add(keepReporting(product, write));
  // A newcomer need not wait for the schedule.
  await product.host.runTimer('pollAlertsTimer');
}

/** Starting takes some seconds: a terminal shows what is starting, in one line that goes away again. */
function saysWhatStarts(terminal: NodeJS.WriteStream): (what?: string) => void {
  return (what) => {
    if (terminal.isTTY) terminal.write(`\r\u001b[K${what === undefined ? '' : `Starting ${what} …`}`);
  };
}

interface WorldToWatch {
  readonly policy: Policy;
  /** Links of messages lead to this port. */
  settingsAt(port: number): Settings;
  readonly lines: readonly string[];
}

async function simulated(storage: string, closers: Closers, write: Write): Promise<WorldToWatch> {
  const simulator = await onFreePort(SIMULATOR_PORT, (port) =>
    startSimulator({ clock: systemClock, port, scenario: watchedScenario }),
  );
  closers.add(() => simulator.close());
  const receiver = await printingReceiver(write);
  closers.add(() => receiver.close());
  const lines = [
    'A simulated MSP: 5 customers, 30 machines, 3 customers in Automox. Mode approve: tickets are written, verified',
    'alerts resolved, and devices touched after a yes. Where a person is asked, you are: the line to say yes with is below it.',
    'Messages go to two simulated channels, #noc (a signed webhook) and #tickets (Teams): "told #noc: …", with links to answer.',
    SHORTENED,
    `Simulated Atera   ${simulator.ateraBaseUrl}`,
  ];
  return {
    policy: watchedPolicy(simulator),
    lines,
    settingsAt: (port) =>
      demoSettings(simulator, { storage, publicUrl: `http://127.0.0.1:${port}`, receiver, watched: true }),
  };
}

function printingReceiver(write: Write): Promise<Receiver> {
  return startReceiver((told) => {
    write(toldLine(told, timeOfDay(systemClock.now())));
    for (const line of linkLines(told)) write(line);
  });
}

/** Throws `SettingsError` or `PolicyError`, whose messages say what to correct. */
function observed(env: Environment, storage: string): WorldToWatch {
  const read = readSettings({ ...env, STORAGE_CONNECTION: storage, REMEDIATION_MODE: 'observe' });
  const { settings, policy } = toldNobody(read, readPolicy(read.policyFile));
  const lines = [
    `The real Atera    ${settings.atera.baseUrl}`,
    'Mode observe, always, when started this way: Atera is only read; what would be done is reported and kept.',
    'No channel is told anything.',
  ];
  return { settingsAt: () => settings, policy, lines };
}

/**
 * An activity that is cut off runs again only when its message reappears, a minute later: better
 * let it end.
 */
async function stopGently(host: Host): Promise<void> {
  for (let waited = 0; host.running().length > 0 && waited < LET_FINISH_MS; waited += PROBE_EVERY_MS)
    await systemClock.sleep(PROBE_EVERY_MS);
  await host.stop();
}

function keepReporting({ summary }: Product, write: Write): () => void {
  const timer = setInterval(() => write(summary()), SUMMARY_EVERY_MS);
  return () => clearInterval(timer);
}

function timeOfDay(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}
