import type { RestError, TableClient, TableEntity, TransactionAction } from '@azure/data-tables';
import { createTable, probeStorage, type StorageLocation } from './connection.ts';

/** A row as the SDK returns it: flat columns plus its ETag. */
export type StoredRow = Record<string, unknown> & { etag: string };

/**
 * The few table operations the stores use. Every one is a single storage transaction unless it says
 * otherwise.
 */
export interface Table {
  /** The row, or undefined when there is none. */
  get(partitionKey: string, rowKey: string): Promise<StoredRow | undefined>;
  /** Adds a row; false when one with these keys exists (If-None-Match). */
  insert(row: TableEntity): Promise<boolean>;
  /** Replaces a row that has not changed since `etag`; false when it has, or is gone. */
  replaceIf(row: TableEntity, etag: string): Promise<boolean>;
  /** Adds or replaces a row. */
  put(row: TableEntity): Promise<void>;
  /** Adds or replaces rows, all in one partition: one transaction per 100 rows. */
  putAll(rows: readonly TableEntity[]): Promise<void>;
  /** Removes a row; no error when there is none. */
  remove(partitionKey: string, rowKey: string): Promise<void>;
  /** Rows that match an OData filter (build it with `odata`): one transaction per 1,000 rows. */
  query(filter: string): AsyncIterable<StoredRow>;
  /**
   * At most `top` (≤ 1,000) rows that match, in at most 5 transactions unless it says fewer: it may be fewer although
   * there is a `next`.
   */
  page(filter: string, options: PageOptions): Promise<Page<StoredRow>>;
  /**
   * Removes rows, all in one partition; one that is gone is skipped. One transaction per 100 rows.
   */
  removeAll(partitionKey: string, rowKeys: readonly string[]): Promise<void>;
  /**
   * Makes all of the changes (at most 100, of rows in one partition) or none: false when one of them
   * does not fit what is there. One transaction.
   */
  changeAll(changes: readonly RowChange[]): Promise<boolean>;
}

/**
 * One change of several that are made together: it adds a row that is not there, replaces one that
 * has not changed since it was read, adds or replaces, or removes one that is there.
 */
export type RowChange =
  | { readonly insert: TableEntity }
  | { readonly replace: TableEntity; readonly etag: string }
  | { readonly put: TableEntity }
  | { readonly remove: { readonly partitionKey: string; readonly rowKey: string } };

/** Which part of a long list. */
export interface PageOptions {
  readonly top: number;
  /** `next` of the page before. */
  readonly token?: string | undefined;
  /** Transactions, at most; default 5. */
  readonly transactions?: number;
}

/** A part of a long list; without `next` it was the last one. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next?: string;
}

/** A filter on other columns than the keys may cross partitions that hold nothing. */
const TRANSACTIONS_PER_PAGE = 5;

/** Azure Tables takes at most 100 rows in one entity group transaction. */
const ROWS_PER_TRANSACTION = 100;

/** Where the app keeps its rows. */
export interface TableService {
  /** A table by its name; nothing is sent yet. The same name is the same table. */
  open(name: string): Table;
  /** Checks that the storage answers; throws its error when it does not. One cheap request. */
  probe(): Promise<void>;
}

/** Returns the tables of a storage account. */
export function azureTables(location: StorageLocation): TableService {
  return { open: (name) => openTable(location, name), probe: () => probeStorage(location) };
}

/**
 * Opens a table, creating it when it does not exist yet; the creation is tried once and shared by
 * all callers.
 */
