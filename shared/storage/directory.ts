import type { TableEntity } from '@azure/data-tables';
import type { DiskBaseline } from '../domain/disk-growth.ts';
import { deviceKey, serverKey, siteKey } from '../domain/keys.ts';
import type { Hands } from '../domain/match-devices.ts';
import { batchedRemovals } from './batched-removals.ts';
import { type OnUnreadable, readable, toEntity } from './columns.ts';
import {
  type DirectoryAgent,
  type DirectoryBaseline,
  type DirectoryRefresh,
  type DirectoryServer,
  directoryAccount,
  directoryAgent,
  directoryBaseline,
  directoryCustomer,
  directoryHands,
  directoryRefresh,
  directoryServer,
} from './directory-rows.ts';
import { odata, type Table } from './table.ts';

/** A device with its hands and what its disks were; `matchedAt` (epoch ms) is when the refresh that looked for them began. */
export interface DirectoryEntry {
  readonly agent: DirectoryAgent;
  /** Undefined = not looked for yet. */
  readonly hands?: Hands & { readonly matchedAt: number };
  /** Undefined = no reading of its disks is kept yet. */
  readonly baseline?: DiskBaseline;
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
  /** Saves readings of disks to tell growth from later; one transaction per 100. */
  saveBaselines(rows: readonly DirectoryBaseline[]): Promise<void>;
  /**
   * Removes what has an older stamp than this refresh, and remembers that it is complete. Only for a refresh that saw every
   * page of both vendors: after a broken one, devices that exist would be forgotten. `keepUnlisted` forgets nothing, for one that read
   * every page and still found fewer devices than the lists are said to hold.
   */
  finishRefresh(startedAt: number, now: number, options?: { keepUnlisted?: boolean }): Promise<DirectoryRefresh>;
  /** The last complete refresh, or undefined before the first: the directory is `now - startedAt` old. */
  lastRefresh(): Promise<DirectoryRefresh | undefined>;
  /** One device: three reads. */
  get(agentId: number): Promise<DirectoryEntry | undefined>;
  /** The agent of a device that an alert names by its guid only; undefined when none or several have it. Reads every agent. */
  agentByGuid(deviceGuid: string): Promise<DirectoryAgent | undefined>;
  /** The agents that carry this serial number, letter for letter, at whatever customer. Reads every agent. */
  agentsBySerial(serialNumber: string): Promise<readonly DirectoryAgent[]>;
  /** Devices of a customer at the last refresh; undefined when it had none, or before the first. One read. */
  deviceCount(customerId: number): Promise<number | undefined>;
  /** The account's time zone by its Windows name, as last read. One read. */
  accountTimeZone(): Promise<string | undefined>;
  /** Keeps the account's time zone, by its Windows name. */
  saveAccount(timeZoneName: string): Promise<void>;
  /** All agents, or those of a customer; one transaction per 1,000. */
  agents(customerId?: number): AsyncIterable<DirectoryAgent>;
  /** All servers; one transaction per 1,000. */
  servers(): AsyncIterable<DirectoryServer>;
  /** The kept reading of every device; one transaction per 1,000. */
  baselines(): AsyncIterable<DirectoryBaseline>;
}

const AGENTS = 'agent';
const SERVERS = 'server';
const HANDS = 'hands';
const BASELINES = 'baseline';
const CUSTOMERS = 'customer';
const STATE = 'state';
const LAST_REFRESH = 'last-refresh';
const ACCOUNT = 'account';

/**
 * The store on the given table. A row that cannot be read counts as one that is not there: a refresh writes it anew, or removes it.
 */
export function makeDirectoryStore(table: Table, onUnreadable: OnUnreadable = () => {}): DirectoryStore {
  return { ...writes(table, onUnreadable), ...reads(table, onUnreadable) };
}

type Writes = 'saveAgents' | 'saveServers' | 'saveHands' | 'saveBaselines' | 'saveAccount' | 'finishRefresh';

function writes(table: Table, onUnreadable: OnUnreadable): Pick<DirectoryStore, Writes> {
  const agentRow = (id: number) => deviceKey({ agentId: id });
  return {
    saveAgents: (rows) =>
      putDistinct(
        table,
        rows.map((row) => toEntity(directoryAgent, AGENTS, agentRow(row.id), row)),
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
          toEntity(directoryHands, HANDS, agentRow(agentId), { ...found, matchedAt: startedAt }),
        ),
      ),
    saveBaselines: (rows) =>
      putDistinct(
        table,
        rows.map((row) => toEntity(directoryBaseline, BASELINES, agentRow(row.agentId), row)),
      ),
    saveAccount: (timeZoneName) => table.put(toEntity(directoryAccount, STATE, ACCOUNT, { timeZoneName })),
    async finishRefresh(startedAt, now, { keepUnlisted = false } = {}) {
      if (!keepUnlisted) await forgetUnlisted(table, startedAt);
      const { devicesOf, ...counts } = await countRows(table, onUnreadable);
      await saveCustomers(table, devicesOf, startedAt);
      const refresh = { startedAt, finishedAt: now, ...counts };
      await table.put(toEntity(directoryRefresh, STATE, LAST_REFRESH, refresh));
      return refresh;
    },
  };
}

