import type { TableEntity } from '@azure/data-tables';
import type { Coverage } from '../../domain/devices/coverage.ts';
import type { DirectoryAgent } from '../../domain/devices/directory-agent.ts';
import type { DeviceMatch } from '../../domain/devices/match-devices.ts';
import { deviceKey, serverKey, siteKey } from '../../domain/occurrences/keys.ts';
import type { DiskBaseline } from '../../domain/volumes/disk-growth.ts';
import { type OnUnreadable, readable, toEntity } from '../table/columns.ts';
import { odata, type Table } from '../table/table.ts';
import {
  type DirectoryBaseline,
  type DirectoryMacs,
  type DirectoryRefresh,
  type DirectoryServer,
  directoryAccount,
  directoryAgent,
  directoryBaseline,
  directoryCustomer,
  directoryMacs,
  directoryMatches,
  directoryRefresh,
  directoryServer,
} from './directory-rows.ts';
import { agentsOf, countRows, forgetUnlisted, parts, saveCustomers } from './directory-upkeep.ts';

/**
 * A device with its match and what its disks were; `matchedAt` (epoch ms) is when the refresh that
 * searched for them began.
 */
export interface DirectoryEntry {
  readonly agent: DirectoryAgent;
  /** Undefined = not searched for yet. */
  readonly automoxMatch?: DeviceMatch & { readonly matchedAt: number };
  /** Undefined = no reading of its disks is kept yet. */
  readonly baseline?: DiskBaseline;
}

/** How a refresh ends; `coverage` is the result of matching. */
interface FinishOptions {
  readonly keepUnlisted?: boolean;
  readonly coverage?: Coverage;
}

/**
 * The devices of both vendors as last listed (table `directory`). A refresh saves page after page,
 * then the matches, then `finishRefresh`; whoever reads meanwhile gets old and new rows with the
 * matches of before, never a device without its match. Everything is stamped with the one moment
 * the refresh began, so that machines' clocks need not agree.
 */
export interface DirectoryStore {
  /** Adds or replaces rows; one transaction per 100. */
  saveAgents(rows: readonly DirectoryAgent[]): Promise<void>;
  /** Adds or replaces rows; one transaction per 100. */
  saveServers(rows: readonly DirectoryServer[]): Promise<void>;
  /**
   * Keeps the MAC addresses of servers beside their rows, which a refresh replaces; one transaction
   * per 100.
   */
  saveMacs(rows: readonly DirectoryMacs[]): Promise<void>;
  /** Saves what `matchDevices` found; one transaction per 100. */
  saveMatches(matches: ReadonlyMap<number, DeviceMatch>, startedAt: number): Promise<void>;
  /** Saves readings of disks to measure growth from later; one transaction per 100. */
  saveBaselines(rows: readonly DirectoryBaseline[]): Promise<void>;
  /**
   * Removes what has an older stamp than this refresh, and records that it is complete. Only for a
   * refresh that read every page of both vendors: after a failed one, devices that exist would be
   * forgotten. `keepUnlisted` forgets nothing, for one that read every page and still found fewer
   * devices than the lists are said to hold.
   */
  finishRefresh(startedAt: number, now: number, options?: FinishOptions): Promise<DirectoryRefresh>;
  /**
   * The last complete refresh, or undefined before the first: the directory is `now - startedAt`
   * old.
   */
  lastRefresh(): Promise<DirectoryRefresh | undefined>;
  /** One device and its match: two reads, and another one for what its disks held. */
  get(agentId: number, options?: { readonly withBaseline?: boolean }): Promise<DirectoryEntry | undefined>;
  /** The agent of a device: one read. */
  agent(agentId: number): Promise<DirectoryAgent | undefined>;
  /**
   * The agent of a device that an alert names by its guid only; undefined when none or several have
   * it. Reads every agent.
   */
  agentByGuid(deviceGuid: string): Promise<DirectoryAgent | undefined>;
  /**
   * The agents that carry this serial number, letter for letter, at whatever customer. Reads every
   * agent.
   */
  agentsBySerial(serialNumber: string): Promise<readonly DirectoryAgent[]>;
  /**
   * Devices of a customer at the last refresh; undefined when it had none, or before the first. One
   * read.
   */
  deviceCount(customerId: number): Promise<number | undefined>;
  /** The account's time zone by its Windows name, as last read. One read. */
  accountTimeZone(): Promise<string | undefined>;
  /** Keeps the account's time zone, by its Windows name. */
  saveAccount(timeZoneName: string): Promise<void>;
  /** All agents, or those of a customer; one transaction per 1,000. */
  agents(customerId?: number): AsyncIterable<DirectoryAgent>;
  /**
   * All servers, with their MAC addresses where these are known; one transaction per 1,000, and one
   * more for those.
   */
  servers(): AsyncIterable<DirectoryServer>;
  /** The kept reading of every device; one transaction per 1,000. */
  baselines(): AsyncIterable<DirectoryBaseline>;
}

const LAST_REFRESH = 'last-refresh';
const ACCOUNT = 'account';

/**
 * Returns the store on the given table. A row that cannot be read counts as one that is not there:
 * a refresh writes it again, or removes it.
 */
export function makeDirectoryStore(table: Table, onUnreadable: OnUnreadable = () => {}): DirectoryStore {
  return { ...writes(table, onUnreadable), ...reads(table, onUnreadable) };
}

type Writes =
  | 'saveAgents'
  | 'saveServers'
  | 'saveMacs'
  | 'saveMatches'
  | 'saveBaselines'
  | 'saveAccount'
  | 'finishRefresh';

