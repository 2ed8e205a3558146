import type { TableClient, TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import type { Clock } from '../../clock.ts';
import type { DatedAnswer } from '../../clock-watch.ts';

/**
 * Where the tables are: a storage connection string, or a table endpoint URL together with a
 * credential.
 */
export interface StorageLocation {
  readonly connection: string;
  readonly credential?: TokenCredential;
  /** Hears when each answer says that it was written. */
  readonly dated?: {
    readonly clock: Pick<Clock, 'now'>;
    hear(answer: Omit<DatedAnswer, 'source'>): void;
  };
  /** Put before every table name, so that tests can share one storage account. */
  readonly tablePrefix?: string;
}

/**
 * Returns the client of a table, which is created when it does not exist yet. The SDK's clients are
 * loaded with the first row: the start needs none of them.
 */
export async function createTable(location: StorageLocation, name: string): Promise<TableClient> {
  const { TableClient } = await import('@azure/data-tables');
  const { connection } = location;
  const client = isUrl(connection)
    ? new TableClient(connection, name, credentialOf(location), options(location))
    : TableClient.fromConnectionString(connection, name, options(location));
  await client.createTable();
  return client;
}

/** Throws when the storage does not answer. One cheap request. */
export async function probeStorage(location: StorageLocation): Promise<void> {
  const { TableServiceClient } = await import('@azure/data-tables');
  const service = isUrl(location.connection)
    ? new TableServiceClient(location.connection, credentialOf(location), options(location))
    : TableServiceClient.fromConnectionString(location.connection, options(location));
  for await (const _page of service.listTables().byPage({ maxPageSize: 1 })) return;
}

type PipelinePolicy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/** Lets `dated` hear of the date of each answer, with our clock around it. */
function options({ connection, dated }: StorageLocation): TableServiceClientOptions {
  const local = localOptions(connection);
  if (!dated) return local;
  const policy: PipelinePolicy = {
    name: 'dated',
    async sendRequest(request, next) {
      const sentAt = dated.clock.now();
      const response = await next(request);
      dated.hear({ date: response.headers.get('date'), sentAt, receivedAt: dated.clock.now() });
      return response;
    },
  };
  return { ...local, additionalPolicies: [{ policy, position: 'perRetry' }] };
}

/** Azurite speaks plain http, which the SDK refuses unless allowed to. */
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
