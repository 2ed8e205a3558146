import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { MINUTE_MS } from '../durations.ts';
import { moment, toEntity } from '../storage/columns.ts';
import { odata, type StoredRow, type Table } from '../storage/table.ts';
import { DayFigures } from './day-figures.ts';

const CHANGED = 'changed';
const DAYS = 'days';

/** A column holds 32 K characters, a row a megabyte of two bytes each. */
const COLUMN_CHARACTERS = 30_000;
const MOST_COLUMNS = 16;

/** Within this, one mark per day and instance says that a day's outcomes change. */
const MARK_MS = 15 * MINUTE_MS;

/** A write that began just before the end of a mark has ended by then, whatever the clocks. */
const WRITES_END_MS = 2 * MINUTE_MS;

const change = z.object({ until: moment, open: z.boolean() });
const dayRow = z.object({ countedAt: moment, columns: z.int().nonnegative() });

/** A day as it was counted at `countedAt` (epoch ms). */
export interface CountedDay {
  /** `2026-03-02`. */
  readonly day: string;
  readonly countedAt: number;
  readonly figures: DayFigures;
}

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
    async save({ day, countedAt, figures }, mark) {
      await table.put(rowOf(day, countedAt, figures));
      // Whoever marks it again meanwhile has changed the ETag.
      if (countedAt >= mark.until)
        await table.replaceIf(toEntity(change, CHANGED, day, { until: mark.until, open: false }), mark.etag);
    },
    async *between(from, to) {
      const filter = odata`PartitionKey eq ${DAYS} and RowKey ge ${from} and RowKey le ${to}`;
      for await (const row of table.query(filter)) {
        const counted = readDay(row);
        if (counted) yield counted;
      }
    },
  };
}

function rowOf(day: string, countedAt: number, figures: DayFigures) {
  const text = JSON.stringify(fitting(figures));
  const columns = Math.ceil(text.length / COLUMN_CHARACTERS);
  const parts = Array.from({ length: columns }, (_, index) => [
    `part${index}`,
    text.slice(index * COLUMN_CHARACTERS, (index + 1) * COLUMN_CHARACTERS),
  ]);
  return { ...toEntity(dayRow, DAYS, day, { countedAt, columns }), ...Object.fromEntries(parts) };
}

/** Thousands of customers in a day: devices and classes are left out before any customer is. */
function fitting(figures: DayFigures): DayFigures {
  if (JSON.stringify(figures).length <= COLUMN_CHARACTERS * MOST_COLUMNS) return figures;
  const { devices, classes, moreDevices, moreClasses, customers } = figures;
  const without = { moreDevices: moreDevices + devices.length, moreClasses: moreClasses + classes.length };
  return { customers, devices: [], classes: [], ...without };
}

function readDay(row: StoredRow): CountedDay | undefined {
  try {
    const { countedAt, columns } = dayRow.parse(row);
    const text = Array.from({ length: columns }, (_, index) => String(row[`part${index}`])).join('');
    return { day: String(row.rowKey), countedAt, figures: DayFigures.parse(JSON.parse(text)) };
  } catch {
    return undefined;
  }
}
