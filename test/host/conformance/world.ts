import { type Host, type HostOptions, MemoryStore, startHost, VirtualClock } from '../../../dev/host/index.ts';
import { type Observed, observedInvocation } from './observed.ts';
import { registerRecorded } from './recorded-app.ts';
import type { Json, JsonObject, Recording } from './recording.ts';

/** How one scenario's host is set up; a restart may change it. */
export interface Setup {
  hostJson?: NonNullable<HostOptions['hostJson']>;
  isChanged?: boolean;
  settings?: Record<string, string>;
}

export interface RawExchange {
  status: number;
  headers: Record<string, string>;
  data: unknown;
}

/** The parts of the SDK's client that the suite reaches into, to read the raw HTTP answers. */
interface InspectableClient {
  axiosInstance: {
    interceptors: {
      response: { use(observe: (response: RawExchange) => RawExchange): void };
    };
  };
  [method: string]: unknown;
}

/**
 * A message is delivered 5 virtual ms late, results of parallel activities each in a turn of their
 * own.
 */
const delayMs = (message: { kind: string; event?: { TaskScheduledId?: number } }) =>
  5 + (message.kind === 'event' ? 20 * (message.event?.TaskScheduledId ?? 0) : 0);

/** Our host running a recording's app, restartable on one store. */
export class World {
  readonly clock = new VirtualClock('2026-01-01T00:00:00Z');
  readonly observed: Observed[] = [];
  readonly warnings: string[] = [];
  readonly responses: RawExchange[] = [];
  /** Ids whose start is recorded; the others are started where they first run. */
  readonly recordedStarts: ReadonlySet<string>;
  readonly #recording: Recording;
  readonly #store = new MemoryStore();
  readonly #aliases = new Map<string, string>();
  #host: Host | undefined;
  #client: InspectableClient | undefined;

  constructor(recording: Recording) {
    this.#recording = recording;
    const starts = recording.cases
      .flatMap((entry) => entry.exchanges)
      .filter((exchange) => exchange.name === 'startNew');
    this.recordedStarts = new Set(
      starts.map((start) => String((start.args?.[1] as JsonObject | undefined)?.instanceId)),
    );
  }

  get host(): Host {
    if (!this.#host) throw new Error('The host is not running.');
    return this.#host;
  }

  /** Starts the host, or stops it and starts it again on the same store. */
  async restart(setup: Setup = {}): Promise<void> {
    await this.stop();
    const { isChanged = false, hostJson, settings } = setup;
    const register = () =>
      registerRecorded(this.#recording.functions, { clock: this.clock, isChanged }, (client) => this.#inspect(client));
    this.#host = await startHost({
      register,
      clock: this.clock,
      store: this.#store,
      faults: { delayMs },
      log: (entry) => void this.warnings.push(entry.message),
      observe: (invocation, outcome) => void this.observed.push(observedInvocation(invocation, outcome)),
      ...(hostJson ? { hostJson } : {}),
      ...(settings ? { settings } : {}),
    });
    const prefix = hostJson?.extensions?.http?.routePrefix ?? 'api';
    await fetch(`${this.#host.url}/${prefix}/conformanceClient`);
    this.observed.splice(
      this.observed.findIndex((entry) => entry.name === 'conformanceClient'),
      1,
    );
  }

  async stop(): Promise<void> {
    await this.#host?.stop();
    this.#host = undefined;
  }

  /** Calls a method of the Durable client and answers what it returned or threw. */
  async call(
    name: string,
    args: unknown[],
  ): Promise<{ returned: unknown } | { threw: { name: string; message: string } }> {
    this.responses.length = 0;
    try {
      const method = this.#client?.[name] as (...args: unknown[]) => Promise<unknown>;
      return { returned: await method.apply(this.#client, args) };
    } catch (error) {
      const { name: errorName, message } = error as Error;
      return { threw: { name: errorName, message } };
    }
  }

  /** What the durableClient input binding handed to the SDK. */
  clientData(): Json {
    return (this.#client?.clientData ?? null) as Json;
  }

  /** Remembers under which id the recording knows an instance that our host named itself. */
  alias(recorded: Json | undefined, ours: unknown): void {
    if (typeof recorded === 'string' && /^(inst|guid)-\d+$/.test(recorded)) this.#aliases.set(recorded, String(ours));
  }

  /** Our id of a recorded instance. */
  idOf(recorded: string): string {
    return this.#aliases.get(recorded) ?? recorded;
  }

  /** The same in a path. */
  idsIn(path: string): string {
    return path
      .replace(/\b(inst|guid)-\d+\b/g, (id) => this.idOf(id))
      .replace(/code=KEY/, `code=${this.host.keys.system}`);
  }

  /** Moves time step by step until `isReached`, at most `limit` steps. */
  async advanceUntil(isReached: () => boolean, limit = 400): Promise<boolean> {
    for (let step = 0; step < limit; step++) {
      await this.clock.settled();
      if (isReached()) return true;
      const due = this.clock.nextDue();
      if (due === undefined) return false;
      await this.clock.advanceTo(due);
    }
    return false;
  }

  #inspect(client: object): void {
    const inspectable = client as InspectableClient;
    inspectable.axiosInstance.interceptors.response.use((response) => {
      this.responses.push({ status: response.status, headers: { ...response.headers }, data: response.data });
      return response;
    });
    this.#client = inspectable;
  }
}

/** A recorded argument as the SDK gets it. */
export function revive(value: Json, url: string): unknown {
  if (value === '<undefined>') return undefined;
  const run = typeof value === 'string' ? /^<(\d+) x (.)>$/.exec(value) : null;
  if (run) return (run[2] ?? '').repeat(Number(run[1]));
  if (value === '<request>') return { url };
  if (Array.isArray(value)) return value.map((item) => revive(item, url));
  if (typeof value !== 'object' || value === null) return value;
  if ('$undefined' in value) return undefined;
  if ('retryIntervalInMilliseconds' in value) return faster(value);
  if ('$date' in value) return new Date(String(value.$date));
  if ('entityId' in value && Array.isArray(value.entityId)) {
    const [name, key] = value.entityId.map(String);
    return { name, key };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item, url)]));
}

/** The SDK polls in real time; a tenth of the recorded wait polls as often. */
function faster(options: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, Number(value) / 10]));
}
