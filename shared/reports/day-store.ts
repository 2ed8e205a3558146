import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { MINUTE_MS } from '../durations.ts';
import { moment, toEntity } from '../storage/table/columns.ts';
import { odata, type Table } from '../storage/table/table.ts';
import { type CountedDay, DAYS, daysOfRows, lastKeyOf, rowsOfDay } from './day-rows.ts';

const CHANGED = 'changed';

/** Within this, one mark per day and instance says that a day's outcomes change. */
const MARK_MS = 15 * MINUTE_MS;

/** A write that began just before the end of a mark has ended by then, whatever the clocks. */
const WRITES_END_MS = 2 * MINUTE_MS;

const change = z.object({ until: moment, open: z.boolean() });

/** A day whose outcomes have changed since it was counted, or may still be changing until then. */
export interface ChangedDay {
  readonly day: string;
  readonly until: number;
  readonly etag: string;
}

/** The days that reports are made of (table `reports`): figures, and which are to be counted again. */
export interface DayStore {
  /**
   * Says that outcomes of these days are about to change. At most one transaction per day in a
   * quarter of an hour, so that a crash after it costs one more count and loses nothing.
   */
  mark(days: readonly string[]): Promise<void>;
  /** The days to count again: one transaction. */
  changed(): Promise<readonly ChangedDay[]>;
  /** Keeps the figures of a day; the mark ends if no outcome can have changed since `countedAt`. */
  save(counted: CountedDay, mark: ChangedDay): Promise<void>;
  /** The days from `from` to `to`, both included, oldest first; one that cannot be read is skipped. */
  between(from: string, to: string): AsyncIterable<CountedDay>;
}

/** Returns the store on the table `reports`. */
export function makeDayStore(table: Table, clock: Clock): DayStore {
  const marked = new Map<string, number>();
  return {
    async mark(days) {
      const now = clock.now();
      for (const [day, end] of marked) if (end <= now) marked.delete(day);
      const end = (Math.floor(now / MARK_MS) + 1) * MARK_MS;
      for (const day of days.filter((one) => !marked.has(one))) {
        await table.put(toEntity(change, CHANGED, day, { until: end + WRITES_END_MS, open: true }));
        marked.set(day, end);
      }
    },
    async changed() {
      const rows = await Array.fromAsync(table.query(odata`PartitionKey eq ${CHANGED} and open eq ${true}`));
      return rows.map((row) => ({ day: String(row.rowKey), etag: row.etag, until: change.parse(row).until }));
    },
    async save(counted, mark) {
      const { day, countedAt } = counted;
      await table.putAll(rowsOfDay(counted));
      // Whoever marks it again meanwhile has changed the ETag.
      if (countedAt >= mark.until)
        await table.replaceIf(toEntity(change, CHANGED, day, { until: mark.until, open: false }), mark.etag);
    },
    between(from, to) {
      const filter = odata`PartitionKey eq ${DAYS} and RowKey ge ${from} and RowKey le ${lastKeyOf(to)}`;
      return daysOfRows(table.query(filter));
    },
  };
}