function reads(table: Table, onUnreadable: OnUnreadable): Omit<DirectoryStore, Writes> {
  return {
    async lastRefresh() {
      const stored = await table.get(STATE, LAST_REFRESH);
      return stored && directoryRefresh.parse(stored);
    },
    async get(agentId) {
      const key = deviceKey({ agentId });
      const [agent, hands, baseline] = await Promise.all(
        [AGENTS, HANDS, BASELINES].map((part) => table.get(part, key)),
      );
      if (!agent) return undefined;
      return {
        agent: directoryAgent.parse(agent),
        ...(hands && { hands: asHands(hands) }),
        ...(baseline && { baseline: asBaseline(baseline) }),
      };
    },
    async deviceCount(customerId) {
      const stored = await table.get(CUSTOMERS, siteKey(customerId));
      return stored && directoryCustomer.parse(stored).devices;
    },
    async accountTimeZone() {
      const stored = await table.get(STATE, ACCOUNT);
      return stored && directoryAccount.parse(stored).timeZoneName;
    },
    async agentByGuid(deviceGuid) {
      const filter = odata`PartitionKey eq ${AGENTS} and deviceGuid eq ${deviceGuid.toLowerCase()}`;
      const [agent, ...others] = await Array.fromAsync(readable(table.query(filter), directoryAgent, onUnreadable));
      return others.length === 0 ? agent : undefined;
    },
    agentsBySerial(serialNumber) {
      const filter = odata`PartitionKey eq ${AGENTS} and serialNumber eq ${serialNumber}`;
      return Array.fromAsync(readable(table.query(filter), directoryAgent, onUnreadable));
    },
    agents: (customerId) => readable(table.query(agentsOf(customerId)), directoryAgent, onUnreadable),
    servers: () => readable(table.query(odata`PartitionKey eq ${SERVERS}`), directoryServer, onUnreadable),
    baselines: () => readable(table.query(odata`PartitionKey eq ${BASELINES}`), directoryBaseline, onUnreadable),
  };
}

function agentsOf(customerId: number | undefined): string {
  if (customerId === undefined) return odata`PartitionKey eq ${AGENTS}`;
  return odata`PartitionKey eq ${AGENTS} and customerId eq ${customerId}`;
}

/** The same device can come on two pages; a transaction takes each key once. The later row counts. */
async function putDistinct(table: Table, rows: readonly TableEntity[]): Promise<void> {
  await table.putAll([...new Map(rows.map((row) => [row.rowKey, row])).values()]);
}

/** A device goes with its hands and with the reading of its disks. */
async function forgetUnlisted(table: Table, startedAt: number): Promise<void> {
  const before = new Date(startedAt).toISOString();
  const agents = await removeAll(table, odata`PartitionKey eq ${AGENTS} and listedAt lt ${before}`);
  await table.removeAll(BASELINES, agents);
  await removeAll(table, odata`PartitionKey eq ${SERVERS} and listedAt lt ${before}`);
  await removeAll(table, odata`PartitionKey eq ${HANDS} and matchedAt lt ${before}`);
}

/** Answers the row keys of what it removed. */
async function removeAll(table: Table, filter: string): Promise<string[]> {
  const batch = batchedRemovals(table);
  const removed: string[] = [];
  for await (const { partitionKey, rowKey } of table.query(filter)) {
    await batch.remove(String(partitionKey), String(rowKey));
    removed.push(String(rowKey));
  }
  await batch.flush();
  return removed;
}

/** A customer without devices has no row. */
async function saveCustomers(table: Table, devicesOf: ReadonlyMap<number, number>, startedAt: number): Promise<void> {
  await table.putAll(
    [...devicesOf].map(([customerId, devices]) =>
      toEntity(directoryCustomer, CUSTOMERS, siteKey(customerId), { customerId, devices, countedAt: startedAt }),
    ),
  );
  await removeAll(table, odata`PartitionKey eq ${CUSTOMERS} and countedAt lt ${new Date(startedAt).toISOString()}`);
}

async function countRows(table: Table, onUnreadable: OnUnreadable) {
  let [agents, servers, newestSeenAt] = [0, 0, 0];
  const devicesOf = new Map<number, number>();
  for await (const { lastSeenAt = 0, customerId } of readable(
    table.query(agentsOf(undefined)),
    directoryAgent,
    onUnreadable,
  )) {
    agents++;
    newestSeenAt = Math.max(newestSeenAt, lastSeenAt);
    if (customerId !== undefined) devicesOf.set(customerId, (devicesOf.get(customerId) ?? 0) + 1);
  }
  for await (const _ of table.query(odata`PartitionKey eq ${SERVERS}`)) servers++;
  return { agents, servers, devicesOf, ...(newestSeenAt > 0 && { newestSeenAt }) };
}

function asHands(stored: unknown): Hands & { readonly matchedAt: number } {
  const { serverId, by, reason, matchedAt } = directoryHands.parse(stored);
  if (serverId !== undefined && by !== undefined) return { hands: true, serverId, by, matchedAt };
  return { hands: false, reason: reason ?? 'the directory does not say why', matchedAt };
}

function asBaseline(stored: unknown): DiskBaseline {
  const { at, disks } = directoryBaseline.parse(stored);
  return { at, disks };
}
