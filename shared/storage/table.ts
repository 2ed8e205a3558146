import { odata, RestError, TableClient, type TableEntity, TableServiceClient } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';

/** A row as the SDK returns it: flat columns plus its ETag. */
export type StoredRow = Record<string, unknown> & { etag: string };

/** Where the tables are: a storage connection string, or a table endpoint URL together with a credential. */
export interface StorageLocation {
  readonly connection: string;
  readonly credential?: TokenCredential;
  /** Put before every table name, so that tests can share one storage account. */
  readonly tablePrefix?: string;
}

/** The few table operations the stores use. Every one is a single storage transaction unless it says otherwise. */
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
}

/** Azure Tables takes at most 100 rows in one entity group transaction. */
const ROWS_PER_TRANSACTION = 100;

/** Opens a table, creating it when it does not exist yet; the creation is tried once and shared by all callers. */
export function openTable(location: StorageLocation, name: string): Table {
  const client = tableClient(location, `${location.tablePrefix ?? ''}${name}`);
  let created: Promise<void> | undefined;
  const ready = async () => {
    created ??= client.createTable();
    try {
      await created;
    } catch (error) {
      created = undefined;
      throw error;
    }
    return client;
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
  };
}

/** Builds an OData filter with its values quoted safely. */
export { odata };

/** Checks that the storage answers; throws the SDK's error when it does not. One cheap request. */
export async function probeStorage(location: StorageLocation): Promise<void> {
  const service = isUrl(location.connection)
    ? new TableServiceClient(location.connection, credentialOf(location))
    : TableServiceClient.fromConnectionString(location.connection, localOptions(location.connection));
  for await (const _page of service.listTables().byPage({ maxPageSize: 1 })) return;
}

async function putInTransactions(client: TableClient, rows: readonly TableEntity[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_TRANSACTION) {
    const chunk = rows.slice(start, start + ROWS_PER_TRANSACTION);
    await client.submitTransaction(chunk.map((row) => ['upsert', row, 'Replace']));
  }
}

async function* queryRows(ready: () => Promise<TableClient>, filter: string): AsyncGenerator<StoredRow> {
  const client = await ready();
  for await (const row of client.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
    yield asStored(row);
  }
}

function tableClient(location: StorageLocation, name: string): TableClient {
  const { connection } = location;
  return isUrl(connection)
    ? new TableClient(connection, name, credentialOf(location))
    : TableClient.fromConnectionString(connection, name, localOptions(connection));
}

/** Azurite speaks plain http, which the SDK refuses unless told. */
function localOptions(connection: string): { allowInsecureConnection: boolean } {
  return { allowInsecureConnection: /UseDevelopmentStorage=true|=http:/i.test(connection) };
}

function isUrl(connection: string): boolean {
  return /^https:\/\//i.test(connection);
}

function credentialOf(location: StorageLocation): TokenCredential {
  if (!location.credential) throw new TypeError('A table endpoint URL needs a credential');
  return location.credential;
}

function asStored(row: Record<string, unknown>): StoredRow {
  return { ...row, etag: String(row['etag'] ?? '') };
}

/** Turns the given HTTP status codes of the storage into a value; every other error goes on. */
function orWhen<T>(status: number | readonly number[], value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof RestError && [status].flat().includes(error.statusCode ?? 0)) return value;
    throw error;
  };
}
