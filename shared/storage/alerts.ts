import { z } from 'zod';
import { type AlertEnd, type AlertRow, alertEnds, alertStates } from '../domain/alerts/alert-row.ts';
import { alertRowKey } from '../domain/occurrences/keys.ts';
import { isNewerVersion } from '../domain/versions.ts';
import { mapPooled } from '../pooled.ts';
import { json, moment, type OnUnreadable, readable, toEntity } from './table/columns.ts';
import { odata, type Table } from './table/table.ts';

/** The columns of the table `alerts`, as `AlertRow` explains them. */
const alertRow = z.object({
  alertId: z.number(),
  state: z.enum(alertStates),
  playbook: z.string(),
  deviceKey: z.string().optional(),
  conditionKey: z.string().optional(),
  agentId: z.number().optional(),
  /** Where its playbook is for devices without an agent. */
  deviceGuid: z.string().optional(),
  customerId: z.number().optional(),
  customerName: z.string().optional(),
  deviceName: z.string().optional(),
  details: json(z.record(z.string(), z.unknown())).optional(),
  title: z.string(),
  message: z.string().optional(),
  severity: z.enum(['Information', 'Warning', 'Critical', 'unknown']).optional(),
  createdAt: moment,
  firstListedAt: moment,
  lastPoll: z.string(),
  ticketId: z.number().optional(),
  confirmedOpenAt: moment.optional(),
  closedAt: moment.optional(),
  closedBy: z.enum(alertEnds).optional(),
  recognised: json(z.object({ at: z.number(), rule: z.string() })).optional(),
  olderThanStart: z.boolean().optional(),
  skippedAs: z.string().optional(),
  retryAt: moment.optional(),
}) satisfies z.ZodType<AlertRow>;

/**
 * The open alerts (partition `open`), the ones that have ended (partition `closed`), and which poll
 * was the last complete one.
 */
export interface AlertStore {
  /**
   * Of these ids, the rows already known: one transaction per 1,000 open rows between the lowest
   * and highest id, and one per id not among them. With `open`, all open rows as just read, only the
   * latter.
   */
  known(alertIds: readonly number[], open?: ReadonlyMap<number, AlertRow>): Promise<Map<number, AlertRow>>;
  /** Every open alert: one transaction per 1,000. */
  open(): AsyncIterable<AlertRow>;
  /** Adds new rows and updates known ones, of one alert the last: one transaction per 100 rows. */
  save(rows: readonly AlertRow[]): Promise<void>;
  /** Open alerts that wait for a remediation. */
  waiting(): AsyncIterable<AlertRow>;
  /** Open alerts of a playbook, also those that were skipped. */
  openOf(playbook: string): AsyncIterable<AlertRow>;
  /** Open alerts that a condition has joined, or that wait for it. */
  openOn(condition: { readonly deviceKey: string; readonly conditionKey: string }): AsyncIterable<AlertRow>;
  /** Open alerts that are recorded only because they were old at the first poll. */
  olderThanStart(): AsyncIterable<AlertRow>;
  /** Open alerts that were last written by a poll before the given one. */
  notListedIn(pollId: string): AsyncIterable<AlertRow>;
  /** An alert by id, open or closed. */
  get(alertId: number): Promise<AlertRow | undefined>;
  /** Moves an alert to the closed ones, with how its end is known. Idempotent. */
  close(row: AlertRow, now: number, by: AlertEnd): Promise<void>;
  /**
   * Stores the latest poll that read every row. It listed the open alerts whose `lastPoll` is
   * `listedSince` or later, by default its own id: rows in which nothing changed need not be written
   * by every poll.
   */
  completePoll(pollId: string, listedSince?: string): Promise<void>;
  /** The latest poll that read every row, or undefined before the first one. */
  lastCompletePoll(): Promise<string | undefined>;
  /** What `lastPoll` an alert has at least that the latest complete poll listed (`isListed`). */
  listedSince(): Promise<string | undefined>;
  /** The same, and the newest version of the app that has started runs. One transaction. */
  polls(): Promise<{ readonly lastComplete?: string; readonly newestVersion?: string }>;
  /**
   * Records that this version of the app starts runs, unless a newer one has. Once for each
   * process.
   */
  noteVersion(version: string): Promise<void>;
}

const OPEN = 'open';
const CLOSED = 'closed';
const POLLS = 'polls';
const LAST_COMPLETE = 'last-complete';
const NEWEST_VERSION = 'newest-version';
const lastComplete = z.object({ pollId: z.string(), listedSince: z.string() });

