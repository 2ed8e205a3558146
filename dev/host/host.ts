import { HostClient } from './client/host-client.ts';
import { Management } from './client/management.ts';
import { type Clock, realClock } from './clock.ts';
import { Dispatcher } from './engine/dispatcher.ts';
import { type Change, TaskHub } from './engine/hub.ts';
import type { TaskHubStore } from './engine/types.ts';
import type { WorkerContext } from './engine/worker-context.ts';
import { makeWorkers } from './engine/workers.ts';
import type { Faults } from './faults.ts';
import { collectRegistrations, type Registrations } from './functions/core-api.ts';
import { FunctionTable } from './functions/function-table.ts';
import { type InvocationObserver, Invoker, type LogSink } from './functions/invoke.ts';
import { type HostJson, readHostJson } from './host-json.ts';
import { Front } from './http/front.ts';
import { MemoryStore } from './store/memory-store.ts';
import { TimerTrigger } from './timers/timer-trigger.ts';

export interface HostOptions {
  /** Registers the app (`app.*`, `df.app.*`); called once, while the host collects. */
  register: () => void;
  /** Default: the machine's clock. */
  clock?: Clock;
  /** Default 0: a free port on 127.0.0.1. */
  port?: number;
  /** Values of `%NAME%` in timer schedules; `WEBSITE_TIME_ZONE` sets the timers' zone (IANA). */
  settings?: Readonly<Record<string, string | undefined>>;
  /** The parsed host.json: route prefix and the durableTask settings are read. */
  hostJson?: HostJson;
  /** Overrides `extensions.http.routePrefix` of host.json. */
  routePrefix?: string;
  /** Default: a new store in memory. */
  store?: TaskHubStore;
  /** Default: warnings and errors of host and app to stderr. */
  log?: LogSink;
  /**
   * Requires function, host or system keys (`host.keys`) as Azure does; `func start` and the
   * default ignore them.
   */
  enforceKeys?: boolean;
  /**
   * How long an interrupted activity stays hidden; default from host.json, else 5 minutes as in
   * Azure Storage.
   */
  activityVisibilityMs?: number;
  /**
   * Answers the app's Durable client without a socket, which saves much of a long test's time.
   * Default false.
   */
  clientInProcess?: boolean;
  /** Makes the host misbehave; see `seededFaults`. */
  faults?: Faults;
  /** Observes every invocation with its raw values. */
  observe?: InvocationObserver;
}

const printProblems: LogSink = ({ level, message }) => {
  if (level === 'warning' || level === 'error' || level === 'critical') console.error(`[${level}] ${message}`);
};

/** A running host: the app's functions, its HTTP server, its timers and its task hub. */
export class Host implements AsyncDisposable {
  /** Address of the app's HTTP routes, without a trailing slash. */
  readonly url: string;
  /** Starts, reads and steers instances without HTTP; for tests and tools. */
  readonly client: HostClient;
  /**
   * Accepted with `enforceKeys`: `function` for functions, `system` for the management API,
   * `master` for all.
   */
  readonly keys: { readonly function: string; readonly system: string; readonly master: string };
  readonly #parts: HostParts;

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.url = parts.front.origin;
    this.client = parts.client;
    this.keys = parts.front.keys;
  }

  /** Runs a timer function once, now. Throws for an unknown name. */
  async runTimer(name: string): Promise<void> {
    const timer = this.#parts.timers.get(name.toLowerCase());
    if (!timer) throw new Error(`There is no timer function '${name}'.`);
    await this.#parts.dispatcher.track(`timer ${name}`, () => timer.runNow());
  }

  /** What is running now: `activity NAME`, `instance ID`, `timer NAME`, `http NAME`. */
  running(): string[] {
    return this.#parts.dispatcher.running();
  }

  /**
   * Stops at once, as the real host does: closes the servers and commits nothing more. Handlers
   * still running are left to themselves and named in the answer; their work is in the store and
   * runs again in the next host on it.
   */
  async stop(): Promise<string[]> {
    const { dispatcher, timers, front, invoker, hub } = this.#parts;
    if (dispatcher.isStopped) return [];
    for (const timer of timers.values()) timer.stop();
    dispatcher.stop();
    await front.close();
    await invoker.runAppHooks('appTerminate');
    hub.close();
    return dispatcher.running();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

interface HostParts {
  front: Front;
  client: HostClient;
  dispatcher: Dispatcher;
  timers: Map<string, TimerTrigger>;
  invoker: Invoker;
  hub: TaskHub;
}

/**
 * Starts the app in this process: collects its registrations, opens the task hub, serves HTTP on
 * 127.0.0.1 and arms the timers. Rejects, with nothing left running, when the app cannot be run as
 * registered or the port or store is taken.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const registrations = collectRegistrations(options.register);
  const functions = new FunctionTable(registrations);
  const hub = new TaskHub(options.store ?? new MemoryStore(), options.faults?.delayMs);
  let front: Front | undefined;
  try {
    const parts = assemble(options, registrations, functions, hub);
    front = parts.front;
    const host = await open(options, parts);
    await parts.invoker.runAppHooks('appStart');
    for (const message of hub.leftOver.splice(0)) parts.dispatcher.deliver(message);
    for (const timer of parts.timers.values()) timer.start();
    return host;
  } catch (error) {
    await front?.close();
    hub.close();
    throw error;
  }
}

function assemble(options: HostOptions, { hooks }: Registrations, functions: FunctionTable, hub: TaskHub) {
  const { clock = realClock, log = printProblems, settings = {} } = options;
  const { hubName, routePrefix, versioning, activityVisibilityMs } = readHostJson(options.hostJson);
  const front = new Front({ functions, clock, hubName, routePrefix: options.routePrefix ?? routePrefix });
  const invoker = new Invoker(hooks, log, () => front.clientInput());
  invoker.observer = options.observe;
  const commit = (change: Change) => dispatcher.commit(change);
  const context: WorkerContext = {
    hub,
    clock,
    functions,
    invoker,
    log,
    versioning,
    faults: options.faults ?? {},
    activityVisibilityMs: options.activityVisibilityMs ?? activityVisibilityMs,
    commit,
    deliver: (message) => dispatcher.deliver(message),
    isStopped: () => dispatcher.isStopped,
  };
  const dispatcher = new Dispatcher(hub, clock, makeWorkers(context));
  const management = new Management({ hub, clock, functions, commit, defaultVersion: versioning.defaultVersion });
  const shared = { hub, dispatcher, clock, invoker, log, settings };
  const timers = new Map(functions.all('timer').map((fn) => [fn.name.toLowerCase(), new TimerTrigger(fn, shared)]));
  return { front, client: new HostClient(management), dispatcher, timers, invoker, hub, management, log };
}

async function open(options: HostOptions, parts: ReturnType<typeof assemble>): Promise<Host> {
  const { front, timers } = parts;
  const runTimer = (name: string) => host.runTimer(name);
  const { port = 0, enforceKeys = false, clientInProcess = false } = options;
  await front.open({ ...parts, port, enforceKeys, clientInProcess, timerNames: [...timers.keys()], runTimer });
  const host = new Host(parts);
  return host;
}
