/** Just what removing old fences needs of a table. */
export interface FenceRows {
  query(filter: string): AsyncIterable<Record<string, unknown>>;
  remove(partitionKey: string, rowKey: string): Promise<void>;
}

/** No execution of an activity uses its lease a day later. */
const KEPT_MS = 86_400_000;

/**
 * Removes the fence rows of a budget whose day (UTC) ended at least a day before `now` (epoch ms),
 * at most `limit` of them, and returns how many. Idempotent, and safe to interrupt.
 */
export async function removeOldFences(
  rows: FenceRows,
  budgetId: string,
  { now, limit = 5_000 }: { now: number; limit?: number },
): Promise<number> {
  const firstDayKept = new Date(now - KEPT_MS).toISOString().slice(0, 10);
  const prefix = budgetId.replaceAll("'", "''");
  const filter = `PartitionKey ge '${prefix}.0' and PartitionKey lt '${prefix}.${firstDayKept}'`;
  let removed = 0;
  for await (const row of rows.query(filter)) {
    if (removed >= limit) break;
    await rows.remove(String(row.partitionKey), String(row.rowKey));
    removed++;
  }
  return removed;
}
