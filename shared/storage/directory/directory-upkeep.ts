import { fleetCounter } from '../../domain/devices/fleet-status.ts';
import { siteKey } from '../../domain/occurrences/keys.ts';
import { batchedRemovals } from '../table/batched-removals.ts';
import { type OnUnreadable, readable, toEntity } from '../table/columns.ts';
import { odata, type Table } from '../table/table.ts';
import { directoryAgent, directoryCustomer } from './directory-rows.ts';

/** The partitions of the table. */
export const parts = {
  agents: 'agent',
  servers: 'server',
  macs: 'mac',
  matches: 'matches',
  baselines: 'baseline',
  customers: 'customer',
  monitored: 'monitored',
  state: 'state',
} as const;

/** Filters the agents, all or those of a customer. */
export function agentsOf(customerId: number | undefined): string {
  if (customerId === undefined) return odata`PartitionKey eq ${parts.agents}`;
  return odata`PartitionKey eq ${parts.agents} and customerId eq ${customerId}`;
}

/**
 * Removes what a refresh no longer listed; a device goes with its match, the reading of its disks
 * and its MAC addresses.
 */
export async function forgetUnlisted(table: Table, startedAt: number): Promise<void> {
  const before = new Date(startedAt).toISOString();
  const agents = await removeAll(table, odata`PartitionKey eq ${parts.agents} and listedAt lt ${before}`);
  await table.removeAll(parts.baselines, agents);
  const servers = await removeAll(table, odata`PartitionKey eq ${parts.servers} and listedAt lt ${before}`);
  await table.removeAll(parts.macs, servers);
  await removeAll(table, odata`PartitionKey eq ${parts.matches} and matchedAt lt ${before}`);
}

/** Returns the row keys of what it removed. */
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

/** Writes how many devices each customer has; a customer without devices has no row. */
export async function saveCustomers(
  table: Table,
  devicesOf: ReadonlyMap<number, number>,
  startedAt: number,
): Promise<void> {
  await table.putAll(
    [...devicesOf].map(([customerId, devices]) =>
      toEntity(directoryCustomer, parts.customers, siteKey(customerId), { customerId, devices, countedAt: startedAt }),
    ),
  );
  await removeAll(
    table,
    odata`PartitionKey eq ${parts.customers} and countedAt lt ${new Date(startedAt).toISOString()}`,
  );
}

/**
 * Returns how many devices there are, in all and of each customer, when any was last seen, and which
 * are online at `now` (epoch ms).
 */
export async function countRows(table: Table, now: number, onUnreadable: OnUnreadable) {
  let [agents, servers, newestLastSeenAt] = [0, 0, 0];
  const devicesOf = new Map<number, number>();
  const fleet = fleetCounter(now);
  for await (const agent of readable(table.query(agentsOf(undefined)), directoryAgent, onUnreadable)) {
    const { lastSeenAt = 0, customerId } = agent;
    fleet.add(agent);
    agents++;
    newestLastSeenAt = Math.max(newestLastSeenAt, lastSeenAt);
    if (customerId !== undefined) devicesOf.set(customerId, (devicesOf.get(customerId) ?? 0) + 1);
  }
  for await (const _ of table.query(odata`PartitionKey eq ${parts.servers}`)) servers++;
  return {
    agents,
    servers,
    devicesOf,
    fleet: fleet.status(),
    customerNames: fleet.names(),
    ...(newestLastSeenAt > 0 && { newestLastSeenAt }),
  };
}
