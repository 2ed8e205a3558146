import { makeOutboxStore } from '../storage/outbox/outbox-store.ts';
import { makeWatchStore } from '../storage/outbox/watch-store.ts';
import type { OnUnreadable } from '../storage/table/columns.ts';
import type { Table } from '../storage/table/table.ts';
import { makeOutbox } from './outbox.ts';

/** Returns what the table `outbox` is written and read with. */
export function openOutbox(
  table: Table,
  onUnreadable: OnUnreadable,
  around: Omit<Parameters<typeof makeOutbox>[0], 'store'>,
) {
  const outboxStore = makeOutboxStore(table, onUnreadable);
  return { outboxStore, outbox: makeOutbox({ store: outboxStore, ...around }), watchStore: makeWatchStore(table) };
}
