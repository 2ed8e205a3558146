import type { TableEntity } from '@azure/data-tables';
import type { z } from 'zod';
import { deviceKey, serverKey } from '../domain/keys.ts';
import type { Hands } from '../domain/match-devices.ts';
import { toEntity } from './columns.ts';
import {
  type DirectoryAgent,
  type DirectoryRefresh,
  type DirectoryServer,
  directoryAgent,
  directoryHands,
  directoryRefresh,
  directoryServer,
} from './directory-rows.ts';
import { odata, type Table } from './table.ts';

/** A device with its hands; `matchedAt` (epoch ms) is when the refresh that looked for them began. */
export interface DirectoryEntry {
  readonly agent: DirectoryAgent;
  /** Undefined = not looked for yet. */
  readonly hands?: Hands & { readonly matchedAt: number };
}

/**
 * The devices of both vendors as last listed (table `directory`). A refresh saves page after page, then the matches, then
 * `finishRefresh`; whoever reads meanwhile sees old and new rows with the matches of before, never a device without its
 * hands. Everything is stamped with the one moment the refresh began, so that machines' clocks need not agree.
 */
export interface DirectoryStore {
  /** Adds or replaces rows; one transaction per 100. */
  saveAgents(rows: readonly DirectoryAgent[]): Promise<void>;
  /** Adds or replaces rows; one transaction per 100. */
  saveServers(rows: readonly DirectoryServer[]): Promise<void>;
  /** Saves what `matchDevices` found; one transaction per 100. */
  saveHands(matches: ReadonlyMap<number, Hands>, startedAt: number): Promise<void>;
  /**
   * Removes what has an older stamp than this refresh, and remembers that it is complete. Only for a refresh that saw every
   * page of both vendors: after a broken one, devices that exist would be forgotten.
   */
  finishRefresh(startedAt: number, now: number): Promise<DirectoryRefresh>;
  /** The last complete refresh, or undefined before the first: the directory is `now - startedAt` old. */
  lastRefresh(): Promise<DirectoryRefresh | undefined>;
  /** One device: two reads. */
  get(agentId: number): Promise<DirectoryEntry | undefined>;
  /** The agent of a device that an alert names by its guid only; undefined when none or several have it. Reads every agent. */
  agentByGuid(deviceGuid: string): Promise<DirectoryAgent | undefined>;
  /** All agents, or those of a customer; one transaction per 1,000. */
  agents(customerId?: number): AsyncIterable<DirectoryAgent>;
  /** All servers; one transaction per 1,000. */
  servers(): AsyncIterable<DirectoryServer>;
}

const AGENTS = 'agent';
const SERVERS = 'server';
const HANDS = 'hands';
const STATE = 'state';
const LAST_REFRESH = 'last-refresh';

/** The store on the given table. */
export function makeDirectoryStore(table: Table): DirectoryStore {
  return { ...writes(table), ...reads(table) };
}

function writes(table: Table): Pick<DirectoryStore, 'saveAgents' | 'saveServers' | 'saveHands' | 'finishRefresh'> {
  return {
    saveAgents: (rows) =>
      putDistinct(
        table,
        rows.map((row) => toEntity(directoryAgent, AGENTS, deviceKey({ agentId: row.id }), row)),
      ),
    saveServers: (rows) =>
      putDistinct(
        table,
        rows.map((row) => toEntity(directoryServer, SERVERS, serverKey(row.id), row)),
      ),
    saveHands: (matches, startedAt) =>
      putDistinct(
        table,
        [...matches].map(([agentId, { hands: _, ...found }]) =>
          toEntity(directoryHands, HANDS, deviceKey({ agentId }), { ...found, matchedAt: startedAt }),
        ),
      ),
    async finishRefresh(startedAt, now) {
      const before = new Date(startedAt).toISOString();
      await removeAll(table, odata`PartitionKey eq ${AGENTS} and listedAt lt ${before}`);
      await removeAll(table, odata`PartitionKey eq ${SERVERS} and listedAt lt ${before}`);
      await removeAll(table, odata`PartitionKey eq ${HANDS} and matchedAt lt ${before}`);
      const [agents, servers] = [await countRows(table, AGENTS), await countRows(table, SERVERS)];
      const refresh = { startedAt, finishedAt: now, agents, servers };
      await table.put(toEntity(directoryRefresh, STATE, LAST_REFRESH, refresh));
      return refresh;
    },
  };
}

function reads(table: Table): Omit<DirectoryStore, keyof ReturnType<typeof writes>> {
  return {
    async lastRefresh() {
      const stored = await table.get(STATE, LAST_REFRESH);
      return stored && directoryRefresh.parse(stored);
    },
    async get(agentId) {
      const key = deviceKey({ agentId });
      const [agent, hands] = await Promise.all([table.get(AGENTS, key), table.get(HANDS, key)]);
      return agent && { agent: directoryAgent.parse(agent), ...(hands && { hands: asHands(hands) }) };
    },
    async agentByGuid(deviceGuid) {
      const filter = odata`PartitionKey eq ${AGENTS} and deviceGuid eq ${deviceGuid.toLowerCase()}`;
      const [agent, ...others] = await Array.fromAsync(parsed(table, filter, directoryAgent));
      return others.length === 0 ? agent : undefined;
    },
    agents: (customerId) =>
      parsed(
        table,
        customerId === undefined
          ? odata`PartitionKey eq ${AGENTS}`
          : odata`PartitionKey eq ${AGENTS} and customerId eq ${customerId}`,
        directoryAgent,
      ),
    servers: () => parsed(table, odata`PartitionKey eq ${SERVERS}`, directoryServer),
  };
}

/** The same device can come on two pages; a transaction takes each key once. The later row counts. */
async function putDistinct(table: Table, rows: readonly TableEntity[]): Promise<void> {
  await table.putAll([...new Map(rows.map((row) => [row.rowKey, row])).values()]);
}

async function removeAll(table: Table, filter: string): Promise<void> {
  for await (const row of table.query(filter)) await table.remove(String(row.partitionKey), String(row.rowKey));
}

async function countRows(table: Table, partition: string): Promise<number> {
  let rows = 0;
  for await (const _ of table.query(odata`PartitionKey eq ${partition}`)) rows++;
  return rows;
}

async function* parsed<T>(table: Table, filter: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  for await (const stored of table.query(filter)) yield schema.parse(stored);
}

function asHands(stored: unknown): Hands & { readonly matchedAt: number } {
  const { serverId, by, reason, matchedAt } = directoryHands.parse(stored);
  if (serverId !== undefined && by !== undefined) return { hands: true, serverId, by, matchedAt };
  return { hands: false, reason: reason ?? 'the directory does not say why', matchedAt };
}
