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
import { lanesToClose } from './standing.ts';

/** A row of the fence: whose it is, where the lease is a standing one. */
type FenceRow = { partitionKey: string; rowKey: string; openedAt: Date; owner?: string };

/** What the fence needs of its table. */
export interface FenceTable {
  /** Adds a row, or returns false when its keys are taken (If-None-Match). */
  insert(row: FenceRow): Promise<boolean>;
  get(partitionKey: string, rowKey: string): Promise<Record<string, unknown> | undefined>;
  /** Writes rows of one partition, whatever was there. */
  putAll(rows: readonly FenceRow[]): Promise<void>;
}

/**
 * The lease is ours alone, or another execution of the same activity has it, and nothing may be
 * sent until `waitUntil`; or, of a standing lease, another step has it.
 */
export type Opening =
  | { readonly session: LeaseSession }
  | { readonly superseded: true /** Epoch ms. */; readonly waitUntil: number }
  | { readonly taken: true };

/** Opens each lease at most once, whatever is executed more than once. */
export interface Fence {
  open(lease: Lease): Promise<Opening>;
  /** Takes the standing leases of a budget for a while, because the vendor refuses requests. */
  closeLanes(budget: string, retryAfterSeconds?: number): Promise<void>;
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
      const row = rowOf(lease, clock.now(), lease.owner);
      if (await table.insert(row)) return { session: openSession(lease, clock) };
      if (lease.owner !== undefined) {
        const first = await table.get(row.partitionKey, row.rowKey);
        if (first && first.owner !== lease.owner) return { taken: true };
      }
      return { superseded: true, waitUntil: lease.notAfter + DELIVERY_AFTER_ABORT_MS };
    },
    async closeLanes(budget, retryAfterSeconds) {
      const now = clock.now();
      const { current, later } = lanesToClose(budget, { now, retryAfterSeconds });
      for (const lease of current) await table.insert(rowOf(lease, now, CLOSED));
      for (const [, leases = []] of Map.groupBy(later, fencePartition))
        await table.putAll(leases.map((lease) => rowOf(lease, now, CLOSED)));
    },
  };
}

const CLOSED = 'closed';

function rowOf(lease: Lease, now: number, owner: string | undefined): FenceRow {
  const row = { partitionKey: fencePartition(lease), rowKey: lease.id, openedAt: new Date(now) };
  return owner === undefined ? row : { ...row, owner };
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
