import { Agent, type Dispatcher } from 'undici';
import { VirtualClock } from '../../../dev/host/clock.ts';
import type { Faults } from '../../../dev/host/faults.ts';
import { type Host, MemoryStore, startHost } from '../../../dev/host/index.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../../../dev/simulator/quiescence.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../dev/simulator/simulator.ts';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { buildDependencies } from '../../../functions/dependencies.ts';
import { registerApp } from '../../../functions/register.ts';
import type { RegisteredDeps } from '../../../orchestrations/runtime/deps.ts';
import { SINGLETON_VERSION } from '../../../orchestrations/runtime/names.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import type { ReachDeps } from '../../../shared/notify/channels/post.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { azureTables, type TableService } from '../../../shared/storage/table/table.ts';
import { sayRestored } from '../../../shared/storage/tables-begun.ts';
import type { Measure } from '../../../shared/telemetry/metrics.ts';
import type { Trace } from '../../../shared/telemetry/spans.ts';
import { clientsWith, hostJsonOf, policyFor, settingsFor, TECHNICIAN } from './app-setup.ts';
import { ownTables } from './tables.ts';

/** One minute in milliseconds. */
export const MINUTE = 60_000;
/** One hour in milliseconds. */
export const HOUR = 60 * MINUTE;

type AutomoxSection = NonNullable<Policy['customers'][string]['automox']>;

/** What a test asks of the app it starts. */
export interface AppOptions {
  readonly mode?: 'observe' | 'propose' | 'approve';
  /** Merged over a policy with a technician. */
  readonly policy?: Partial<Omit<Policy, 'classification'>> & {
    readonly classification?: Partial<Policy['classification']>;
  };
  readonly simulator?: Partial<SimulatorOptions>;
  readonly requestsPerMinute?: number;
  /** As `WORKLET_ALLOWLIST`. */
  readonly workletAllowlist?: string;
  /** As `POLL_SCHEDULE`; for scenarios that last days. Default every two minutes. */
  readonly pollSchedule?: string;
  /**
   * Sets up the simulated Automox. `true` assigns the first customer that the test adds (id
   * `FIRST_CUSTOMER`) to the simulated organisation; an object says so for each customer by id.
   * Default: no Automox.
   */
  readonly automox?: true | Readonly<Record<number, AutomoxSection>>;
  /**
   * `fresh` (default): the directory counts as just refreshed, though it is empty, and no refresh
   * comes for a year. `none`: there was no refresh yet, so the first one comes within 5.5 minutes,
   * and further ones as the policy says.
   */
  readonly directory?: 'fresh' | 'none';
  /**
   * True for tables that were made just now: for a week a ticket is searched for before one is
   * opened. Default: they are a month old.
   */
  readonly isNew?: boolean;
  readonly activityVisibilityMs?: number;
  /** The host has host.json as it is shipped; default: its versions alone. */
  readonly asShipped?: boolean;
  /**
   * The `defaultVersion` of the app's host.json; default: that of singletons, without which no poll
   * would run.
   */
  readonly version?: string;
  /** Makes the host misbehave; see `seededFaults`. */
  readonly faults?: Faults;
  /**
   * Where rows are kept. `memory` (default): in this process, held to the same contract tests as
   * Azurite, which cost most of a scenario's time. `azurite`: the scenarios that show that the
   * whole app works on a real table service; they say so in their names.
   */
  readonly storage?: 'memory' | 'azurite';
  /** As the platform says it where it checks sign-ins. */
  readonly signInOn?: boolean;
  /** Where people reach the app, and the key of its links; default: neither, so there are no links. */
  readonly links?: { readonly publicUrl: string; readonly key: string };
  /** Stands in for the tables in memory: for a storage that fails. */
  readonly tables?: TableService;
  /**
   * Keys are read from here, as from a vault, and the test may change them; default: settings that
   * never change.
   */
  readonly vault?: Vault;
  /** When it begins; default 08:00 on 2 March 2026, UTC. */
  readonly startAt?: string;
  /** Default: an empty task hub. */
  readonly store?: MemoryStore;
  /** Where the dashboard was built; default: where `npm run build` puts it. */
  readonly dashboardFolder?: string;
  /** Takes what the app measures; default: nothing is measured. */
  readonly measure?: Measure;
  /** Takes the app's spans; default: nothing is traced. */
  readonly trace?: Trace;
  /** Where channels lead to, by the names of their secrets: addresses of receivers. */
  readonly secrets?: Readonly<Record<string, string | object>>;
  /** Those receivers: the clock waits for what is sent to them. */
  readonly receivers?: readonly { readonly openRequests: number }[];
  /** The clock of receivers that were started before; default: one that begins at `startAt`. */
  readonly clock?: VirtualClock;
}

/** The secrets of a vault in memory. */
export interface Vault {
  atera: string;
  automox: string;
}

/**
 * The whole app on the embedded host, against the simulated Atera and a table service, in virtual
 * time.
 */
