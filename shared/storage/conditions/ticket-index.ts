import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Condition } from '../../domain/occurrences/condition.ts';
import { DAY_MS } from '../../durations.ts';
import { moment, type OnUnreadable, readable, toEntity } from '../table/columns.ts';
import { odata, type Table } from '../table/table.ts';

const ticketRow = z.object({
  rowKey: z.string(),
  ticketId: z.number(),
  deviceKey: z.string(),
  conditionKey: z.string(),
  writtenAt: moment,
});

/** Names a condition that a ticket carries, or carried. */
export type CarriedBy = Pick<Condition, 'deviceKey' | 'conditionKey'>;

/**
 * Which conditions a ticket carries, found without reading `conditions`. An entry is written before
 * the row it names, which alone says whether it is true. One that is missing costs time only: the
 * ticket is then read when its follow-up comes.
 */
export interface TicketIndex {
  /** Adds the entry for the ticket that a condition is about to get. One transaction. */
  add(condition: CarriedBy, ticketId: number): Promise<void>;
  /** What a ticket carries; one transaction, whatever there is. */
  of(ticketId: number): Promise<CarriedBy[]>;
  /**
   * Adds what the index lacks of the given open conditions, and removes what none of them confirms.
   * One transaction per 1,000 entries, per one that is added and per 100 that are removed.
   */
  mend(conditions: AsyncIterable<Condition>): Promise<void>;
}

const PARTITION = 'ticket';

/** The row of a younger entry may not be written yet. */
const SETTLED_AFTER_MS = DAY_MS;

/** As text, so that the entries of a ticket are one range of keys. */
const TICKET_DIGITS = 16;

/** Returns the index of tickets, in a partition of the table `due`. */
export function makeTicketIndex(table: Table, clock: Pick<Clock, 'now'>, onUnreadable: OnUnreadable): TicketIndex {
  const add: TicketIndex['add'] = async ({ deviceKey, conditionKey }, ticketId) => {
    const rowKey = placeOf({ deviceKey, conditionKey }, ticketId);
    const entry = { rowKey, ticketId, deviceKey, conditionKey, writtenAt: clock.now() };
    await table.put(toEntity(ticketRow, PARTITION, rowKey, entry));
  };
  const entries = (filter: string) => readable(table.query(filter), ticketRow, onUnreadable);
  return {
    add,
    of: (ticketId) => {
      const [from, to] = [`${prefixOf(ticketId)}.`, `${prefixOf(ticketId)}/`];
      return Array.fromAsync(
        entries(odata`PartitionKey eq ${PARTITION} and RowKey ge ${from} and RowKey lt ${to}`),
        ({ deviceKey, conditionKey }) => ({ deviceKey, conditionKey }),
      );
    },
    async mend(conditions) {
      const surplus = new Set<string>();
      const known = new Set<string>();
      for await (const { rowKey, writtenAt } of entries(odata`PartitionKey eq ${PARTITION}`)) {
        known.add(rowKey);
        if (clock.now() - writtenAt >= SETTLED_AFTER_MS) surplus.add(rowKey);
      }
      for await (const condition of conditions) {
        const { ticketId } = condition;
        if (ticketId === undefined) continue;
        surplus.delete(placeOf(condition, ticketId));
        if (!known.has(placeOf(condition, ticketId))) await add(condition, ticketId);
      }
      await table.removeAll(PARTITION, [...surplus]);
    },
  };
}

function prefixOf(ticketId: number): string {
  return String(ticketId).padStart(TICKET_DIGITS, '0');
}

function placeOf({ deviceKey, conditionKey }: CarriedBy, ticketId: number): string {
  return `${prefixOf(ticketId)}.${deviceKey}.${conditionKey}`;
}
