import type { Clock } from '../../shared/clock.ts';
import { type AteraBehaviour, DEFAULT_BEHAVIOUR } from './atera/behaviour.ts';
import { ateraVendor } from './atera/vendor.ts';
import type { AutomoxBehaviour } from './automox/behaviour.ts';
import { AutomoxKeys } from './automox/keys.ts';
import { AutomoxOrganization } from './automox/organization.ts';
import { automoxVendor } from './automox/vendor.ts';
import { Faults } from './faults.ts';
import { KeyRing } from './keys.ts';
import type { Neighbour } from './neighbours.ts';
import type { RateLimit } from './rate-limit.ts';
import type { LoggedRequest } from './request-log.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { SimulatorServer } from './server.ts';
import type { SimulatedVendor } from './vendor.ts';
import { World, type WorldOptions } from './world/world.ts';

export interface SimulatorOptions {
  readonly clock: Clock;
  /** 0 (default) = any free port. */
  readonly port?: number;
  /** Fixes the world's lags and the fault draws; default 1. */
  readonly seed?: number;
  /** Default a made-up legacy key, another one each time: `keys.current`. */
  readonly apiKey?: string;
  readonly behaviour?: Partial<AteraBehaviour>;
  /**
   * Automox, where no device is enrolled at first. Its default key is another one each time:
   * `automoxKeys.current`.
   */
  readonly automox?: { readonly apiKey?: string; readonly behaviour?: Partial<AutomoxBehaviour> };
  readonly world?: Omit<WorldOptions, 'clock' | 'seed'>;
  /** Played from the start; `world` and `automox` override its settings. */
  readonly scenario?: Scenario;
  /** A hard limit per vendor; default none. */
  readonly rateLimit?: RateLimit;
  /** Other tools of the customer's that use up the same limit; default none. */
  readonly neighbours?: readonly Neighbour[];
  /** How many log entries to keep; default 100,000. */
  readonly keepRequests?: number;
  /** Further vendors on the same port. */
  readonly vendors?: (world: World) => readonly SimulatedVendor[];
}

/** A running simulator. */
export interface Simulator extends AsyncDisposable {
  /** Scheme, host and port. */
  readonly url: string;
  /** What the product's `ATERA_BASE_URL` should be. */
  readonly ateraBaseUrl: string;
  /** What the product's `AUTOMOX_BASE_URL` should be. */
  readonly automoxBaseUrl: string;
  readonly world: World;
  /** Automox's view of the world; its `id` is what `AUTOMOX_ORG_ID` should be. */
  readonly automox: AutomoxOrganization;
  readonly automoxKeys: AutomoxKeys;
  readonly keys: KeyRing;
  /** May be changed at any time. */
  readonly behaviour: AteraBehaviour;
  readonly faults: Faults;
  readonly requests: readonly LoggedRequest[];
  readonly unknownRequests: readonly LoggedRequest[];
  /** Requests accepted and neither answered in full nor closed. */
  readonly openRequests: number;
  /** Requests the rate limit refused. */
  readonly rateLimited: number;
  /** Log entries of one operation, for instance `POST /tickets` or `PUT /alerts/{alertId}`. */
  requestsOf(operation: string): LoggedRequest[];
  /**
   * The most requests to a vendor in any window of `windowMs` (default one minute), both ends
   * included.
   */
  peakRequests(windowMs?: number, vendor?: string): number;
  /**
   * Throws when a request was unknown, or when a handler or hook of the simulator itself failed.
   */
  assertNoUnknownRequests(): void;
  close(): Promise<void>;
}

/** Starts the simulator on 127.0.0.1. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { clock, port = 0, seed = 1, rateLimit, neighbours, keepRequests = 100_000 } = options;
  const world = new World({ ...options.scenario?.world, ...options.world, clock, seed });
  const behaviour: AteraBehaviour = { ...DEFAULT_BEHAVIOUR, ...options.behaviour };
  const keys = new KeyRing(clock, options.apiKey);
  const faults = new Faults(seed);
  const automox = new AutomoxOrganization(world, { ...options.scenario?.automox, ...options.automox?.behaviour });
  const automoxKeys = new AutomoxKeys(options.automox?.apiKey);
  const vendors = [
    ateraVendor({ world, behaviour }, keys),
    automoxVendor(automox, automoxKeys),
    ...(options.vendors?.(world) ?? []),
  ];
  const limit = { ...(rateLimit && { rateLimit }), ...(neighbours && { neighbours }) };
  const server = new SimulatorServer({ clock, vendors, faults, port, seed, keepRequests, ...limit });
  const url = await server.listen();
  options.scenario?.play(world, automox);
  const close = async () => {
    world.close();
    await server.close();
  };
  return {
    url,
    ateraBaseUrl: `${url}/api/v3`,
    automoxBaseUrl: `${url}/automox/api`,
    world,
    automox,
    automoxKeys,
    keys,
    behaviour,
    faults,
    requests: server.log.entries,
    unknownRequests: server.log.unknown,
    get openRequests() {
      return server.openRequests;
    },
    get rateLimited() {
      return server.refused;
    },
    requestsOf: (operation) => server.log.of(operation),
    peakRequests: (windowMs = 60_000, vendor = 'atera') => server.log.peak(vendor, windowMs),
    assertNoUnknownRequests: () => assertClean(server),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function assertClean({ log, failures }: SimulatorServer): void {
  if (failures.length > 0) throw new AggregateError(failures, 'The simulator failed while answering');
  if (log.unknown.length === 0) return;
  const lines = log.unknown.map(({ method, path }) => `${method} ${path}`);
  throw new Error(`The simulator does not know these requests:\n${[...new Set(lines)].join('\n')}`);
}