/** What the rows of the partition `polls` say together. */
const pollFacts = z.object({ pollId: z.string().optional(), version: z.string().optional() });

/**
 * Returns the store on the given table. A row that cannot be read counts as one that is not there:
 * the next poll writes it again.
 */
export function makeAlertStore(table: Table, onUnreadable: OnUnreadable = () => {}): AlertStore {
  return {
    async known(alertIds, open) {
      const rows = new Map<number, AlertRow>();
      if (alertIds.length === 0) return rows;
      const keys = alertIds.map(alertRowKey).sort();
      const filter = odata`PartitionKey eq ${OPEN} and RowKey ge ${keys[0]} and RowKey le ${keys.at(-1)}`;
      const wanted = new Set(alertIds);
      for await (const row of open?.values() ?? readable(table.query(filter), alertRow, onUnreadable)) {
        if (wanted.delete(row.alertId)) rows.set(row.alertId, row);
      }
      const closed = await mapPooled([...wanted], (alertId) => table.get(CLOSED, alertRowKey(alertId)));
      const found = closed.filter((stored) => stored !== undefined);
      for await (const row of readable(found, alertRow, onUnreadable)) rows.set(row.alertId, row);
      return rows;
    },
    open: () => readable(table.query(odata`PartitionKey eq ${OPEN}`), alertRow, onUnreadable),
    async save(rows) {
      // Azure Tables refuses a transaction that holds a key twice, and with it every other row.
      const latest = new Map(rows.map((row) => [row.alertId, row]));
      await table.putAll([...latest.values()].map((row) => toEntity(alertRow, OPEN, alertRowKey(row.alertId), row)));
    },
    waiting: () => readable(table.query(odata`PartitionKey eq ${OPEN} and state eq ${'new'}`), alertRow, onUnreadable),
    openOf: (playbook) =>
      readable(table.query(odata`PartitionKey eq ${OPEN} and playbook eq ${playbook}`), alertRow, onUnreadable),
    openOn: ({ deviceKey, conditionKey }) => {
      const filter = odata`PartitionKey eq ${OPEN} and deviceKey eq ${deviceKey} and conditionKey eq ${conditionKey}`;
      return readable(table.query(filter), alertRow, onUnreadable);
    },
    olderThanStart: () =>
      readable(table.query(odata`PartitionKey eq ${OPEN} and olderThanStart eq ${true}`), alertRow, onUnreadable),
    notListedIn: (pollId) =>
      readable(table.query(odata`PartitionKey eq ${OPEN} and lastPoll lt ${pollId}`), alertRow, onUnreadable),
    async get(alertId) {
      const key = alertRowKey(alertId);
      const stored = (await table.get(OPEN, key)) ?? (await table.get(CLOSED, key));
      const [row] = await Array.fromAsync(readable(stored ? [stored] : [], alertRow, onUnreadable));
      return row;
    },
    async close(row, now, closedBy) {
      const key = alertRowKey(row.alertId);
      // Written to the closed partition first: a crash in between leaves both, and the next poll
      // closes it again.
      await table.put(toEntity(alertRow, CLOSED, key, { ...row, closedAt: now, closedBy }));
      await table.remove(OPEN, key);
    },
    ...pollRows(table),
  };
}

/** What is known of polls: rows of a partition of their own. */
function pollRows(
  table: Table,
): Pick<AlertStore, 'completePoll' | 'lastCompletePoll' | 'listedSince' | 'polls' | 'noteVersion'> {
  let noted: string | undefined;
  const read = async () => {
    const stored = await table.get(POLLS, LAST_COMPLETE);
    return stored && lastComplete.parse(stored);
  };
  return {
    completePoll: (pollId, listedSince = pollId) =>
      table.put({ partitionKey: POLLS, rowKey: LAST_COMPLETE, pollId, listedSince }),
    lastCompletePoll: async () => (await read())?.pollId,
    listedSince: async () => (await read())?.listedSince,
    async polls() {
      const rows = await Array.fromAsync(table.query(odata`PartitionKey eq ${POLLS}`));
      const { pollId, version: newestVersion } = pollFacts.parse(Object.assign({}, ...rows));
      return {
        ...(pollId !== undefined && { lastComplete: pollId }),
        ...(newestVersion !== undefined && { newestVersion }),
      };
    },
    async noteVersion(version) {
      if (noted === version) return;
      const stored = pollFacts.parse((await table.get(POLLS, NEWEST_VERSION)) ?? {}).version;
      if (stored === undefined || isNewerVersion(version, stored))
        await table.put({ partitionKey: POLLS, rowKey: NEWEST_VERSION, version });
      noted = version;
    },
  };
}
