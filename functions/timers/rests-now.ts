import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { inWindow } from '../../shared/domain/time/business-hours.ts';
import { MINUTE_MS } from '../../shared/durations.ts';

type Deps = Pick<AppDeps, 'alerts' | 'clock' | 'customers' | 'policy'>;

/** The timer does not fire to the second. */
const EARLY_MS = MINUTE_MS / 2;

/**
 * Returns whether polling rests now: in quiet hours, while the last complete poll is younger than
 * the policy's `quietHours.pollEveryMinutes`. After a poll that was not complete it does not.
 */
export function makeRestsNow({ alerts, clock, customers, policy }: Deps): () => Promise<boolean> {
  const { hours, pollEveryMinutes } = policy.quietHours;
  // Only spares reads: a poll meanwhile has moved it later.
  let notDueBefore = Number.NEGATIVE_INFINITY;
  return async () => {
    if (hours.length === 0) return false;
    const now = clock.now();
    const { timeZone } = await customers.policyOf(undefined);
    if (!inWindow(hours, timeZone, now)) return false;
    if (now < notDueBefore) return true;
    const last = await alerts.lastCompletePoll();
    // A poll's id is the time it began.
    if (last !== undefined) notDueBefore = Date.parse(last) + pollEveryMinutes * MINUTE_MS - EARLY_MS;
    return now < notDueBefore;
  };
}
