import type { TableEntity } from '@azure/data-tables';
import type { Page, PageOptions, RowChange, StoredRow, Table, TableService } from '../../shared/storage/table/table.ts';
import { columnsOf } from './entity-columns.ts';
import { rangeOf } from './filter-range.ts';
import { keysOf, MemoryRows, placeOf } from './memory-rows.ts';
import { parseFilter } from './odata-filter.ts';
import { badFilter } from './odata-tokens.ts';
import { storageError } from './storage-error.ts';

/** The storage transactions there are: each is one request that Azure counts. */
export type Verb = 'create' | 'delete' | 'get' | 'insert' | 'list' | 'query' | 'replace' | 'transaction' | 'upsert';

/** Azure's limits on one request. */
const ROWS_PER_TRANSACTION = 100;
const ROWS_PER_QUERY = 1000;

/** Not a moment that means anything: each write is a millisecond after the one before. */
const FIRST_WRITE = Date.parse('2026-01-01T00:00:00Z');

/**
 * A table service in this process, as unkind as Azure's: held to the same contract tests as Azurite
 * (test/contract/storage*.test.ts). A call takes a turn of the event loop, so that what runs at the
 * same time is interleaved.
 */
export class MemoryTables implements TableService {
  /** How many storage transactions of each kind there were. */
  readonly transactions = new Map<Verb, number>();
  readonly #tables = new Map<string, MemoryRows>();
  #writes = 0;

  open(name: string): Table {
    return memoryTable(async (verb, work) => {
      await turn();
      if (!this.#tables.has(name)) await this.#create(name);
      this.#count(verb);
      return work(this.#rowsOf(name));
    });
  }

  async probe(): Promise<void> {
    await turn();
    this.#count('list');
  }

  #rowsOf(name: string): MemoryRows {
    const rows = this.#tables.get(name) ?? new MemoryRows(() => new Date(FIRST_WRITE + this.#writes++));
    this.#tables.set(name, rows);
    return rows;
  }

  async #create(name: string): Promise<void> {
    this.#rowsOf(name);
    this.#count('create');
    await turn();
  }

  #count(verb: Verb): void {
    this.transactions.set(verb, (this.transactions.get(verb) ?? 0) + 1);
  }
}

/** Does `work` on the rows of a table at once, as one storage transaction. */
type Transact = <T>(verb: Verb, work: (rows: MemoryRows) => T) => Promise<T>;

function memoryTable(transact: Transact): Table {
  const remove = async (partitionKey: string, rowKey: string) =>
    void (await transact('delete', (rows) => rows.delete(placeOf(partitionKey, rowKey))));
  return {
    get: (partitionKey, rowKey) => transact('get', (rows) => rows.get(placeOf(partitionKey, rowKey))),
    insert: (row) => writeIf(transact, 'insert', row, (stored) => stored === undefined),
    replaceIf: (row, etag) => writeIf(transact, 'replace', row, (stored) => stored?.etag === etag),
    put: async (row) => void (await writeIf(transact, 'upsert', row, () => true)),
    putAll: (rows) => putInTransactions(transact, rows),
    remove,
    query: (filter) => queryRows(transact, filter),
    page: (filter, options) => readPage(transact, filter, options),
    async removeAll(partitionKey, rowKeys) {
      for (const chunk of chunksOf(rowKeys)) {
        if (await removeTogether(transact, partitionKey, chunk)) continue;
        for (const rowKey of chunk) await remove(partitionKey, rowKey);
      }
    },
    changeAll: (changes) => changeTogether(transact, changes),
  };
}

type Condition = (stored: StoredRow | undefined) => boolean;

async function writeIf(transact: Transact, verb: Verb, row: TableEntity, mayWrite: Condition): Promise<boolean> {
  const write = writeOf(row);
  return transact(verb, (rows) => {
    if (!mayWrite(rows.get(write.place))) return false;
    write.to(rows);
    return true;
  });
}

async function putInTransactions(transact: Transact, rows: readonly TableEntity[]): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    const writes = chunk.map(writeOf);
    checkTransaction(writes.map(({ place }) => place));
    await transact('transaction', (stored) => {
      for (const write of writes) write.to(stored);
    });
  }
}

