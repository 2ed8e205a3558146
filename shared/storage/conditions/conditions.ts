import type { Condition, ConditionFacts, conditionStates, Opened } from '../../domain/occurrences/condition.ts';
import type { RunKey } from '../../domain/occurrences/keys.ts';
import { openOrJoin } from '../../domain/occurrences/occurrence.ts';
import { type OnUnreadable, readable, toEntity } from '../table/columns.ts';
import { spoiltColumns, withoutSpoilt } from '../table/spoilt-columns.ts';
import type { Page, PageOptions, StoredRow, Table } from '../table/table.ts';
import { conditionFilter } from './condition-filter.ts';
import { conditionRow } from './condition-row.ts';
import type { DueEntry, DueIndex } from './due-index.ts';
import { latestReadings } from './latest-readings.ts';
import type { CarriedBy } from './ticket-index.ts';

/**
 * Which conditions to list: all that is given must fit. `open` = any state but closed, `in-hand` =
 * a remediation is to begin or runs. Times are epoch ms.
 */
export interface ConditionQuery {
  readonly state?: (typeof conditionStates)[number] | 'open' | 'in-hand' | undefined;
  readonly customerId?: number | undefined;
  readonly deviceKey?: string | undefined;
  readonly playbook?: string | undefined;
  /** Occurrence opened at this time or later. */
  readonly since?: number | undefined;
}

/** Reads and changes `conditions`; every change is guarded by the row's ETag. */
export interface ConditionStore {
  /** The row, or undefined. */
  get(deviceKey: string, conditionKey: string): Promise<Condition | undefined>;
  /**
   * Opens the next occurrence, or joins the open one. Idempotent: the same alert gives the same
   * result.
   */
  openOccurrence(facts: ConditionFacts, now: number): Promise<Opened>;
  /**
   * Changes the row if it still is this occurrence and no newer run has it; `change` may run again
   * when another writer was faster, and writes nothing when it returns the row it was given. The
   * new row, or undefined when the occurrence or the run has moved on.
   */
  update(key: RunKey, change: (row: Condition) => Condition): Promise<Condition | undefined>;
  /**
   * The same for a person who ends an occurrence: a column that cannot be read is skipped where the
   * row can do without it, and stays as it is stored. What decides anything else must not do
   * without.
   */
  readonly lenient: Pick<ConditionStore, 'get' | 'update'>;
  /**
   * One page of the conditions that fit, by device: one transaction per page, or a few when little
   * fits.
   */
  list(query: ConditionQuery, options: PageOptions): Promise<Page<Condition>>;
  /**
   * Adds what the index lacks of the open conditions, and returns how many would never have been
   * due. The index of their tickets is made to agree as well.
   */
  mendDue(): Promise<number>;
  /** The conditions that a ticket carries, or carried: what it does says the row itself. */
  carriedBy(ticketId: number): Promise<readonly CarriedBy[]>;
  /** What may be due, from the index: whether it is says the row itself. */
  due(now: number): AsyncIterable<DueEntry>;
  /** Removes entries of the index that were served, or that their row does not confirm. */
  forgetDue(entries: readonly DueEntry[]): Promise<void>;
}

/**
 * A row as it was read, the version it was read at, what it holds that could not be read, and the
 * columns that a newer version of the app has added.
 */
interface Found {
  readonly row: Condition;
  readonly etag: string;
  readonly spoilt?: Readonly<Record<string, unknown>>;
  readonly newer: Readonly<Record<string, unknown>>;
}

/**
 * Writers of one condition are a poll, a remediation and a follow-up: more than a few collisions
 * mean a bug.
 */
const UPDATE_TRIES = 8;

/**
 * Returns the store on the table `conditions`, with the index of what is due. Lists skip a row that
 * cannot be read; asked for by its key, it throws.
 */
export function makeConditionStore(
  table: Table,
  dueIndex: DueIndex,
  onUnreadable: OnUnreadable = () => {},
): ConditionStore {
  const { read, readLeniently } = readersOf(table);
  const latest = latestReadings<Found>();
  const { write, updateAs } = writersOf(table, dueIndex, latest);
  return {
    update: updateAs(read),
    lenient: {
      get: async (deviceKey, conditionKey) => (await readLeniently(deviceKey, conditionKey))?.row,
      update: updateAs(readLeniently),
    },
    async get(deviceKey, conditionKey) {
      const found = await read(deviceKey, conditionKey);
      if (found) latest.keep(found);
      return found?.row;
    },
    async openOccurrence(facts, now) {
      for (let tries = 0; tries < UPDATE_TRIES; tries++) {
        const found = await read(facts.deviceKey, facts.conditionKey);
        const opened = openOrJoin(found?.row, facts, now);
        if (opened.condition === found?.row || (await write(opened.condition, found))) return opened;
      }
      throw new Error(
        `Condition ${facts.deviceKey} ${facts.conditionKey} changed ${UPDATE_TRIES} times while opening it`,
      );
    },
    async list(query, options) {
      const { rows, next } = await table.page(conditionFilter(query), options);
      return {
        rows: await Array.fromAsync(readable(rows, conditionRow, onUnreadable)),
        ...(next !== undefined && { next }),
      };
    },
    async mendDue() {
      const open = () => readable(table.query(conditionFilter({ state: 'open' })), conditionRow, onUnreadable);
      await dueIndex.tickets.mend(open());
      return dueIndex.addMissing(open());
    },
    carriedBy: dueIndex.tickets.of,
    due: dueIndex.upTo,
    forgetDue: dueIndex.remove,
  };
}

