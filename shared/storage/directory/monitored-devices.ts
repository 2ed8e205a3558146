import { z } from 'zod';
import { deviceKey } from '../../domain/occurrences/keys.ts';
import { batchedRemovals } from '../table/batched-removals.ts';
import { moment, type OnUnreadable, readable, toEntity } from '../table/columns.ts';
import { odata, type Table } from '../table/table.ts';
import { parts } from './directory-upkeep.ts';

/**
 * A device without an agent as Atera listed it (table `directory`, partition `monitored`): what
 * finds it by the GUID of its alerts.
 */
const monitoredDevice = z.object({
  deviceGuid: z.string(),
  kind: z.enum(['snmp', 'tcp', 'http', 'generic']),
  id: z.number(),
  name: z.string(),
  customerId: z.number().optional(),
  /** The agent that checks it. */
  monitoringAgentId: z.number().optional(),
  listedAt: moment,
});

/** A row of `monitoredDevice` as read: times are epoch ms. */
export type MonitoredDeviceRow = z.output<typeof monitoredDevice>;

/** The result of the last try to list them (partition `state`, row `monitored`). */
const listing = z.object({
  /** When the lists were last tried. */
  triedAt: moment,
  /** When they were last read to their end; absent before the first time. */
  readAt: moment.optional(),
  /** Why the last try failed, without a full stop; absent when it did not. */
  failed: z.string().optional(),
  /** True when Atera refused: the key lacks a right. */
  isRefused: z.boolean().optional(),
});

/** The row of `listing` as read. */
export type MonitoredListing = z.output<typeof listing>;

/** The devices without an agent as last listed, and how listing them went. */
export interface MonitoredDeviceStore {
  /** The device of an alert. One read. */
  get(deviceGuid: string): Promise<MonitoredDeviceRow | undefined>;
  /** Adds or replaces rows; one transaction per 100. */
  save(rows: readonly MonitoredDeviceRow[]): Promise<void>;
  /** All of them; one transaction per 1,000. */
  all(): AsyncIterable<MonitoredDeviceRow>;
  /** How the last listing went; undefined before the first. One read. */
  listing(): Promise<MonitoredListing | undefined>;
  /** Stores the result. */
  saveListing(found: MonitoredListing): Promise<void>;
  /** Removes what has an older stamp than this listing, which read every list to its end. */
  forgetBefore(listedAt: number): Promise<void>;
}

const ROW = 'monitored';

/**
 * Returns the store on the table `directory`. A row that cannot be read counts as one that is not
 * there.
 */
export function makeMonitoredDeviceStore(table: Table, onUnreadable: OnUnreadable = () => {}): MonitoredDeviceStore {
  const key = (deviceGuid: string) => deviceKey({ deviceGuid });
  return {
    async get(deviceGuid) {
      const stored = await table.get(parts.monitored, key(deviceGuid));
      return stored && monitoredDevice.safeParse(stored).data;
    },
    async save(rows) {
      // A transaction takes each key once.
      const latest = new Map(rows.map((row) => [key(row.deviceGuid), row]));
      await table.putAll([...latest].map(([rowKey, row]) => toEntity(monitoredDevice, parts.monitored, rowKey, row)));
    },
    all: () => readable(table.query(odata`PartitionKey eq ${parts.monitored}`), monitoredDevice, onUnreadable),
    async listing() {
      const stored = await table.get(parts.state, ROW);
      return stored && listing.parse(stored);
    },
    saveListing: (found) => table.put(toEntity(listing, parts.state, ROW, found)),
    async forgetBefore(listedAt) {
      const batch = batchedRemovals(table);
      const old = odata`PartitionKey eq ${parts.monitored} and listedAt lt ${new Date(listedAt).toISOString()}`;
      for await (const { partitionKey, rowKey } of table.query(old))
        await batch.remove(String(partitionKey), String(rowKey));
      await batch.flush();
    },
  };
}