/**
 * False, and nothing is removed, when one of the rows is gone already or named again: the service
 * refuses the whole transaction.
 */
function removeTogether(transact: Transact, partitionKey: string, rowKeys: readonly string[]): Promise<boolean> {
  const places = new Set(rowKeys.map((rowKey) => placeOf(partitionKey, rowKey)));
  return transact('transaction', (rows) => {
    if (places.size < rowKeys.length || ![...places].every((place) => rows.has(place))) return false;
    for (const place of places) rows.delete(place);
    return true;
  });
}

/** The first change that does not fit makes the service refuse the whole transaction. */
async function changeTogether(transact: Transact, changes: readonly RowChange[]): Promise<boolean> {
  const all = changes.map(changeOf);
  if (all.length > ROWS_PER_TRANSACTION) throw storageError(400, 'InvalidInput', 'A transaction has 100 rows at most.');
  checkTransaction(all.map(({ place }) => place));
  return transact('transaction', (rows) => {
    if (!all.every(({ place, fits }) => fits(rows.get(place)))) return false;
    for (const { to } of all) to(rows);
    return true;
  });
}

function changeOf(change: RowChange): { place: string; fits: Condition; to: (rows: MemoryRows) => void } {
  if ('remove' in change) {
    const place = placeOf(change.remove.partitionKey, change.remove.rowKey);
    return { place, fits: (stored) => stored !== undefined, to: (rows) => void rows.delete(place) };
  }
  if ('insert' in change) return { ...writeOf(change.insert), fits: (stored) => stored === undefined };
  if ('put' in change) return { ...writeOf(change.put), fits: () => true };
  return { ...writeOf(change.replace), fits: (stored) => stored?.etag === change.etag };
}

async function* queryRows(transact: Transact, filter: string): AsyncGenerator<StoredRow> {
  let token: string | undefined;
  do {
    const { rows, next } = await readPage(transact, filter, { top: ROWS_PER_QUERY, token });
    yield* rows;
    token = next;
  } while (token !== undefined);
}

async function readPage(transact: Transact, filter: string, { top, token }: PageOptions): Promise<Page<StoredRow>> {
  if (!(top >= 1 && top <= ROWS_PER_QUERY)) throw badFilter(filter, `${top} rows are asked for`);
  const from = token === undefined ? undefined : placeOfToken(token);
  const scan = { accepts: parseFilter(filter), top, from, range: rangeOf(filter) };
  const { rows, next } = await transact('query', (stored) => stored.scan(scan));
  return { rows, ...(next !== undefined && { next: tokenOf(next) }) };
}

/**
 * A write whose values were taken when it was asked for: what the caller changes afterwards is not
 * stored.
 */
function writeOf(row: TableEntity) {
  const columns = columnsOf(row);
  const keys = { partitionKey: row.partitionKey, rowKey: row.rowKey };
  return { place: placeOf(row.partitionKey, row.rowKey), to: (rows: MemoryRows) => rows.set(keys, columns) };
}

function checkTransaction(places: readonly string[]): void {
  const partitions = new Set(places.map((place) => keysOf(place)[0]));
  if (partitions.size > 1)
    throw storageError(400, 'CommandsInBatchActOnDifferentPartitions', 'A transaction writes to one partition only.');
  if (new Set(places).size < places.length)
    throw storageError(400, 'InvalidDuplicateRow', 'A transaction writes to each row once.');
}

function chunksOf<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / ROWS_PER_TRANSACTION);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * ROWS_PER_TRANSACTION, (index + 1) * ROWS_PER_TRANSACTION),
  );
}

/** The outside of a token is the SDK's (`isPageToken`): base64 of JSON. */
function tokenOf(place: string): string {
  const [nextPartitionKey, nextRowKey] = keysOf(place);
  return Buffer.from(JSON.stringify({ nextPartitionKey, nextRowKey })).toString('base64');
}

function placeOfToken(token: string): string {
  const { nextPartitionKey, nextRowKey = '' } = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
  return placeOf(nextPartitionKey, nextRowKey);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