export function openTable(location: StorageLocation, name: string): Table {
  let created: Promise<TableClient> | undefined;
  const ready = async () => {
    created ??= createTable(location, `${location.tablePrefix ?? ''}${name}`);
    try {
      return await created;
    } catch (error) {
      created = undefined;
      throw error;
    }
  };
  return {
    get: async (partitionKey, rowKey) =>
      (await ready()).getEntity<Record<string, unknown>>(partitionKey, rowKey).then(asStored, orWhen(404, undefined)),
    insert: async (row) => (await ready()).createEntity(row).then(() => true, orWhen(409, false)),
    replaceIf: async (row, etag) =>
      (await ready()).updateEntity(row, 'Replace', { etag }).then(() => true, orWhen([404, 412], false)),
    put: async (row) => void (await (await ready()).upsertEntity(row, 'Replace')),
    putAll: async (rows) => putInTransactions(await ready(), rows),
    remove: async (partitionKey, rowKey) =>
      void (await (await ready()).deleteEntity(partitionKey, rowKey).catch(orWhen(404, undefined))),
    query: (filter) => queryRows(ready, filter),
    page: async (filter, options) => readPage(await ready(), filter, options),
    removeAll: async (partitionKey, rowKeys) => removeInTransactions(await ready(), partitionKey, rowKeys),
    changeAll: async (changes) =>
      (await ready()).submitTransaction(changes.map(asAction)).then(() => true, orWhen([404, 409, 412], false)),
  };
}

export type { StorageLocation } from './connection.ts';
export { odata } from './odata.ts';

function asAction(change: RowChange): TransactionAction {
  if ('insert' in change) return ['create', change.insert];
  if ('put' in change) return ['upsert', change.put, 'Replace'];
  if ('remove' in change) return ['delete', change.remove];
  return ['update', change.replace, 'Replace', { etag: change.etag }];
}

async function putInTransactions(client: TableClient, rows: readonly TableEntity[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_TRANSACTION) {
    const chunk = rows.slice(start, start + ROWS_PER_TRANSACTION);
    await client.submitTransaction(chunk.map((row) => ['upsert', row, 'Replace']));
  }
}

async function readPage(
  client: TableClient,
  filter: string,
  { top, token, transactions: most = TRANSACTIONS_PER_PAGE }: PageOptions,
): Promise<Page<StoredRow>> {
  const rows: StoredRow[] = [];
  let next = token;
  for (let transactions = 0; transactions < most; transactions++) {
    const settings = { maxPageSize: top - rows.length, ...(next !== undefined && { continuationToken: next }) };
    const pages = client.listEntities<Record<string, unknown>>({ queryOptions: { filter } }).byPage(settings);
    const { value } = await pages.next();
    next = value?.continuationToken;
    for (const row of value ?? []) rows.push(asStored(row));
    if (next === undefined || rows.length >= top) break;
  }
  return { rows, ...(next !== undefined && { next }) };
}

async function removeInTransactions(
  client: TableClient,
  partitionKey: string,
  rowKeys: readonly string[],
): Promise<void> {
  for (let start = 0; start < rowKeys.length; start += ROWS_PER_TRANSACTION) {
    const chunk = rowKeys.slice(start, start + ROWS_PER_TRANSACTION);
    const all = chunk.map((rowKey): ['delete', { partitionKey: string; rowKey: string }] => [
      'delete',
      { partitionKey, rowKey },
    ]);
    const isDone = await client.submitTransaction(all).then(() => true, orWhen([400, 404], false));
    // One row that is gone already makes the storage refuse the whole transaction.
    if (!isDone)
      for (const rowKey of chunk) await client.deleteEntity(partitionKey, rowKey).catch(orWhen(404, undefined));
  }
}

async function* queryRows(ready: () => Promise<TableClient>, filter: string): AsyncGenerator<StoredRow> {
  const client = await ready();
  for await (const row of client.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
    yield asStored(row);
  }
}

function asStored(row: Record<string, unknown>): StoredRow {
  return { ...row, etag: String(row.etag ?? '') };
}

/** Turns the given HTTP status codes of the storage into a value; every other error is rethrown. */
function orWhen<T>(status: number | readonly number[], value: T): (error: unknown) => T {
  return (error) => {
    if (isRestError(error) && [status].flat().includes(error.statusCode ?? 0)) return value;
    throw error;
  };
}

/** By name: the class would bring the SDK's clients with it. */
function isRestError(error: unknown): error is RestError {
  return error instanceof Error && error.name === 'RestError';
}