function writes(table: Table, onUnreadable: OnUnreadable): Pick<DirectoryStore, Writes> {
  const agentRow = (id: number) => deviceKey({ agentId: id });
  return {
    saveAgents: (rows) =>
      putDistinct(
        table,
        rows.map((row) => toEntity(directoryAgent, parts.agents, agentRow(row.id), row)),
      ),
    saveServers: (rows) =>
      putDistinct(
        table,
        rows.map((row) => toEntity(directoryServer, parts.servers, serverKey(row.id), row)),
      ),
    saveMacs: (rows) =>
      putDistinct(
        table,
        rows.map((row) => toEntity(directoryMacs, parts.macs, serverKey(row.serverId), row)),
      ),
    saveMatches: (matches, startedAt) =>
      putDistinct(
        table,
        [...matches].map(([agentId, { matched: _, ...found }]) =>
          toEntity(directoryMatches, parts.matches, agentRow(agentId), { ...found, matchedAt: startedAt }),
        ),
      ),
    saveBaselines: (rows) =>
      putDistinct(
        table,
        rows.map((row) => toEntity(directoryBaseline, parts.baselines, agentRow(row.agentId), row)),
      ),
    saveAccount: (timeZoneName) => table.put(toEntity(directoryAccount, parts.state, ACCOUNT, { timeZoneName })),
    async finishRefresh(startedAt, now, { keepUnlisted = false, coverage } = {}) {
      if (!keepUnlisted) await forgetUnlisted(table, startedAt);
      const { devicesOf, ...counts } = await countRows(table, now, onUnreadable);
      await saveCustomers(table, devicesOf, startedAt);
      const refresh = { startedAt, finishedAt: now, ...counts, ...(coverage && { coverage }) };
      await table.put(toEntity(directoryRefresh, parts.state, LAST_REFRESH, refresh));
      return refresh;
    },
  };
}

function reads(table: Table, onUnreadable: OnUnreadable): Omit<DirectoryStore, Writes> {
  return {
    async lastRefresh() {
      const stored = await table.get(parts.state, LAST_REFRESH);
      return stored && directoryRefresh.parse(stored);
    },
    async agent(agentId) {
      const stored = await table.get(parts.agents, deviceKey({ agentId }));
      return stored && directoryAgent.parse(stored);
    },
    async get(agentId, { withBaseline = false } = {}) {
      const key = deviceKey({ agentId });
      const asked = [parts.agents, parts.matches, ...(withBaseline ? [parts.baselines] : [])];
      const [agent, automoxMatch, baseline] = await Promise.all(asked.map((part) => table.get(part, key)));
      if (!agent) return undefined;
      return {
        agent: directoryAgent.parse(agent),
        ...(automoxMatch && { automoxMatch: asMatch(automoxMatch) }),
        ...(baseline && { baseline: asBaseline(baseline) }),
      };
    },
    async deviceCount(customerId) {
      const stored = await table.get(parts.customers, siteKey(customerId));
      return stored && directoryCustomer.parse(stored).devices;
    },
    async accountTimeZone() {
      const stored = await table.get(parts.state, ACCOUNT);
      return stored && directoryAccount.parse(stored).timeZoneName;
    },
    async agentByGuid(deviceGuid) {
      const filter = odata`PartitionKey eq ${parts.agents} and deviceGuid eq ${deviceGuid.toLowerCase()}`;
      const [agent, ...others] = await Array.fromAsync(readable(table.query(filter), directoryAgent, onUnreadable));
      return others.length === 0 ? agent : undefined;
    },
    agentsBySerial(serialNumber) {
      const filter = odata`PartitionKey eq ${parts.agents} and serialNumber eq ${serialNumber}`;
      return Array.fromAsync(readable(table.query(filter), directoryAgent, onUnreadable));
    },
    agents: (customerId) => readable(table.query(agentsOf(customerId)), directoryAgent, onUnreadable),
    servers: () => serversWithMacs(table, onUnreadable),
    baselines: () => readable(table.query(odata`PartitionKey eq ${parts.baselines}`), directoryBaseline, onUnreadable),
  };
}

async function* serversWithMacs(table: Table, onUnreadable: OnUnreadable): AsyncGenerator<DirectoryServer> {
  const known = await Array.fromAsync(
    readable(table.query(odata`PartitionKey eq ${parts.macs}`), directoryMacs, onUnreadable),
  );
  const macsOf = new Map(known.map((row) => [row.serverId, row]));
  const servers = table.query(odata`PartitionKey eq ${parts.servers}`);
  for await (const server of readable(servers, directoryServer, onUnreadable)) {
    const macs = macsOf.get(server.id);
    yield { ...server, ...(macs && { macAddresses: macs.macAddresses, macsReadAt: macs.readAt }) };
  }
}

/**
 * The same device can come on two pages; a transaction takes each key once. The later row counts.
 */
async function putDistinct(table: Table, rows: readonly TableEntity[]): Promise<void> {
  await table.putAll([...new Map(rows.map((row) => [row.rowKey, row])).values()]);
}

function asMatch(stored: unknown): DeviceMatch & { readonly matchedAt: number } {
  const { serverId, by, marks, code, reason, matchedAt } = directoryMatches.parse(stored);
  if (serverId !== undefined && by && marks) return { matched: true, serverId, by, marks, matchedAt };
  return { matched: false, code: code ?? 'not-matched', reason: reason ?? 'the directory does not say why', matchedAt };
}

function asBaseline(stored: unknown): DiskBaseline {
  const { at, disks } = directoryBaseline.parse(stored);
  return { at, disks };
}
