import type { DurableClient } from 'durable-functions';
import { runningStatus, statusOf } from '../../orchestrations/runtime/client/durable-start.ts';
import { terminateIfRunning } from '../../orchestrations/runtime/client/durable-terminate.ts';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { REFRESH_INSTANCE_ID } from '../../shared/domain/occurrences/keys.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { DirectoryRefresh } from '../../shared/storage/directory/directory-rows.ts';
import { beginRefresh } from '../services/begin-refresh.ts';
import { historyStartedAt } from './history-started-at.ts';

/** A failed refresh is not retried before this: its cause would most likely persist. */
const RETRY_AFTER_MS = 30 * MINUTE_MS;

/**
 * A refresh takes minutes, with a small share half an hour. One that waits indefinitely would end
 * all refreshing.
 */
const DEADLINE_MS = 2 * HOUR_MS;

type Deps = Pick<AppDeps, 'clock' | 'log' | 'policy' | 'directory' | 'automox'>;

/**
 * Starts a refresh of the directory when the last complete one is older than the policy's
 * `directoryRefreshMinutes`, half an hour after a failed one, and never beside a running one; ends
 * one that is past its deadline.
 */
export function makeStartRefresh(deps: Deps) {
  const { clock, log, policy, directory } = deps;
  // Only spares reads: another refresh meanwhile has moved it later.
  let notDueBefore = Number.NEGATIVE_INFINITY;
  return async (client: DurableClient): Promise<void> => {
    const now = clock.now();
    if (now < notDueBefore) return;
    const last = await directory.lastRefresh();
    notDueBefore = last ? last.startedAt + policy.directoryRefreshMinutes * MINUTE_MS : notDueBefore;
    if (now < notDueBefore) return;
    const running = await runningStatus(client, REFRESH_INSTANCE_ID);
    if (running) {
      const age = now - historyStartedAt(running);
      // So that a start that cannot be read counts as not overdue.
      if (!(age >= DEADLINE_MS)) return;
      log('directory-refresh-overdue', { minutes: Math.round(age / MINUTE_MS) });
      return terminateIfRunning(client, REFRESH_INSTANCE_ID, 'the refresh was past its deadline');
    }
    if (now < mayTryAgainAt(await statusOf(client, REFRESH_INSTANCE_ID), last)) return;
    await beginRefresh(client, deps);
  };
}

/** Epoch ms. The last attempt failed unless a complete refresh ended after it began. */
function mayTryAgainAt(attempt: Awaited<ReturnType<typeof statusOf>>, last: DirectoryRefresh | undefined): number {
  if (!attempt) return 0;
  const hasSucceeded = last !== undefined && last.finishedAt >= new Date(attempt.createdTime).getTime();
  return hasSucceeded ? 0 : new Date(attempt.lastUpdatedTime).getTime() + RETRY_AFTER_MS;
}
