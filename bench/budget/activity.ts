import { CLOCK_SKEW_MS, DELIVERY_AFTER_ABORT_MS, type Lease, whyNotNow } from '../../shared/budget/lease.ts';
import type { EventQueue, Random } from './events.ts';
import type { Machines } from './machines.ts';
import type { SimulationOptions } from './options.ts';
import type { Vendor } from './vendor.ts';

/** What the orchestrator gets back; `settles` is false for the loser of the fence. */
export interface ActivityResult {
  readonly usage: readonly number[];
  readonly settles: boolean;
  readonly rateLimited: boolean;
  /** Epoch ms; of the loser. */
  readonly waitUntil?: number;
}

/** The world an activity runs in. */
export interface ActivityWorld {
  readonly queue: EventQueue;
  readonly random: Random;
  readonly machines: Machines;
  readonly vendor: Vendor;
  readonly options: SimulationOptions;
  readonly fence: Set<string>;
}

/** What the activity is to do. */
export interface Job {
  readonly lease: Lease;
  readonly calls: number;
  /** Called when the first request goes out. */
  readonly sends: () => void;
  /** Hears of every result; the first one counts. */
  readonly done: (result: ActivityResult) => void;
}

const DEADLINE_MS = 8_000;
const USEFUL_MS = 2_000;
const REDELIVERED_AFTER_MS = [60_000, 300_000] as const;
const LONGEST_QUEUE_MS = 300_000;

/**
 * Schedules an activity under a lease: it is executed once, twice, late or not at all, as the
 * faults have it.
 */
export function scheduleActivity(world: ActivityWorld, job: Job): void {
  const { random, queue, options } = world;
  const { faults, latencies } = options;
  const dispatch = () =>
    random.chance(faults.longQueue) ? random.between(0, LONGEST_QUEUE_MS) : random.between(...latencies.dispatch);
  const isLost = random.chance(faults.lost);
  const diesAfter = isLost ? Math.floor(random.between(-1, job.lease.n + 1)) : Number.POSITIVE_INFINITY;
  queue.after(dispatch(), () => execute(world, { ...job, diesAfter }));
  if (isLost) {
    const again = random.between(...REDELIVERED_AFTER_MS);
    queue.after(again, () => execute(world, { ...job, diesAfter: Number.POSITIVE_INFINITY }));
  }
  if (random.chance(faults.duplicate)) {
    queue.after(dispatch(), () => execute(world, { ...job, diesAfter: Number.POSITIVE_INFINITY }));
  }
}

interface Execution extends Job {
  /** Dies before its fence (-1), or after this many requests were begun. */
  readonly diesAfter: number;
}

function execute(world: ActivityWorld, { lease, calls, diesAfter, sends, done }: Execution): void {
  const { queue, random, machines, options, fence } = world;
  const machine = machines.any();
  const answer = (result: ActivityResult) =>
    queue.after(random.between(...options.latencies.dispatch), () => done(result));
  if (diesAfter < 0) return;
  if (fence.has(lease.id) && options.mistake !== 'no-fence') {
    const waitUntil = lease.notAfter + DELIVERY_AFTER_ABORT_MS;
    return answer({ usage: [], settles: options.mistake === 'fence-loser-settles', rateLimited: false, waitUntil });
  }
  fence.add(lease.id);
  const usage: number[] = [];
  const end = (rateLimited = false) => answer({ usage, settles: true, rateLimited });
  const next = () => {
    if (usage.length >= diesAfter) return;
    const now = machines.clock(machine);
    const why = whyNotNow(lease, { used: usage.length, minimumMs: USEFUL_MS, now });
    const isIgnored = options.mistake === 'ignores-lease-end' && why === 'lease_expired';
    if (usage.length >= calls || (why && !isIgnored)) return end();
    if (usage.length === 0) sends();
    send(world, { lease, machine, usage, next, end });
  };
  const early = lease.notBefore - machines.clock(machine);
  queue.after(early <= 2 * CLOCK_SKEW_MS ? early : 0, next);
}

interface Sending {
  readonly lease: Lease;
  readonly machine: number;
  readonly usage: number[];
  readonly next: () => void;
  readonly end: (rateLimited?: boolean) => void;
}

/**
 * One attempt. An answer that comes too late is aborted; the request may have arrived until a
 * second after that.
 */
function send(
  { queue, random, machines, vendor, options }: ActivityWorld,
  { lease, machine, usage, next, end }: Sending,
): void {
  const index = usage.push(lease.notAfter) - 1;
  const left = lease.notAfter - CLOCK_SKEW_MS - machines.clock(machine);
  const deadlineMs = options.mistake === 'ignores-lease-end' ? DEADLINE_MS : Math.min(DEADLINE_MS, left);
  const takes = random.chance(options.faults.silent)
    ? Number.POSITIVE_INFINITY
    : random.between(...options.latencies.request);
  if (takes >= deadlineMs) {
    const latest = deadlineMs + DELIVERY_AFTER_ABORT_MS;
    vendor.receive(queue.now + (random.chance(0.5) ? latest : random.between(0, latest)));
    return queue.after(deadlineMs, next);
  }
  const answer = vendor.receive(queue.now + random.between(0, takes));
  queue.after(takes, () => {
    usage[index] = Math.min(lease.notAfter, machines.clock(machine));
    if (answer.isRefused) end(true);
    else next();
  });
}
