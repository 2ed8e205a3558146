import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { DAY_MS } from '../durations.ts';
import { moment, toEntity } from './table/columns.ts';
import type { Table } from './table/table.ts';

/** Since when these tables say what the app has done (table `switches`). */
export const tablesBegunRow = z.object({
  /** When they were made, or restored from a backup. */
  at: moment,
  /** When that backup was made: what was done between is forgotten. */
  backupAt: moment.optional(),
});

/** As above. Times are epoch ms. */
export type TablesBegun = z.output<typeof tablesBegunRow>;

/** Reads since when the tables remember. */
export interface TablesBegunStore {
  /**
   * When they were made or restored; now, when nobody has said so yet. Kept for the life of the
   * process: tables are restored while the app is stopped.
   */
  get(): Promise<TablesBegun>;
}

const PARTITION = 'tables';
const ROW = 'begun';

/** The problems of the forgotten time that still last have their tickets by then. */
const DOUBTED_FOR_MS = 7 * DAY_MS;

/** True while something may have been done that the tables do not know of. `now` is epoch ms. */
export function mayHaveForgotten({ at }: TablesBegun, now: number): boolean {
  return now < at + DOUBTED_FOR_MS;
}

/** Returns the store on the given table. */
export function makeTablesBegunStore(table: Table, clock: Pick<Clock, 'now'>): TablesBegunStore {
  const read = async () => {
    const stored = await table.get(PARTITION, ROW);
    return stored && tablesBegunRow.parse(stored);
  };
  const readOrBegin = async (): Promise<TablesBegun> => {
    const known = await read();
    if (known) return known;
    const begun = { at: clock.now() };
    await table.insert(toEntity(tablesBegunRow, PARTITION, ROW, begun));
    return (await read()) ?? begun;
  };
  let begun: Promise<TablesBegun> | undefined;
  return {
    async get() {
      begun ??= readOrBegin();
      try {
        return await begun;
      } catch (error) {
        begun = undefined;
        throw error;
      }
    },
  };
}

/** Says that the tables were restored at `at` from a backup made at `backupAt` (epoch ms). */
export async function sayRestored(table: Table, begun: TablesBegun): Promise<void> {
  await table.put(toEntity(tablesBegunRow, PARTITION, ROW, begun));
}
