import type { Clock } from '../clock.ts';

/** Bound on the difference between any two machines' clocks (design: 1 s). */
export const CLOCK_SKEW_MS = 1_000;

/** Time allowed for an aborted request to have reached the vendor all the same (design: 1 s). */
export const DELIVERY_AFTER_ABORT_MS = 1_000;

/** Permission to send `n` requests within `[notBefore, notAfter]` (epoch ms on the granting entity's clock). Plain JSON. */
export interface Lease {
  readonly id: string;
  /** Which budget granted it, for instance `atera`. */
  readonly budget: string;
  readonly n: number;
  readonly notBefore: number;
  readonly notAfter: number;
}

/** What one attempt may use: a hard end, and a note of when its response headers came. */
export interface RequestSlot {
  /** Epoch ms on the local clock at which the request must be aborted at the latest. */
  readonly abortAt: number;
  /** Tells that the response headers arrived now; without it the request counts at the lease's end. */
  answered(): void;
}

/** Why a request was not sent: the lease has no token or no time left. The activity returns and asks for a new lease. */
export class LeaseSpentError extends Error {
  override readonly name = 'LeaseSpentError';
  readonly code: 'lease_exhausted' | 'lease_expired' | 'lease_not_started';

  constructor(code: LeaseSpentError['code'], leaseId: string) {
    super(`Lease ${leaseId}: ${code}`);
    this.code = code;
  }
}

/** When each request of a lease counted: epoch ms of its response headers, or the lease's end when none came. */
export type Usage = readonly number[];

/**
 * The right to send requests under one lease, opened by the fence and by nothing else. Every attempt calls `begin`;
 * `usage()` is what the lease is settled with.
 */
export class LeaseSession {
  readonly lease: Lease;
  readonly #clock: Clock;
  readonly #usage: number[] = [];

  /** Use `openLease` of the fence: a session made without it may run twice. */
  constructor(lease: Lease, clock: Clock) {
    this.lease = lease;
    this.#clock = clock;
  }

  /**
   * Spends one token for one attempt. `minimumMs` is the least useful time (a write that must not be cut passes its whole
   * deadline). Throws `LeaseSpentError` when the lease has no token left, has not started or ends too soon.
   */
  begin(minimumMs: number): RequestSlot {
    const { id, n, notBefore, notAfter } = this.lease;
    const now = this.#clock.now();
    const abortAt = notAfter - CLOCK_SKEW_MS;
    if (this.#usage.length >= n) throw new LeaseSpentError('lease_exhausted', id);
    if (now + minimumMs > abortAt) throw new LeaseSpentError('lease_expired', id);
    if (now < notBefore) throw new LeaseSpentError('lease_not_started', id);
    const index = this.#usage.push(notAfter) - 1;
    return {
      abortAt,
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
