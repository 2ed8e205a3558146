import { type Lease, type LeaseSession, LeaseSpentError } from '../../../shared/budget/lease.ts';
import type { Leased, RunLeased } from '../../../shared/budget/run-leased.ts';
import { afterPage, type ListCursor, type PageFacts } from '../../../shared/domain/lists/list-sweep.ts';
import { type Failure, toFailure } from '../../../shared/errors.ts';

/** The position of the sweep over a list, and what stopped it before its lease was spent. */
export interface PagesListed {
  readonly cursor: ListCursor;
  readonly stopped?: Failure;
}

/**
 * Input of the activities that list devices: `startedAt` (epoch ms) stamps each row with its
 * refresh.
 */
export interface ListInput {
  readonly lease: Lease;
  readonly startedAt: number;
  readonly cursor: ListCursor;
}

/**
 * Reads pages while the lease lasts; `readPage` stores what it read. Returns where to go on, also
 * after a page that failed.
 */
export function listPages(
  runLeased: RunLeased,
  { lease, cursor: start }: ListInput,
  readPage: (session: LeaseSession, page: number) => Promise<PageFacts>,
): Promise<Leased<PagesListed>> {
  return runLeased(lease, async (session) => {
    let cursor = start;
    try {
      while (cursor.next !== 'done') cursor = afterPage(cursor, await readPage(session, cursor.next));
    } catch (error) {
      const failure = toFailure(error);
      if (cursor !== start && error instanceof LeaseSpentError) return { cursor };
      // A 429 must reach the ledger as a failure, or the budget would not pause.
      if (cursor === start || failure.code === 'vendor_rate_limited') throw error;
      return { cursor, stopped: failure };
    }
    return { cursor };
  });
}
