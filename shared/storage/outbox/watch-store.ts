import { z } from 'zod';
import { Watched } from '../../notify/watch.ts';
import { json, toEntity } from '../table/columns.ts';
import type { Table } from '../table/table.ts';
import { PARTITION } from './outbox-rows.ts';

const watchRow = z.object({ data: json(Watched) });

/** What people were notified of about the app itself: one row of the table `outbox`. */
export interface WatchStore {
  /** One transaction. */
  get(): Promise<{ readonly watched: Watched; readonly etag: string | undefined }>;
  /** False when another instance has changed it since. One transaction. */
  save(watched: Watched, etag: string | undefined): Promise<boolean>;
}

/** Behind what waits and what is known: neither range holds it. */
const ROW = 'watch';

/** Returns the store on the table `outbox`. */
export function makeWatchStore(table: Table): WatchStore {
  return {
    async get() {
      const stored = await table.get(PARTITION, ROW);
      return { watched: stored ? watchRow.parse(stored).data : { checks: {} }, etag: stored?.etag };
    },
    save(watched, etag) {
      const row = toEntity(watchRow, PARTITION, ROW, { data: watched });
      return etag === undefined ? table.insert(row) : table.replaceIf(row, etag);
    },
  };
}
