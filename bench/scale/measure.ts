import { CountingStore, type DurableEvents } from '../cost/counts.ts';
import { countedOf, operationsOf } from '../cost/model.ts';
import { type Storm, type StormOptions, withStorm } from '../storm/app.ts';

/** What a stretch of time took. */
export interface Used {
  readonly polls: number;
  readonly requests: number;
  /** Operations on our tables. */
  readonly own: number;
  /** All storage operations by the model of bench:cost, reads of queues apart. */
  readonly operations: number;
  /** Events of the longest history so far. */
  readonly longestHistory: number;
  /** Megabytes in use while it went on, the most at any request, above what was in use before. */
  readonly peakMb: number;
}

/** An app whose storage and requests are counted. */
export interface Scale extends Storm {
  /** What `work` used. */
  use(work: () => Promise<void>): Promise<Used>;
}

const MB = 1_048_576;

/**
 * Where the peak is measured: at so many requests the garbage is collected first, because what
 * only waits for that is not in use.
 */
const REQUESTS_PER_MEASUREMENT = 50;

/** Runs `work` with an app of its own. */
export function withScale<T>(work: (app: Scale) => Promise<T>, options: StormOptions = {}): Promise<T> {
  const store = new CountingStore();
  return withStorm((app) => work({ ...app, use: (part) => used(app, store, part) }), { ...options, store });
}

async function used(app: Storm, store: CountingStore, work: () => Promise<void>): Promise<Used> {
  const { simulator } = app;
  const own = new Map(app.tables.transactions);
  const events = { ...store.events };
  const [requests, ended] = [simulator.requests.length, pollsEnded(app)];
  const memory = watchMemory(app);
  await work();
  const peakMb = memory.stop();
  const ownUsed = new Map([...app.tables.transactions].map(([verb, count]) => [verb, count - (own.get(verb) ?? 0)]));
  return {
    polls: pollsEnded(app) - ended,
    requests: simulator.requests.length - requests,
    own: [...ownUsed.values()].reduce((sum, count) => sum + count, 0),
    operations: countedOf(operationsOf(difference(store.events, events), ownUsed)),
    longestHistory: store.longestHistory,
    peakMb,
  };
}

const pollsEnded = ({ log }: Storm) => log.filter((event) => event === 'poll-complete').length;

function difference(all: DurableEvents, before: DurableEvents): DurableEvents {
  const entries = Object.entries(all).map(([kind, count]) => [kind, count - before[kind as keyof DurableEvents]]);
  return Object.fromEntries(entries) as unknown as DurableEvents;
}

/** Megabytes in use after a collection. */
function inUseMb(): number {
  if (!globalThis.gc) throw new Error('Run it through npm run bench:scale: it needs --expose-gc');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
}

/**
 * The simulated vendor and the tables are in this process, too: what they hold before is taken off,
 * what they gain is not.
 */
function watchMemory({ simulator }: Storm) {
  const before = inUseMb();
  let [peak, measured] = [before, simulator.requests.length];
  const measure = () => {
    if (simulator.requests.length < measured + REQUESTS_PER_MEASUREMENT) return;
    measured = simulator.requests.length;
    peak = Math.max(peak, inUseMb());
  };
  const timer = setInterval(measure, 5);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(peak, inUseMb()) - before;
    },
  };
}
