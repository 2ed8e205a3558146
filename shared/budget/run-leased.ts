import type { Clock } from '../clock.ts';
import { type ClockState, type ClockWatch, clockText } from '../clock-watch.ts';
import { type Failure, toFailure } from '../errors.ts';
import type { Measure } from '../telemetry/metrics.ts';
import type { Fence, LeaseSession } from './fence.ts';
import { CLOCK_SKEW_MS, type Lease, type Usage } from './lease.ts';
import { kindOf } from './standing.ts';

/**
 * What an activity under a lease returns. Plain JSON; `usage` settles the lease, and only these
 * executions may settle it.
 */
export type Leased<T> =
  | { readonly status: 'done'; readonly value: T; readonly usage: Usage }
  /** The lease was spent before the work was done: it needs a new one. */
  | { readonly status: 'unfinished'; readonly failure: Failure; readonly usage: Usage }
  | { readonly status: 'failed'; readonly failure: Failure; readonly usage: Usage }
  /**
   * Another execution has the lease; nothing was sent, and it must not be settled. `waitUntil` is
   * epoch ms.
   */
  | { readonly status: 'superseded'; readonly waitUntil: number }
  /** Another step has this standing lease; nothing was sent. */
  | { readonly status: 'taken' };

/**
 * The only way to a vendor: opens the lease behind the fence and passes its session to the work.
 */
export type RunLeased = <T>(lease: Lease, work: (session: LeaseSession) => Promise<T>) => Promise<Leased<T>>;

/** A timer may fire a second early, and the clocks may differ by another. */
const LONGEST_WAIT_FOR_START_MS = 2 * CLOCK_SKEW_MS;

/** Failures that say "the lease was spent", not "the vendor or we failed". */
const SPENT: ReadonlySet<string> = new Set(['lease_exhausted', 'lease_expired', 'lease_not_started']);

interface Deps {
  readonly fence: Fence;
  readonly clock: Clock;
  /** Hears of standing leases that are taken; the ledger reports those that it grants. */
  readonly measure?: Measure | undefined;
  /** What is known of this machine's clock: why a lease was of no use. */
  readonly clockWatch?: Pick<ClockWatch, 'state'>;
}

/**
 * Builds `runLeased`. Work that throws an expected error (`AppError`, `LeaseSpentError`) becomes a
 * value with its usage; any other error is thrown on, and the lease is never settled but counts in
 * full. The work must end all its requests itself.
 */
export function makeRunLeased({ fence, clock, measure, clockWatch }: Deps): RunLeased {
  return async (lease, work) => {
    // Only the clocks of the machines say in whose time a standing lease falls.
    if (lease.owner !== undefined && clockWatch?.state().state === 'off') return { status: 'taken' };
    const opening = await fence.open(lease);
    if ('superseded' in opening) return { status: 'superseded', waitUntil: opening.waitUntil };
    if ('taken' in opening) return { status: 'taken' };
    const { session } = opening;
    const lane = kindOf(lease);
    if (lane) measure?.('rmm.budget.standing', lease.n, { budget: lease.budget, lane });
    const early = lease.notBefore - clock.now();
    if (early > 0 && early <= LONGEST_WAIT_FOR_START_MS) await clock.sleep(early);
    try {
      const value = await work(session);
      return { status: 'done', value, usage: session.usage() };
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'vendor_rate_limited') await closeLanes(fence, lease.budget, failure.retryAfterSeconds);
      if (!SPENT.has(failure.code)) return { status: 'failed', failure, usage: session.usage() };
      return { status: 'unfinished', failure: explained(failure, clockWatch?.state()), usage: session.usage() };
    }
  };
}

/**
 * Where the storage does not answer, the refusal must reach the ledger all the same: it pauses, and
 * a lane that is used meanwhile is refused in its turn.
 */
async function closeLanes(fence: Fence, budget: string, retryAfterSeconds: number | undefined): Promise<void> {
  await fence.closeLanes(budget, retryAfterSeconds).catch(() => {});
}

/** A lease that a machine cannot use because of its clock fails again with the next one. */
function explained(failure: Failure, clock: ClockState | undefined): Failure {
  return clock?.state === 'off' ? { ...failure, message: `${failure.message} (${clockText(clock)})` } : failure;
}
