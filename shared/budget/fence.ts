import type { Clock } from '../clock.ts';
import {
  CLOCK_SKEW_MS,
  DELIVERY_AFTER_ABORT_MS,
  type Lease,
  LeaseSpentError,
  type RequestSlot,
  type Usage,
  whyNotNow,
} from './lease.ts';

/**
 * The one table operation the fence needs: adds a row, or returns false when its keys are taken
 * (If-None-Match).
 */
export interface FenceTable {
  insert(row: { partitionKey: string; rowKey: string; openedAt: Date }): Promise<boolean>;
}

/**
 * The lease is ours alone, or another execution of the same activity has it; nothing may be sent
 * until `waitUntil`.
 */
export type Opening =
  | { readonly session: LeaseSession }
  | { readonly superseded: true /** Epoch ms. */; readonly waitUntil: number };

/** Opens each lease at most once, whatever is executed more than once. */
export interface Fence {
  open(lease: Lease): Promise<Opening>;
}

/** The table of the fence; a row is of no use a day after it was written. */
export const FENCE_TABLE = 'fences';

/**
 * Partition of a lease's fence row: budget and UTC day of the lease's end, so that old days are
 * removed as partitions.
 */
export function fencePartition(lease: Pick<Lease, 'budget' | 'notAfter'>): string {
  return `${lease.budget}.${new Date(lease.notAfter).toISOString().slice(0, 10)}`;
}

/**
 * The fence over an Azure Table. An activity may be executed twice at the same time; the row keyed
 * by the lease id lets one of them send. The other must not settle: the lease is in use. Throws
 * what the table throws; then nothing was opened.
 */
export function makeFence({ table, clock }: { table: FenceTable; clock: Clock }): Fence {
  return {
    async open(lease) {
      const row = { partitionKey: fencePartition(lease), rowKey: lease.id, openedAt: new Date(clock.now()) };
      const isFirst = await table.insert(row);
      if (!isFirst) return { superseded: true, waitUntil: lease.notAfter + DELIVERY_AFTER_ABORT_MS };
      return { session: openSession(lease, clock) };
    },
  };
}

let openSession: (lease: Lease, clock: Clock) => LeaseSession;

/**
 * The right to send requests under one lease; only the fence can make one. Every attempt calls
 * `begin`; `usage()` is what the lease is settled with.
 */
export class LeaseSession {
  static {
    openSession = (lease, clock) => new LeaseSession(lease, clock);
  }

  readonly lease: Lease;
  readonly #clock: Clock;
  readonly #usage: number[] = [];

  private constructor(lease: Lease, clock: Clock) {
    this.lease = lease;
    this.#clock = clock;
  }

  /**
   * Spends one token for one attempt. `minimumMs` is the least useful time (a write that must not
   * be cut passes its whole deadline). Throws `LeaseSpentError` when the lease has no token left,
   * has not started or ends too soon.
   */
  begin(minimumMs: number): RequestSlot {
    const why = whyNotNow(this.lease, { used: this.#usage.length, minimumMs, now: this.#clock.now() });
    if (why) throw new LeaseSpentError(why, this.lease.id);
    const { notAfter } = this.lease;
    const index = this.#usage.push(notAfter) - 1;
    return {
      abortAt: notAfter - CLOCK_SKEW_MS,
      answered: () => {
        this.#usage[index] = Math.min(notAfter, this.#clock.now());
      },
    };
  }

  /** How many requests may still be sent. */
  get left(): number {
    return this.lease.n - this.#usage.length;
  }

  /** One entry per request sent so far. */
  usage(): Usage {
    return [...this.#usage];
  }
}
