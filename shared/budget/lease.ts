/** Bound on the difference between any two machines' clocks, for as long as a window lasts. */
export const CLOCK_SKEW_MS = 1_000;

/** Time allowed for an aborted request to have reached the vendor anyway. */
export const DELIVERY_AFTER_ABORT_MS = 1_000;

/**
 * Permission to send `n` requests within `[notBefore, notAfter]`. Plain JSON; opened by the fence,
 * at most once.
 */
export interface Lease {
  readonly id: string;
  /** Which budget granted it, for instance `atera`. */
  readonly budget: string;
  readonly n: number;
  /**
   * Epoch ms; compared with the local clock as it is, since a lease that starts at once is dated
   * back by the clock skew.
   */
  readonly notBefore: number;
  /** Epoch ms; the local clock must be `CLOCK_SKEW_MS` before it when a request ends. */
  readonly notAfter: number;
  /** Of a standing lease: the step that tries to take it. */
  readonly owner?: string;
}

/** What one attempt may use: a hard end, and a note of when its response headers came. */
export interface RequestSlot {
  /** Epoch ms on the local clock at which the request must be aborted at the latest. */
  readonly abortAt: number;
  /**
   * Reports that the response headers arrived now; without it the request counts at the lease's
   * end.
   */
  answered(): void;
}

/**
 * `exhausted`, `expired`, `not_started`: a request was not sent. `refused`, `unobtainable`: there
 * was no lease at all.
 */
export type LeaseErrorCode =
  | 'lease_exhausted'
  | 'lease_expired'
  | 'lease_not_started'
  | 'lease_refused'
  | 'lease_unobtainable';

/**
 * Why a request was not sent: the lease has no token or no time left. The activity returns and asks
 * for a new lease.
 */
export class LeaseSpentError extends Error {
  override readonly name = 'LeaseSpentError';
  readonly code: LeaseErrorCode;

  constructor(code: LeaseErrorCode, leaseId: string) {
    super(`Lease ${leaseId}: ${code}`);
    this.code = code;
  }
}

/**
 * When each request of a lease counted: epoch ms of its response headers, or the lease's end when
 * none came.
 */
export type Usage = readonly number[];

/**
 * What a lease is settled with. `rateLimited` says that the vendor answered 429; its seconds are
 * the vendor's own, if any.
 */
export interface Settlement {
  readonly leaseId: string;
  readonly usage: Usage;
  readonly rateLimited?: { readonly retryAfterSeconds?: number };
}

export type { LeaseSession } from './fence.ts';

/**
 * Returns why `lease` allows no further request at `now` (local clock), or undefined when it does.
 * Pure.
 */
export function whyNotNow(
  lease: Lease,
  use: { readonly used: number; readonly minimumMs: number; readonly now: number },
): LeaseErrorCode | undefined {
  if (use.used >= lease.n) return 'lease_exhausted';
  if (use.now + use.minimumMs > lease.notAfter - CLOCK_SKEW_MS) return 'lease_expired';
  if (use.now < lease.notBefore) return 'lease_not_started';
  return undefined;
}
