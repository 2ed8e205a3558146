import type { DurableClient } from 'durable-functions';
import { freshPoll } from '../../orchestrations/flows/poll-alerts.ts';
import { runningStatus, startOnce } from '../../orchestrations/runtime/client/durable-start.ts';
import { terminateIfRunning } from '../../orchestrations/runtime/client/durable-terminate.ts';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { orchestrators, SINGLETON_VERSION } from '../../orchestrations/runtime/names.ts';
import { POLL_INSTANCE_ID } from '../../shared/domain/occurrences/keys.ts';
import { historyStartedAt } from './history-started-at.ts';

/**
 * A history of a poll takes minutes, on a bad day half an hour. One that waits indefinitely, for an
 * answer that was lost, would end all polling.
 */
const POLL_DEADLINE_MS = 60 * 60_000;

/**
 * Starts one poll of the open alerts; does nothing while the last one still runs, but ends one that
 * is past its deadline, so that the next firing starts again.
 */
export function makeStartPoll({ clock, log, budgets }: Pick<AppDeps, 'clock' | 'log' | 'budgets'>) {
  const lane = budgets.atera?.standing?.poll;
  return async (client: DurableClient): Promise<void> => {
    const now = clock.now();
    // Asked first only when it is refused: usually the last poll has long ended, and each question
    // is a read of storage.
    const poll = freshPoll(now, lane && { atera: lane });
    const how = await startOnce(client, orchestrators.pollAlerts, POLL_INSTANCE_ID, poll, SINGLETON_VERSION);
    const running = how === 'running' && (await runningStatus(client, POLL_INSTANCE_ID));
    if (!running) return;
    const age = now - historyStartedAt(running);
    // So that a start that cannot be read counts as not overdue.
    if (!(age >= POLL_DEADLINE_MS)) return log('poll-left-out', { minutes: Math.round(age / 60_000) });
    log('poll-overdue', { minutes: Math.round(age / 60_000) });
    return terminateIfRunning(client, POLL_INSTANCE_ID, 'the poll was past its deadline');
  };
}
