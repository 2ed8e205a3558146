import { HostClient } from './client/host-client.ts';
import { Management } from './client/management.ts';
import { type Clock, realClock } from './clock.ts';
import { Dispatcher } from './engine/dispatcher.ts';
import { Fleet, type Member } from './engine/fleet.ts';
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
   * The same for an interrupted turn of an orchestration or entity; default from host.json, else 5
   * minutes.
   */
  turnVisibilityMs?: number;
  /**
   * Another host whose task hub (one partition) this one shares, with the same clock: the first one
   * runs orchestrations, entities and timers until it stops, activities go to each in turn.
   */
  beside?: Host;
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
    hubOf.set(this, parts.shared);
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
    const { dispatcher, timers, front, invoker, member, shared } = this.#parts;
    if (member.isStopped) return [];
    member.isStopped = true;
    for (const timer of timers.values()) timer.stop();
    const isLast = !shared.fleet.leave(member);
    if (isLast) dispatcher.stop();
    await front.close();
    await invoker.runAppHooks('appTerminate');
    if (isLast) shared.hub.close();
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
  shared: SharedHub;
  member: Member & { isStopped: boolean };
}

/** What hosts on the same task hub share. */
interface SharedHub {
  readonly hub: TaskHub;
  readonly dispatcher: Dispatcher;
  readonly fleet: Fleet;
}

const hubOf = new WeakMap<Host, SharedHub>();

/**
 * Starts the app in this process: collects its registrations, opens the task hub, serves HTTP on
 * 127.0.0.1 and arms the timers. Rejects, with nothing left running, when the app cannot be run as
 * registered or the port or store is taken.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const registrations = collectRegistrations(options.register);
  const functions = new FunctionTable(registrations);
  const joined = options.beside && hubOf.get(options.beside);
  const shared = joined ?? openHub(options);
  let front: Front | undefined;
  try {
    const parts = assemble(options, registrations, functions, shared);
    front = parts.front;
    const host = await open(options, parts);
    await parts.invoker.runAppHooks('appStart');
    for (const message of shared.hub.leftOver.splice(0)) parts.dispatcher.deliver(message);
    shared.fleet.join(parts.member);
    return host;
  } catch (error) {
    await front?.close();
    if (!joined) shared.hub.close();
    throw error;
  }
}

function openHub({ store = new MemoryStore(), faults, clock = realClock }: HostOptions): SharedHub {
  const hub = new TaskHub(store, faults?.delayMs);
  const fleet = new Fleet(clock, (message) => dispatcher.deliver(message));
  const dispatcher = new Dispatcher(hub, clock, fleet);
  return { hub, dispatcher, fleet };
}

function assemble(options: HostOptions, { hooks }: Registrations, functions: FunctionTable, shared: SharedHub) {
  const { clock = realClock, log = printProblems, settings = {} } = options;
  const { hub, dispatcher, fleet } = shared;
  const { hubName, routePrefix, versioning, ...defaults } = readHostJson(options.hostJson);
  const { activityVisibilityMs = defaults.activityVisibilityMs, turnVisibilityMs = defaults.turnVisibilityMs } =
    options;
  const front = new Front({ functions, clock, hubName, routePrefix: options.routePrefix ?? routePrefix });
  const invoker = new Invoker(hooks, log, () => front.clientInput());
  invoker.observer = options.observe;
  const commit = (change: Change) => {
    if (member.isStopped) throw new Error('The host has stopped.');
    dispatcher.commit(change);
    fleet.finished(change.removedMessages);
  };
  const context: WorkerContext = {
    ...{ hub, clock, functions, invoker, log, versioning, commit, activityVisibilityMs, turnVisibilityMs },
    faults: options.faults ?? {},
    deliver: (message) => dispatcher.deliver(message),
    isStopped: () => member.isStopped,
  };
  const member = {
    isStopped: false,
    workers: makeWorkers(context),
    visibilityMs: { turn: turnVisibilityMs, activity: activityVisibilityMs },
    startTimers() {
      for (const timer of timers.values()) timer.start();
    },
  };
  const management = new Management({ hub, clock, functions, commit, defaultVersion: versioning.defaultVersion });
  const own = {
    commit,
    track: dispatcher.track.bind(dispatcher),
    get isStopped() {
      return member.isStopped;
    },
  };
  const armed = { hub, dispatcher: own, clock, invoker, log, settings };
  const timers = new Map(functions.all('timer').map((fn) => [fn.name.toLowerCase(), new TimerTrigger(fn, armed)]));
  return { front, client: new HostClient(management), dispatcher, timers, invoker, shared, member, management, log };
}

async function open(options: HostOptions, parts: ReturnType<typeof assemble>): Promise<Host> {
  const { front, timers } = parts;
  const runTimer = (name: string) => host.runTimer(name);
  const { port = 0, enforceKeys = false, clientInProcess = false } = options;
  await front.open({ ...parts, port, enforceKeys, clientInProcess, timerNames: [...timers.keys()], runTimer });
  const host = new Host(parts);
  return host;
}
