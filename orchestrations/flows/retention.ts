import type { OrchestrationContext, Task } from 'durable-functions';
import { PURGED_WEEKS, purgedTables } from '../../shared/domain/lists/retention-rules.ts';
import type { DueMended } from '../activities/upkeep/mend-due-index.ts';
import { activities } from '../runtime/names.ts';

/** What a purge removed, by table; `instances` = finished orchestrations. */
export interface RetentionEnd {
  readonly removed: Readonly<Record<string, number>>;
  /** Conditions that the index of what is due had lost. */
  readonly mended: number;
  /** What could not be purged this time. */
  readonly failed: readonly string[];
}

/** Steps of one run, so that its history stays short; what is left is due tomorrow. */
const MAX_STEPS = 20;

interface StepEnd {
  readonly removed: number;
  readonly more?: boolean;
}

/**
 * Counts the days of the reports whose outcomes have changed, then removes rows and finished
 * orchestrations that are past their time, step by step, and mends the index of what is due. A
 * table whose
 * purge fails does not keep the others from theirs; it is retried the next day.
 */
export function* retention(context: OrchestrationContext): Generator<Task, RetentionEnd> {
  const removed: Record<string, number> = {};
  const failed: string[] = [];
  let steps = 0;
  const purge = function* (name: string, activity: string, input: object): Generator<Task, boolean> {
    steps++;
    try {
      const end = yield* step(context, activity, input);
      removed[name] = (removed[name] ?? 0) + end.removed;
      return end.more === true;
    } catch {
      failed.push(name);
      return false;
    }
  };
  failed.push(...(yield* countDays(context)));
  for (let slice = 0; slice <= PURGED_WEEKS; slice++) yield* purge('instances', activities.purgeInstances, { slice });
  for (const table of purgedTables) {
    let more = true;
    while (more && steps < MAX_STEPS) more = yield* purge(table, activities.purgeRows, { table });
  }
  const mended = yield* mendDue(context, failed);
  return { removed, mended, failed };
}

function* mendDue(context: OrchestrationContext, failed: string[]): Generator<Task, number> {
  try {
    return ((yield context.df.callActivity(activities.mendDueIndex, {})) as unknown as DueMended).mended;
  } catch {
    failed.push('due');
    return 0;
  }
}

/** Rounds of one night: each counts for 20 seconds. */
const COUNT_ROUNDS = 3;

/** Before old rows go: reports are made of what is counted. Returns what failed. */
function* countDays(context: OrchestrationContext): Generator<Task, readonly string[]> {
  try {
    for (let round = 0, more = true; more && round < COUNT_ROUNDS; round++)
      more = (yield* step(context, activities.countDays, {})).more === true;
    return [];
  } catch {
    return ['report-days'];
  }
}

function* step(context: OrchestrationContext, activity: string, input: object): Generator<Task, StepEnd, StepEnd> {
  return yield context.df.callActivity(activity, input);
}
