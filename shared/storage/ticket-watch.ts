import { z } from 'zod';
import type { PersonClose } from '../domain/tickets/person-close.ts';
import { READ_BACKS_KEPT, type ReadBack } from '../domain/tickets/ticket-baseline.ts';
import { json, toEntity } from './table/columns.ts';
import type { Table } from './table/table.ts';

const readBack = z.object({
  ticketId: z.number(),
  technician: z.string().optional(),
  status: z.string().optional(),
  replies: z.array(z.string()),
});

const personClose = z.object({ ticketId: z.number(), at: z.number(), noticedAt: z.number() });

/**
 * What is known of the tenant's tickets as a whole (table `directory`, partition `state`, row
 * `tickets`).
 */
const ticketWatchRow = z.object({ readBacks: json(z.array(readBack)), closes: json(z.array(personClose)) });

/** What people and rules of the tenant do to tickets: one row, changed under its ETag. */
export interface TicketWatchStore {
  /** The latest first read-backs and ends by people, oldest first. One transaction. */
  get(): Promise<{ readonly readBacks: readonly ReadBack[]; readonly closes: readonly PersonClose[] }>;
  /** Stores what a ticket's first read-back showed. Idempotent: by ticket. */
  addReadBack(readBack: ReadBack): Promise<void>;
  /**
   * Stores that a person ended a ticket; the latest ends, this one included. Idempotent: by ticket.
   */
  addClose(close: PersonClose): Promise<readonly PersonClose[]>;
}

const PARTITION = 'state';
const ROW = 'tickets';

/** Enough to detect a bulk close, little enough for one row. */
const CLOSES_KEPT = 50;

/** Two follow-ups at once are many; more collisions mean a bug. */
const TRIES = 8;

type Watch = z.output<typeof ticketWatchRow>;

/** Returns the store on the table `directory`. */
export function makeTicketWatchStore(table: Table): TicketWatchStore {
  const read = async () => {
    const stored = await table.get(PARTITION, ROW);
    const watch: Watch = stored ? ticketWatchRow.parse(stored) : { readBacks: [], closes: [] };
    return { watch, etag: stored?.etag };
  };
  const change = async (make: (watch: Watch) => Watch): Promise<Watch> => {
    for (let tries = 0; tries < TRIES; tries++) {
      const { watch, etag } = await read();
      const changed = make(watch);
      const entity = toEntity(ticketWatchRow, PARTITION, ROW, changed);
      if (etag === undefined ? await table.insert(entity) : await table.replaceIf(entity, etag)) return changed;
    }
    throw new Error(`The row ${ROW} changed ${TRIES} times while changing it`);
  };
  return {
    get: async () => (await read()).watch,
    async addReadBack({ replies, ...rest }) {
      const added = { ...rest, replies: [...replies] };
      await change(({ readBacks, closes }) => {
        const others = readBacks.filter(({ ticketId }) => ticketId !== added.ticketId);
        return { closes, readBacks: [...others, added].slice(-READ_BACKS_KEPT) };
      });
    },
    async addClose(close) {
      const { closes } = await change((watch) => {
        const others = watch.closes.filter(({ ticketId }) => ticketId !== close.ticketId);
        return { ...watch, closes: [...others, close].slice(-CLOSES_KEPT) };
      });
      return closes;
    },
  };
}
