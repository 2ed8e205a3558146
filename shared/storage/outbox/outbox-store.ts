import type { TableEntity } from '@azure/data-tables';
import type { NotifyEvent } from '../../notify/event.ts';
import { type OnUnreadable, readable, toEntity } from '../table/columns.ts';
import { odata, type RowChange, type StoredRow, type Table } from '../table/table.ts';
import { type Batch, batchRow, type ChannelState, channelRow, eventRow, PARTITION, prefixes } from './outbox-rows.ts';

/** Everything that is still to be sent, and how the channels are. */
export interface Waiting {
  readonly batches: readonly Batch[];
  readonly channels: ReadonlyMap<string, StoredChannel>;
  /** In no batch yet, the oldest first. */
  readonly events: readonly NotifyEvent[];
  /** There was more than one step reads. */
  readonly more: boolean;
}

/** A channel as it was read. */
export interface StoredChannel {
  readonly state: ChannelState;
  readonly etag: string;
}

/** The table `outbox`: what people are notified of, until every channel has it. */
export interface OutboxStore {
  /** Adds an event unless it was added before; false when it was. One transaction. */
  add(event: NotifyEvent, now: number): Promise<boolean>;
  /** What is still to be sent. One transaction per 1,000 rows, at most five. */
  waiting(): Promise<Waiting>;
  /** Whether an event is still in no batch. One transaction. */
  isNew(id: string): Promise<boolean>;
  /**
   * Puts events into batches: all of it or, where another step did so meanwhile, nothing and false.
   * One transaction.
   */
  distribute(events: readonly NotifyEvent[], batches: readonly Batch[]): Promise<boolean>;
  /** How every channel is that something was sent to. One transaction. */
  channels(): Promise<readonly ChannelState[]>;
  /** How a channel is; undefined when nothing was sent to it yet. One transaction. */
  channel(name: string): Promise<StoredChannel | undefined>;
  /** Writes how a channel is, unless it has changed since; with it `done` goes. One transaction. */
  saveChannel(state: ChannelState, known: StoredChannel | undefined, done?: readonly string[]): Promise<boolean>;
  /** Removes a channel that the policy does not have any more, with what waits for it. */
  forgetChannel(name: string, batches: readonly Batch[]): Promise<void>;
}

/** What one step reads at most. */
const MOST_ROWS = 3_000;

/** Returns the store on the table `outbox`. */
export function makeOutboxStore(table: Table, onUnreadable: OnUnreadable = () => {}): OutboxStore {
  return {
    add: (event, now) =>
      table.changeAll([
        {
          insert: { partitionKey: PARTITION, rowKey: `${prefixes.known}${event.id}`, at: new Date(now).toISOString() },
        },
        { insert: eventEntity(event) },
      ]),
    async waiting() {
      const rows: StoredRow[] = [];
      let more = false;
      const filter = odata`PartitionKey eq ${PARTITION} and RowKey lt ${prefixes.known}`;
      for await (const row of table.query(filter)) {
        more = rows.length === MOST_ROWS;
        if (more) break;
        rows.push(row);
      }
      return { ...(await sorted(rows, onUnreadable)), more };
    },
    isNew: async (id) => (await table.get(PARTITION, `${prefixes.event}${id}`)) !== undefined,
    distribute: (events, batches) =>
      table.changeAll([
        ...events.map(({ id }) => removal(`${prefixes.event}${id}`)),
        ...batches.map((batch) => ({ insert: toEntity(batchRow, PARTITION, batch.rowKey, batch) })),
      ]),
    channels() {
      // The character after the full stop ends the range.
      const filter = odata`PartitionKey eq ${PARTITION} and RowKey ge ${prefixes.channel} and RowKey lt ${'channel/'}`;
      return Array.fromAsync(readable(table.query(filter), channelRow, onUnreadable));
    },
    async channel(name) {
      const stored = await table.get(PARTITION, `${prefixes.channel}${name}`);
      return stored && { state: channelRow.parse(stored), etag: stored.etag };
    },
    saveChannel(state, known, done = []) {
      const row = toEntity(channelRow, PARTITION, `${prefixes.channel}${state.name}`, state);
      const change = known ? { replace: row, etag: known.etag } : { insert: row };
      return table.changeAll([change, ...done.map(removal)]);
    },
    async forgetChannel(name, batches) {
      await table.removeAll(
        PARTITION,
        batches.map(({ rowKey }) => rowKey),
      );
      await table.remove(PARTITION, `${prefixes.channel}${name}`);
    },
  };
}

async function sorted(rows: readonly StoredRow[], onUnreadable: OnUnreadable): Promise<Omit<Waiting, 'more'>> {
  const of = (prefix: string) => rows.filter(({ rowKey }) => String(rowKey).startsWith(prefix));
  const channels = new Map<string, StoredChannel>();
  for (const row of of(prefixes.channel)) {
    for await (const state of readable([row], channelRow, onUnreadable))
      channels.set(state.name, { state, etag: row.etag });
  }
  const events = await Array.fromAsync(readable(of(prefixes.event), eventRow, onUnreadable));
  return {
    batches: await Array.fromAsync(readable(of(prefixes.batch), batchRow, onUnreadable)),
    channels,
    events: events.map(({ data }) => data).sort((one, other) => one.at - other.at),
  };
}

function removal(rowKey: string): RowChange {
  return { remove: { partitionKey: PARTITION, rowKey } };
}

function eventEntity(event: NotifyEvent): TableEntity {
  const rowKey = `${prefixes.event}${event.id}`;
  return toEntity(eventRow, PARTITION, rowKey, { rowKey, data: event });
}
