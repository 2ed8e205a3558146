import { z } from 'zod';
import { json, moment, type OnUnreadable, readable, toEntity } from './table/columns.ts';
import { inPieces, inWhole } from './table/pieces.ts';
import { odata, type StoredRow, type Table } from './table/table.ts';

/** How far a back-test is. */
const backtestStates = ['reading', 'playing', 'done', 'failed', 'cancelled'] as const;

/** A back-test of the deployed app (table `backtests`, partition `run`). Times are epoch ms. */
export const backtestRow = z.object({
  id: z.string(),
  state: z.enum(backtestStates),
  /** When it was asked for: the end of its period. */
  startedAt: moment,
  /** Begin of its period. */
  since: moment,
  maxPages: z.int().positive(),
  /** Where the sweep over the alerts stands; its owner knows the shape. */
  cursor: json(z.unknown()).optional(),
  alerts: z.int().nonnegative(),
  /** 0 to 1, of reading. */
  progress: z.number(),
  changedAt: moment,
  endedAt: moment.optional(),
  /** Why it failed, or who cancelled it. */
  because: z.string().optional(),
});

/** See the schema. */
export type Backtest = z.output<typeof backtestRow>;

/** Keeps back-tests: what each is doing, what it has read so far, and its report. */
export interface BacktestStore {
  get(id: string): Promise<Backtest | undefined>;
  /** The newest first. */
  list(): Promise<Backtest[]>;
  /** Adds one; false when it exists. */
  add(run: Backtest): Promise<boolean>;
  /**
   * Changes one that has not ended; undefined when it has, or is gone: whoever cancels it wins
   * against whoever reads.
   */
  change(id: string, changes: Partial<Backtest>): Promise<Backtest | undefined>;
  /** Keeps the rows of one page; the same page again replaces them. */
  savePage(id: string, page: number, rows: readonly unknown[]): Promise<void>;
  /** Every row kept, in the order of the pages. */
  rows(id: string): AsyncIterable<unknown>;
  saveReport(id: string, report: unknown): Promise<void>;
  report(id: string): Promise<unknown>;
  /** Removes what was read of the alerts; the report stays. */
  forgetRows(id: string): Promise<void>;
  /** Removes one as a whole. */
  remove(id: string): Promise<void>;
}

const RUNS = 'run';
const REPORT = 'report';
const pageKey = (page: number) => `page.${String(page).padStart(6, '0')}`;

/** Of writers there are a reader and a person. */
const TRIES = 5;

const ENDED: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

/** True once nothing more becomes of it. */
export function hasEnded({ state }: Pick<Backtest, 'state'>): boolean {
  return ENDED.has(state);
}

/** Returns the store on the given table. */
export function makeBacktestStore(table: Table, onUnreadable: OnUnreadable = () => {}): BacktestStore {
  const read = async (id: string) => {
    const stored = await table.get(RUNS, id);
    const [run] = await Array.fromAsync(readable(stored ? [stored] : [], backtestRow, onUnreadable));
    return run && stored && { run, etag: stored.etag };
  };
  return {
    get: async (id) => (await read(id))?.run,
    async list() {
      const runs = await Array.fromAsync(
        readable(table.query(odata`PartitionKey eq ${RUNS}`), backtestRow, onUnreadable),
      );
      return runs.sort((a, b) => b.startedAt - a.startedAt);
    },
    add: (run) => table.insert(toEntity(backtestRow, RUNS, run.id, run)),
    async change(id, changes) {
      for (let tries = 0; tries < TRIES; tries++) {
        const found = await read(id);
        if (!found || hasEnded(found.run)) return undefined;
        const run = { ...found.run, ...changes };
        if (await table.replaceIf(toEntity(backtestRow, RUNS, id, run), found.etag)) return run;
      }
      throw new Error(`Back-test ${id} changed ${TRIES} times while it was changed`);
    },
    savePage: (id, page, rows) => table.put({ partitionKey: id, rowKey: pageKey(page), ...inPieces(rows) }),
    async *rows(id) {
      const filter = odata`PartitionKey eq ${id} and RowKey ge ${'page.'} and RowKey lt ${'page/'}`;
      for await (const stored of table.query(filter)) yield* inWhole(stored) as unknown[];
    },
    saveReport: (id, report) => table.put({ partitionKey: id, rowKey: REPORT, ...inPieces(report) }),
    async report(id) {
      const stored = await table.get(id, REPORT);
      return stored && inWhole(stored);
    },
    forgetRows: (id) => forget(table, id, ({ rowKey }) => rowKey !== REPORT),
    async remove(id) {
      await forget(table, id, () => true);
      await table.remove(RUNS, id);
    },
  };
}

async function forget(table: Table, id: string, isMeant: (row: StoredRow) => boolean): Promise<void> {
  const stored = await Array.fromAsync(table.query(odata`PartitionKey eq ${id}`));
  await table.removeAll(
    id,
    stored.filter(isMeant).map(({ rowKey }) => String(rowKey)),
  );
}
