import {
  afterHistoryPage,
  HISTORY_START,
  type HistoryCursor,
  historyProgress,
} from '../../../shared/backtest/reading/history-cursor.ts';
import type { PastRow } from '../../../shared/backtest/reading/past-row.ts';
import { rowReader } from '../../../shared/backtest/reading/read-rows.ts';
import { type Lease, LeaseSpentError } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { type Failure, toFailure } from '../../../shared/errors.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { hasEnded } from '../../../shared/storage/backtests.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'backtests' | 'directory' | 'monitored' | 'policy' | 'clock' | 'runLeased'>;

interface Input {
  readonly id: string;
  readonly lease: Lease;
}

/** Whether there is more to read. `stopped` = a page failed after others were read. */
export interface BacktestRead {
  readonly next: 'more' | 'read' | 'ended';
  readonly stopped?: Failure;
}

/**
 * Reads pages of the account's alert history while the lease lasts and keeps each before the next
 * one, with where to go on in the row. Idempotent: a page is kept under its number, and one that
 * was cancelled reads no further.
 */
export function makeReadBacktest(deps: Deps) {
  const { atera, backtests, clock, runLeased } = deps;
  return ({ id, lease }: Input): Promise<Leased<BacktestRead>> =>
    runLeased(lease, async (session) => {
      const run = await backtests.get(id);
      if (!run || hasEnded(run)) return { next: 'ended' };
      const { since, startedAt: readAt, maxPages: maxRequests } = run;
      const readRow = rowReader({ policy: deps.policy, devices: { known: deps }, readAt });
      // Written by this activity alone.
      let cursor = (run.cursor ?? HISTORY_START) as HistoryCursor;
      let { alerts } = run;
      const begun = cursor;
      try {
        while (cursor.next !== 'done') {
          const page = await atera.listAlertHistory(session, cursor.next);
          const rows: PastRow[] = [];
          for (const row of page.rows) if (!isUnreadable(row)) rows.push(await readRow(row));
          await backtests.savePage(id, cursor.requests, rows);
          cursor = afterHistoryPage(cursor, page, { since, maxRequests });
          alerts += rows.length;
          const progress = historyProgress(cursor, { since, readAt });
          const kept = await backtests.change(id, { cursor, alerts, progress, changedAt: clock.now() });
          if (!kept) return { next: 'ended' };
        }
      } catch (error) {
        const failure = toFailure(error);
        if (cursor === begun || failure.code === 'vendor_rate_limited') throw error;
        return { next: 'more', ...(error instanceof LeaseSpentError ? {} : { stopped: failure }) };
      }
      return { next: 'read' };
    });
}
