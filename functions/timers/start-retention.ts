import type { DurableClient } from 'durable-functions';
import { startOnce, statusOf } from '../../orchestrations/runtime/client/durable-start.ts';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { orchestrators, SINGLETON_VERSION } from '../../orchestrations/runtime/names.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';

/** What is past its time is removed every night from 03:30 UTC. */
const NIGHTLY_AT_MS = 3 * HOUR_MS + 30 * MINUTE_MS;

/** One purge at a time. */
const INSTANCE_ID = 'retention';

/**
 * Starts the purge of what is past its time, once a night, or as soon as the app runs again after
 * it; does nothing while the last one still runs.
 */
export function makeStartRetention({ clock }: Pick<AppDeps, 'clock'>) {
  // Only spares reads: the instance itself says when the last one began.
  let notDueBefore = Number.NEGATIVE_INFINITY;
  return async (client: DurableClient): Promise<void> => {
    const now = clock.now();
    if (now < notDueBefore) return;
    const tonight = lastNight(now);
    const last = await statusOf(client, INSTANCE_ID);
    const isDone = last !== undefined && !(new Date(last.createdTime).getTime() < tonight);
    if (!isDone) await startOnce(client, orchestrators.retention, INSTANCE_ID, {}, SINGLETON_VERSION);
    notDueBefore = tonight + DAY_MS;
  };
}

/** The latest 03:30 UTC (epoch ms). */
function lastNight(now: number): number {
  return Math.floor((now - NIGHTLY_AT_MS) / DAY_MS) * DAY_MS + NIGHTLY_AT_MS;
}
