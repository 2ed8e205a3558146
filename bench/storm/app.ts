import { Agent } from 'undici';
import { type Clock, type Host, startHost, type TaskHubStore, VirtualClock } from '../../dev/host/index.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../../dev/simulator/quiescence.ts';
import { type Simulator, startSimulator } from '../../dev/simulator/simulator.ts';
import { MemoryTables } from '../../dev/tables/memory-tables.ts';
import { buildDependencies } from '../../functions/dependencies.ts';
import { registerApp } from '../../functions/register.ts';
import type { RegisteredDeps } from '../../orchestrations/runtime/deps.ts';
import { SINGLETON_VERSION } from '../../orchestrations/runtime/names.ts';
import { policy } from '../../shared/policy/policy.ts';
import { readSettings } from '../../shared/settings.ts';
import { sayRestored } from '../../shared/storage/tables-begun.ts';
import { Observed } from './observed.ts';

/** The whole app with an empty world, and what was observed of it. */
export interface Storm {
  readonly clock: Clock;
  readonly simulator: Simulator;
  readonly deps: RegisteredDeps;
  readonly tables: MemoryTables;
  readonly host: Host;
  readonly log: readonly string[];
  readonly observed: Observed;
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
}

/**
 * Nobody lists the devices in between: the directory is filled by hand, and its refresh would be
 * counted as the storm's.
 */
const YEAR_MINUTES = 525_600;

/** How an app of the bench runs. */
export interface StormOptions {
  readonly realClock?: Clock;
  readonly pollSchedule?: string;
  /** What a request to Atera takes; by default it is answered at the moment it is sent. */
  readonly latencyMs?: number;
  /** The task hub; by default one in memory that nobody watches. */
  readonly store?: TaskHubStore;
  /** How often the devices are listed. Default: not within the bench. */
  readonly directoryRefreshMinutes?: number;
}

/** Runs `work` with an app of its own, on virtual time or, with `realClock`, on the machine's. */
export async function withStorm<T>(
  work: (app: Storm) => Promise<T>,
  { realClock, pollSchedule, latencyMs, store, directoryRefreshMinutes = YEAR_MINUTES }: StormOptions = {},
): Promise<T> {
  const virtual = new VirtualClock('2026-03-02T08:00:00Z');
  const clock = realClock ?? virtual;
  const simulator = await startSimulator({ clock });
  if (latencyMs !== undefined) {
    simulator.faults.inject({ times: Number.POSITIVE_INFINITY, fault: { kind: 'latency', ms: latencyMs } });
  }
  const tracked = trackingDispatcher(new Agent());
  const release = realClock ? () => {} : holdClockWhileUnequal(virtual, simulator, tracked);
  const tables = new MemoryTables();
  const log: string[] = [];
  const settings = settingsFor(simulator, pollSchedule);
  const { dispatcher } = tracked;
  const deps = buildDependencies(settings, {
    ...{ clock, dispatcher, tables, log: (event) => log.push(event) },
    policy: policy.parse({ directoryRefreshMinutes }),
  });
  await deps.directory.finishRefresh(clock.now(), clock.now());
  // Tables that are new make the app search before each ticket.
  await sayRestored(tables.open('switches'), { at: 0 });
  const observed = new Observed(clock);
  const host = await startHost({
    ...{ register: () => registerApp(deps), clock, clientInProcess: true, log: () => {}, ...(store && { store }) },
    // Singletons have this one; a host without a version leaves them alone.
    hostJson: { extensions: { durableTask: { defaultVersion: SINGLETON_VERSION } } },
    observe: (invocation, outcome) => observed.record(invocation, outcome),
  });
  const pass = (ms: number) => (realClock ? realClock.sleep(ms) : virtual.advance(ms));
  try {
    return await work({ clock, simulator, deps, tables, log, host, observed, pass });
  } finally {
    await host.stop();
    release();
    await tracked.dispatcher.destroy();
    await simulator.close();
  }
}

function settingsFor({ ateraBaseUrl, keys }: Simulator, pollSchedule: string | undefined) {
  return readSettings({
    ATERA_BASE_URL: ateraBaseUrl,
    ATERA_API_KEY: keys.current,
    STORAGE_CONNECTION: 'UseDevelopmentStorage=true',
    REMEDIATION_MODE: 'approve',
    ...(pollSchedule !== undefined && { POLL_SCHEDULE: pollSchedule }),
  });
}
