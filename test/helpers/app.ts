import { Agent } from 'undici';
import { VirtualClock } from '../../dev/host/clock.ts';
import type { Faults } from '../../dev/host/faults.ts';
import { type Host, type MemoryStore, startHost } from '../../dev/host/index.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../../dev/simulator/quiescence.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../dev/simulator/simulator.ts';
import { buildDependencies } from '../../functions/dependencies.ts';
import { registerApp } from '../../functions/register.ts';
import type { AppDeps } from '../../orchestrations/deps.ts';
import type { Outcome } from '../../shared/outcomes/outcomes.ts';
import { type Policy, policy as policySchema } from '../../shared/policy/policy.ts';
import { readSettings } from '../../shared/settings.ts';
import { ownTables } from './tables.ts';

/** One minute in milliseconds. */
export const MINUTE = 60_000;
/** One hour in milliseconds. */
export const HOUR = 60 * MINUTE;

/** The technician the tests' policy names; the simulator knows him. */
const TECHNICIAN = 'robot@msp.example';

interface AppOptions {
  readonly mode?: 'observe' | 'propose' | 'approve';
  /** Merged over a policy with a technician. */
  readonly policy?: Partial<Policy>;
  readonly simulator?: Partial<SimulatorOptions>;
  readonly requestsPerMinute?: number;
  readonly activityVisibilityMs?: number;
  /** Makes the host misbehave; see `seededFaults`. */
  readonly faults?: Faults;
  /** Default: names of its own. */
  readonly tablePrefix?: string;
  /** Default: an empty task hub. */
  readonly store?: MemoryStore;
}

/** The whole app on the embedded host, against the simulated Atera and a real table service, in virtual time. */
export interface TestApp extends AsyncDisposable {
  readonly clock: VirtualClock;
  readonly host: Host;
  readonly simulator: Simulator;
  readonly deps: AppDeps;
  /** Everything the app and the host wrote to their logs. */
  readonly log: string[];
  /** Every outcome row there is. */
  outcomes(): Promise<Outcome[]>;
  /** The outcome of one alert. */
  outcomeOf(alertId: number): Promise<Outcome | undefined>;
}

/** Starts the app. On disposal everything is stopped, and a request that Atera would not know fails the test. */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const simulator = await startSimulator({ clock, ...options.simulator });
  simulator.world.people.addTechnician(TECHNICIAN, 'Remediation Robot');
  const tracked = trackingDispatcher(new Agent());
  const release = holdClockWhileUnequal(clock, simulator, tracked);
  const log: string[] = [];
  const built = buildDependencies(settingsFor(simulator, options), {
    clock,
    dispatcher: tracked.dispatcher,
    tablePrefix: options.tablePrefix ?? ownTables().tablePrefix ?? '',
    log: (event, facts) => log.push(JSON.stringify({ event, ...facts })),
  });
  const deps = { ...built, policy: policySchema.parse({ technicianEmail: TECHNICIAN, ...options.policy }) };
  const host = await startHost({
    register: () => registerApp(deps),
    clock,
    log: ({ level, message }) => log.push(`${level}: ${message}`),
    ...(options.activityVisibilityMs !== undefined && { activityVisibilityMs: options.activityVisibilityMs }),
    ...(options.faults && { faults: options.faults }),
    ...(options.store && { store: options.store }),
  });
  const outcomes = () => Array.fromAsync(deps.outcomes.between(0, clock.now() + HOUR));
  return {
    ...{ clock, host, simulator, deps, log, outcomes },
    outcomeOf: async (alertId) => (await outcomes()).find((row) => row.alertId === alertId),
    async [Symbol.asyncDispose]() {
      await host.stop();
      release();
      // Not close(): that waits for requests the simulator lets hang.
      await tracked.dispatcher.destroy();
      await simulator.close();
      simulator.assertNoUnknownRequests();
    },
  };
}

function settingsFor(simulator: Simulator, options: AppOptions) {
  return readSettings({
    ATERA_BASE_URL: simulator.ateraBaseUrl,
    ATERA_API_KEY: simulator.keys.current,
    STORAGE_CONNECTION: ownTables().connection,
    REMEDIATION_MODE: options.mode ?? 'approve',
    ...(options.requestsPerMinute !== undefined && { ATERA_REQUESTS_PER_MINUTE: String(options.requestsPerMinute) }),
  });
}

/** A server whose drive C: is full; its alert comes by itself within five minutes. */
export function addFullServer({ simulator }: TestApp, usedPercent = 95) {
  const customer = simulator.world.addCustomer('North Wind Ltd');
  const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent }];
  return simulator.world.addDevice(customer, { name: 'NW-SRV-01', kind: 'server', disks });
}

/** Requests that change something at Atera, as `METHOD /path`. */
export function writes({ simulator }: TestApp): string[] {
  return simulator.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace('/api/v3', '')}`);
}
