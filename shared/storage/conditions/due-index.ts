import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Condition } from '../../domain/occurrences/condition.ts';
import { type Due, turnOf, turns } from '../../domain/occurrences/turn.ts';
import { MINUTE_MS } from '../../durations.ts';
import { moment, type OnUnreadable, readable, toEntity } from '../table/columns.ts';
import { odata, type Table } from '../table/table.ts';
import { makeTicketIndex, type TicketIndex } from './ticket-index.ts';

const dueRow = z.object({
  rowKey: z.string(),
  deviceKey: z.string(),
  conditionKey: z.string(),
  nextAt: moment,
  turn: z.enum(turns),
  rank: z.number(),
  writtenAt: moment,
});

/**
 * A row of `due`: what it names was to be due at `nextAt`; the condition itself says whether it
 * still is. Times are epoch ms.
 */
export type DueEntry = Due & z.output<typeof dueRow>;

/**
 * Which conditions are due, found without reading `conditions`. An entry is written before the row
 * it names, so that a crash in between leaves one too many and never one too few. What is in it
 * only orders the work.
 */
export interface DueIndex {
  /** Adds an entry for the `nextAt` the condition is about to get. One transaction. */
  add(condition: Condition): Promise<void>;
  /** Adds an entry as given. One transaction. */
  put(due: Due): Promise<void>;
  /** Entries whose time has come, oldest first; one transaction per 1,000. */
  upTo(now: number): AsyncIterable<DueEntry>;
  /**
   * Adds an entry for each of the conditions that has none: the index can be made again from its
   * rows. Returns how many. One transaction per 1,000 entries and one for each that is added.
   */
  addMissing(conditions: AsyncIterable<Condition>): Promise<number>;
  /** Removes entries; one transaction per 100. */
  remove(entries: readonly DueEntry[]): Promise<void>;
  /** Which conditions a ticket carries, beside it in the same table. */
  readonly tickets: TicketIndex;
}

/**
 * An activity lasts 30 s: an entry this old whose condition says otherwise is not about to come
 * true.
 */
const SETTLED_AFTER_MS = 10 * MINUTE_MS;

const PARTITION = 'due';

/** True when an entry that its condition does not confirm may be removed. `now` is epoch ms. */
export function isSettled({ writtenAt }: DueEntry, now: number): boolean {
  return now - writtenAt >= SETTLED_AFTER_MS;
}

/**
 * Returns the index in the table `due`; keys are times, so that what is due is one range of them.
 */
export function makeDueIndex(table: Table, clock: Pick<Clock, 'now'>, onUnreadable: OnUnreadable = () => {}): DueIndex {
  const put = async (due: Due) => {
    // Each entry has a key of its own: whoever removes one never removes that of another writer.
    const rowKey = `${placeOf(due)}${randomUUID()}`;
    await table.insert(toEntity(dueRow, PARTITION, rowKey, { ...due, rowKey, writtenAt: clock.now() }));
  };
  const add = async (condition: Condition) => {
    const { deviceKey, conditionKey, nextAt, rank = 0 } = condition;
    if (nextAt !== undefined) await put({ deviceKey, conditionKey, nextAt, turn: turnOf(condition), rank });
  };
  return {
    add,
    put,
    tickets: makeTicketIndex(table, clock, onUnreadable),
    async addMissing(conditions) {
      // Entries first: a condition that moves on meanwhile has one of its own.
      const places = new Set<string>();
      const all = readable(table.query(odata`PartitionKey eq ${PARTITION}`), dueRow, onUnreadable);
      for await (const entry of all) places.add(placeOf(entry));
      let added = 0;
      for await (const condition of conditions) {
        const { nextAt } = condition;
        if (nextAt === undefined || places.has(placeOf({ ...condition, nextAt }))) continue;
        await add(condition);
        added++;
      }
      return added;
    },
    upTo(at) {
      const end = new Date(at + 1).toISOString();
      return readable(table.query(odata`PartitionKey eq ${PARTITION} and RowKey lt ${end}`), dueRow, onUnreadable);
    },
    remove: (entries) =>
      table.removeAll(
        PARTITION,
        entries.map(({ rowKey }) => rowKey),
      ),
  };
}

/** What the key of an entry begins with. */
function placeOf({ deviceKey, conditionKey, nextAt }: Pick<DueEntry, 'deviceKey' | 'conditionKey' | 'nextAt'>): string {
  return `${new Date(nextAt).toISOString()}.${deviceKey}.${conditionKey}.`;
}