export interface TestApp extends AsyncDisposable {
  readonly clock: VirtualClock;
  /** The host that runs now; another one after `start`. */
  readonly host: Host;
  readonly simulator: Simulator;
  /** Its policy is that of the file. */
  readonly deps: RegisteredDeps & { readonly policy: Policy };
  /** The app's tables, to read or to spoil its rows. */
  readonly tables: TableService;
  /** Everything the app and the host wrote to their logs. */
  readonly log: string[];
  /**
   * Starts another instance of the app beside this one, with a task hub of its own, on the same
   * tables.
   */
  startBeside(): Promise<Host>;
  /** Starts another instance of the app on the same task hub, of another version. */
  join(version: string): Promise<Host>;
  /** Every outcome row there is. */
  outcomes(): Promise<Outcome[]>;
  /** The outcome of one alert. */
  outcomeOf(alertId: number): Promise<Outcome | undefined>;
  /**
   * Starts the app again after `host.stop()`, as a new process on the same task hub and tables,
   * which it may poll at another pace.
   */
  start(pollSchedule?: string, version?: string): Promise<void>;
}

/**
 * Starts the app. On disposal everything is stopped, and a request that Atera would not know fails
 * the test.
 */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? new VirtualClock(options.startAt ?? '2026-03-02T08:00:00Z');
  const simulator = await startSimulator({ clock, ...options.simulator });
  simulator.world.people.addTechnician(TECHNICIAN, 'Remediation Robot');
  const tracked = trackingDispatcher(new Agent());
  const release = holdClockWhileUnequal(clock, simulator, tracked);
  const receivers = {
    get openRequests() {
      return (options.receivers ?? []).reduce((sum, one) => sum + one.openRequests, 0);
    },
  };
  const channels = {
    watch(agent: Dispatcher) {
      const sent = trackingDispatcher(agent);
      holdClockWhileUnequal(clock, receivers, sent);
      return sent.dispatcher;
    },
  };
  const log: string[] = [];
  const tables = options.tables ?? (options.storage === 'azurite' ? azureTables(ownTables()) : new MemoryTables());
  const store = options.store ?? new MemoryStore();
  const launched = { simulator, dispatcher: tracked.dispatcher, clock, log, tables, store, channels };
  let running = await launch(launched, options);
  const beside: Host[] = [];
  if (options.directory !== 'none') await running.deps.directory.finishRefresh(clock.now(), clock.now());
  if (!options.isNew) await sayRestored(tables.open('switches'), { at: clock.now() - 30 * 24 * HOUR });
  const outcomes = () => Array.fromAsync(running.deps.outcomes.between(0, clock.now() + HOUR));
  return {
    ...{ clock, simulator, tables, log, outcomes },
    get host() {
      return running.host;
    },
    get deps() {
      return running.deps;
    },
    outcomeOf: async (alertId) => (await outcomes()).find((row) => row.alertId === alertId),
    async startBeside() {
      const { host } = await launch({ ...launched, store: new MemoryStore() }, options);
      beside.push(host);
      return host;
    },
    async join(version) {
      const { host } = await launch(launched, { ...options, version }, running.host);
      beside.push(host);
      return host;
    },
    async start(pollSchedule = options.pollSchedule, version = options.version) {
      const again = { ...(pollSchedule !== undefined && { pollSchedule }), ...(version !== undefined && { version }) };
      running = await launch(launched, { ...options, ...again });
    },
    async [Symbol.asyncDispose]() {
      for (const host of [...beside, running.host]) await host.stop();
      release();
      // Not close(): that waits for requests the simulator lets hang.
      await tracked.dispatcher.destroy();
      await simulator.close();
      simulator.assertNoUnknownRequests();
    },
  };
}

interface Launched {
  readonly simulator: Simulator;
  readonly dispatcher: Dispatcher;
  readonly clock: VirtualClock;
  readonly log: string[];
  readonly tables: TableService;
  readonly store: MemoryStore;
  readonly channels: ReachDeps;
}

/** One process of the app. */
async function launch({ simulator, log, store, ...surroundings }: Launched, options: AppOptions, beside?: Host) {
  const { clock } = surroundings;
  const policy = policyFor(options);
  const built = buildDependencies(settingsFor(simulator, options), {
    ...surroundings,
    ...(options.measure && { measure: options.measure }),
    ...(options.dashboardFolder !== undefined && { dashboardFolder: options.dashboardFolder }),
    ...(options.trace && { trace: options.trace }),
    policy,
    version: options.version ?? SINGLETON_VERSION,
    log: (event, facts) => log.push(JSON.stringify({ event, ...facts })),
  });
  const vendors = options.vault && clientsWith(options.vault, simulator, surroundings);
  const deps = { ...built, ...vendors, policy };
  const host = await startHost({
    register: () => registerApp(deps),
    clock,
    store,
    ...(beside && { beside }),
    clientInProcess: options.storage !== 'azurite',
    log: ({ level, message }) => log.push(`${level}: ${message}`),
    ...(options.activityVisibilityMs !== undefined && { activityVisibilityMs: options.activityVisibilityMs }),
    ...(options.faults && { faults: options.faults }),
    hostJson: hostJsonOf(options.version ?? SINGLETON_VERSION, options.asShipped),
  });
  return { host, deps };
}

/** A server whose drive C: is full; its alert comes by itself within five minutes. */
export function addFullServer({ simulator }: TestApp, usedPercent = 95, kind: 'server' | 'workstation' = 'server') {
  const customer = simulator.world.addCustomer('North Wind Ltd');
  const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent }];
  return simulator.world.addDevice(customer, { name: 'NW-SRV-01', kind, disks });
}

/** Requests that change something at Atera, as `METHOD /path`. */
export function writes({ simulator }: TestApp): string[] {
  return simulator.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace('/api/v3', '')}`);
}
