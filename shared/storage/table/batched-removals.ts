import type { Table } from './table.ts';

/** Azure Tables takes at most 100 rows in one transaction. */
const ROWS_PER_TRANSACTION = 100;

/**
 * Removals that are gathered and sent 100 at a time; rows have to come partition by partition, as a
 * query gives them.
 */
export interface BatchedRemovals {
  remove(partitionKey: string, rowKey: string): Promise<void>;
  /** Sends what is left. Call it at the end. */
  flush(): Promise<void>;
}

/** Removals from one table: a transaction per 100 rows instead of one per row. */
export function batchedRemovals(table: Pick<Table, 'removeAll'>): BatchedRemovals {
  let partition = '';
  let rowKeys: string[] = [];
  const flush = async () => {
    const batch = rowKeys;
    rowKeys = [];
    if (batch.length > 0) await table.removeAll(partition, batch);
  };
  return {
    flush,
    async remove(partitionKey, rowKey) {
      if (partitionKey !== partition || rowKeys.length >= ROWS_PER_TRANSACTION) await flush();
      partition = partitionKey;
      rowKeys.push(rowKey);
    },
  };
}
