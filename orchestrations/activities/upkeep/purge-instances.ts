import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { keptDays, PURGED_WEEKS } from '../../../shared/domain/lists/retention-rules.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'clock' | 'log'>;

/** Nothing was started before this project existed. */
const FIRST_DAY = Date.parse('2024-01-01T00:00:00Z');

/**
 * What has ended. Never `Running`: asked to purge that, the host deletes everything in the time
 * range, entities included. Never without a start either: it refuses that.
 */
const ENDED = [
  df.OrchestrationRuntimeStatus.Completed,
  df.OrchestrationRuntimeStatus.Failed,
  df.OrchestrationRuntimeStatus.Terminated,
];

/**
 * Removes finished orchestrations of one slice of time: 0 = the newest week, `PURGED_WEEKS` = all
 * that is older than those weeks; so each call stays short even when the purge has not run for a
 * while. Idempotent.
 */
export function makePurgeInstances({ clock, log }: Deps) {
  return async ({ slice }: { readonly slice: number }, context: InvocationContext): Promise<{ removed: number }> => {
    const { instancesDeleted: removed } = await df.getClient(context).purgeInstanceHistoryBy({
      ...sliceOf(slice, clock.now()),
      runtimeStatus: ENDED,
    });
    if (removed > 0) log('instances-purged', { slice, removed });
    return { removed };
  };
}

function sliceOf(slice: number, now: number): { createdTimeFrom: Date; createdTimeTo: Date } {
  const to = now - (keptDays.instances + 7 * slice) * DAY_MS;
  const from = slice < PURGED_WEEKS ? to - 7 * DAY_MS : FIRST_DAY;
  return { createdTimeFrom: new Date(from), createdTimeTo: new Date(to) };
}
