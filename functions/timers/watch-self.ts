import { MINUTE_MS } from '../../shared/durations.ts';
import { dueSummary } from '../../shared/notify/summary-time.ts';
import { isWanted, type WatchDeps, watchApp } from '../services/watch-app.ts';

/** Each run costs some eight reads; a poll that is late is reported after half an hour. */
const EVERY_MS = 20 * MINUTE_MS;

/**
 * Returns what watches the app itself every twenty minutes, and once more when the daily summary is
 * due. Where no channel is notified of it, it reads nothing.
 */
export function makeWatchSelf(deps: WatchDeps): () => Promise<void> {
  const { clock, customers, policy } = deps;
  const startedAt = clock.now();
  let nextAt = 0;
  let summarised: string | undefined;
  return async () => {
    if (policy.notify.channels.length === 0) return;
    const now = clock.now();
    const { timeZone } = await customers.policyOf(undefined);
    const due = isWanted(deps, 'daily-summary')
      ? dueSummary(policy.notify.dailySummaryAt, timeZone, now)?.day
      : undefined;
    if (now < nextAt && (due === undefined || due === summarised)) return;
    await watchApp(deps, startedAt);
    nextAt = now + EVERY_MS;
    summarised = due;
  };
}
