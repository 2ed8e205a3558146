import { removeOldFences } from '../budget/fence-retention.ts';
import type { Clock } from '../clock.ts';
import { keptDays, type PurgedTable } from '../domain/lists/retention-rules.ts';
import { DAY_MS } from '../durations.ts';
import type { ConditionStore } from './conditions/conditions.ts';
import { batchedRemovals } from './table/batched-removals.ts';
import { odata, type StoredRow, type Table } from './table/table.ts';

/** What one step removed, and whether it stopped before everything due was gone. */
export interface Purged {
  readonly removed: number;
  readonly more: boolean;
}

/** Removes what is past its time, a bounded part per call. Idempotent, also when interrupted. */
export interface Retention {
  purge(table: PurgedTable): Promise<Purged>;
}

interface RetentionDeps {
  readonly tables: Readonly<Record<PurgedTable, Table>>;
  readonly conditions: Pick<ConditionStore, 'get'>;
  readonly clock: Clock;
  /** Partitions of `fences` start with these. */
  readonly budgetIds: readonly string[];
  /** A closed condition's ticket may be reopened for so long, and then its effects are needed. */
  readonly reopenWithinDays: number;
  /** Rows of one step. */
  readonly limit?: number;
}

/** 5,000 rows are 5 queries and 50 transactions: a few seconds. */
const ROWS_PER_STEP = 5_000;

/** An activity has to end within 30 s; a slow storage is given less work instead of more time. */
const STEP_MS = 20_000;

/** Returns the retention over the given tables. */
export function makeRetention(deps: RetentionDeps): Retention {
  const { tables, clock, limit = ROWS_PER_STEP } = deps;
  const before = (days: number) => new Date(clock.now() - days * DAY_MS).toISOString();
  const remove = (table: Table, filter: string, mayGo?: (row: StoredRow) => Promise<boolean>) =>
    removeWhere(table, filter, { clock, limit, ...(mayGo && { mayGo }) });
  return {
    purge(table) {
      switch (table) {
        case 'alerts':
          return remove(
            tables.alerts,
            odata`PartitionKey eq ${'closed'} and closedAt lt ${before(keptDays.closedAlerts)}`,
          );
        case 'outcomes': {
          const at = before(keptDays.outcomes);
          // A row that was still written to recently is the answer to "why" of something that is
          // still open.
          return remove(tables.outcomes, odata`PartitionKey lt ${at.slice(0, 10)} and updatedAt lt ${at}`);
        }
        case 'reports':
          // Days, and the marks of days that are to be counted again.
          return remove(tables.reports, odata`RowKey lt ${before(keptDays.outcomes).slice(0, 10)}`);
        case 'effects':
          return remove(tables.effects, odata`intendedAt lt ${before(keptDays.effects)}`, makeIsForgotten(deps));
        case 'mutes':
          return remove(tables.mutes, odata`PartitionKey eq ${'past'} and endAt lt ${before(keptDays.outcomes)}`);
        case 'outbox':
          // What is not yet in a batch, and how channels are, has no such time.
          return remove(tables.outbox, odata`PartitionKey eq ${'outbox'} and at lt ${before(keptDays.outbox)}`);
        case 'fences':
          return purgeFences(deps, limit);
      }
    },
  };
}

async function removeWhere(
  table: Table,
  filter: string,
  bounds: { clock: Clock; limit: number; mayGo?: (row: StoredRow) => Promise<boolean> },
): Promise<Purged> {
  const { clock, limit, mayGo } = bounds;
  const until = clock.now() + STEP_MS;
  const batch = batchedRemovals(table);
  let removed = 0;
  let more = false;
  for await (const row of table.query(filter)) {
    more = removed >= limit || clock.now() >= until;
    if (more) break;
    if (mayGo && !(await mayGo(row))) continue;
    await batch.remove(String(row.partitionKey), String(row.rowKey));
    removed++;
  }
  await batch.flush();
  return { removed, more };
}

/**
 * Returns whether an effect will never be needed again. By the texts in `effects` our own comments
 * are distinguished from a person's, so those of an open condition, and of one whose ticket may
 * still be reopened, are kept however old they are.
 */
function makeIsForgotten({ conditions, clock, reopenWithinDays }: RetentionDeps): (row: StoredRow) => Promise<boolean> {
  const known = new Map<string, boolean>();
  const askNow = async (deviceKey: string, conditionKey: string) => {
    const condition = await conditions.get(deviceKey, conditionKey);
    if (!condition) return true;
    const closedAt = condition.closedAt ?? clock.now();
    return condition.state === 'closed' && closedAt < clock.now() - reopenWithinDays * DAY_MS;
  };
  return async (row) => {
    const deviceKey = String(row.partitionKey);
    // Row key: <conditionKey>.<n>.<kind>.<seq>; only the condition key holds dots of its own.
    const conditionKey = String(row.rowKey).split('.').slice(0, -3).join('.');
    const name = `${deviceKey} ${conditionKey}`;
    const isForgotten = known.get(name) ?? (await askNow(deviceKey, conditionKey));
    known.set(name, isForgotten);
    return isForgotten;
  };
}

async function purgeFences({ tables, clock, budgetIds }: RetentionDeps, limit: number): Promise<Purged> {
  const { fences } = tables;
  let removed = 0;
  for (const budgetId of budgetIds) {
    const batch = batchedRemovals(fences);
    const rows = { query: fences.query, remove: batch.remove };
    removed += await removeOldFences(rows, budgetId, { now: clock.now(), limit: limit - removed });
    await batch.flush();
    if (removed >= limit) return { removed, more: true };
  }
  return { removed, more: false };
}