function writersOf(table: Table, dueIndex: DueIndex, latest: ReturnType<typeof latestReadings<Found>>) {
  const write = async (row: Condition, found?: Found) => {
    const etag = found?.etag;
    latest.take(row);
    // Before the row: a surplus entry does no harm, a missing one would be work never done.
    if (row.nextAt !== found?.row.nextAt) await dueIndex.add(row);
    if (row.ticketId !== undefined && row.ticketId !== found?.row.ticketId)
      await dueIndex.tickets.add(row, row.ticketId);
    const isSame = found?.row.occurrence === row.occurrence;
    const kept = { ...(isSame && found?.newer), ...found?.spoilt };
    const entity = { ...toEntity(conditionRow, row.deviceKey, row.conditionKey, row), ...kept };
    return etag === undefined ? table.insert(entity) : table.replaceIf(entity, etag);
  };
  const updateAs =
    (readAs: Read): ConditionStore['update'] =>
    async (key, change) => {
      // As this process last read it: where that is out of date, the ETag refuses the write.
      const known = latest.take(key);
      const changing = known && isOwn(known.row, key) ? ownedBy(key, change(known.row)) : undefined;
      if (known && changing && changing !== known.row && (await write(changing, known))) return changing;
      for (let tries = 0; tries < UPDATE_TRIES; tries++) {
        const found = await readAs(key.deviceKey, key.conditionKey);
        if (!found || !isOwn(found.row, key)) return undefined;
        const changed = ownedBy(key, change(found.row));
        if (changed === found.row) return changed;
        if (await write(changed, found)) return changed;
      }
      throw new Error(`Condition ${key.deviceKey} ${key.conditionKey} changed ${UPDATE_TRIES} times while updating it`);
    };
  return { write, updateAs };
}

type Read = (deviceKey: string, conditionKey: string) => Promise<Found | undefined>;

function readersOf(table: Table): { readonly read: Read; readonly readLeniently: Read } {
  return {
    async read(deviceKey, conditionKey) {
      const stored = await table.get(deviceKey, conditionKey);
      const row = stored && readRow(stored, { deviceKey, conditionKey });
      return row && { row, etag: stored.etag, newer: unknownColumns(stored) };
    },
    async readLeniently(deviceKey, conditionKey) {
      const stored = await table.get(deviceKey, conditionKey);
      const found = stored && withoutSpoilt(conditionRow, stored);
      const read = found ?? (stored && { row: readRow(stored, { deviceKey, conditionKey }) });
      return read && stored && { etag: stored.etag, newer: unknownColumns(stored), ...read };
    },
  };
}

/** After a rollback the older version must not lose what the newer one will need again. */
function unknownColumns(stored: StoredRow): Record<string, unknown> {
  const own = new Set(['etag', 'timestamp', 'partitionKey', 'rowKey', ...Object.keys(conditionRow.shape)]);
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !own.has(name) && !name.startsWith('odata')));
}

/**
 * The row of a condition does not fit: another version of the app wrote it, or a person changed it.
 */
export class UnreadableConditionError extends Error {
  override readonly name = 'UnreadableConditionError';
}

function readRow(stored: StoredRow, { deviceKey, conditionKey }: Pick<Condition, 'deviceKey' | 'conditionKey'>) {
  try {
    return conditionRow.parse(stored);
  } catch {
    const columns = spoiltColumns(conditionRow, stored).join(', ');
    throw new UnreadableConditionError(`row ${deviceKey} ${conditionKey} of the table conditions: ${columns}`);
  }
}

/** True while the row is of this occurrence and no newer run has it. */
export function isOwn({ occurrence, run }: Condition, key: RunKey): boolean {
  return occurrence === key.occurrence && (key.run === undefined || key.run >= run);
}

/**
 * Returns the row as this run reads it, to write it under its own number; undefined when it is not
 * its own any more.
 */
export function asOwn(row: Condition | undefined, key: RunKey): Condition | undefined {
  return row && isOwn(row, key) ? ownedBy(key, row) : undefined;
}

/**
 * A run may write before the poll that started it has said so: its first write makes the row its
 * own.
 */
function ownedBy({ run }: RunKey, row: Condition): Condition {
  return run !== undefined && run > row.run ? { ...row, run } : row;
}
