import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { endOf, type Mute } from '../domain/mutes/mute.ts';
import { json, moment, type OnUnreadable, toEntity } from './table/columns.ts';
import { odata, type StoredRow, type Table } from './table/table.ts';

/** The columns of the table `mutes`, as `Mute` explains them. */
export const muteRow = z.object({
  id: z.string(),
  deviceKey: z.string().optional(),
  deviceName: z.string().optional(),
  customerId: z.number().optional(),
  customerName: z.string().optional(),
  playbook: z.string().optional(),
  conditionKey: z.string().optional(),
  from: moment,
  until: moment,
  reason: z.string(),
  by: z.string(),
  createdAt: moment,
  ended: json(z.object({ at: z.number(), by: z.string(), reason: z.string().optional() })).optional(),
  /** The runs that wait for a person know of its beginning. */
  begun: z.boolean().optional(),
  /** Ended before its time: when what it holds up is looked for again. */
  lookAgainAt: moment.optional(),
}) satisfies z.ZodType<Mute>;

/** A mute as it is kept. */
export type StoredMute = z.output<typeof muteRow>;

/** The mutes that are planned or hold, and those whose end has not been carried out yet. */
export interface CurrentMutes {
  readonly mutes: readonly StoredMute[];
  /** Rows that cannot be read: whom they mute is not known. */
  readonly unreadable: number;
}

/** Reads and changes the table `mutes`. */
export interface MuteStore {
  /**
   * Those that count now or will. One transaction, or none where they were read within `maxAgeMs`
   * (default 0), or within `noneForMs` where there were none. Throws when the storage does not answer.
   */
  current(maxAgeMs?: number, noneForMs?: number): Promise<CurrentMutes>;
  /** Those that ended at `since` (epoch ms) or later, and are kept: one transaction per 1,000. */
  past(since: number): AsyncIterable<StoredMute>;
  get(id: string): Promise<StoredMute | undefined>;
  /** Adds it; false when there is one of this id. */
  add(mute: Mute): Promise<boolean>;
  /**
   * Changes one that is current; undefined when there is none of this id. `change` may run again when
   * another writer was faster, and writes nothing when it returns the row it was given.
   */
  update(id: string, change: (mute: StoredMute) => StoredMute): Promise<StoredMute | undefined>;
  /** Puts one that has ended with the past ones. Idempotent. */
  finish(mute: StoredMute): Promise<void>;
}

const CURRENT = 'current';
const PAST = 'past';

const UPDATE_TRIES = 5;

/** Returns the store on the given table. */
export function makeMuteStore(
  table: Table,
  clock: Pick<Clock, 'now'>,
  onUnreadable: OnUnreadable = () => {},
): MuteStore {
  const current = rememberingReader(table, clock, onUnreadable);
  const find = async (id: string) => (await table.get(CURRENT, id)) ?? (await table.get(PAST, id));
  return {
    current: current.read,
    async *past(since) {
      const filter = odata`PartitionKey eq ${PAST} and endAt ge ${new Date(since).toISOString()}`;
      for await (const stored of table.query(filter)) {
        const mute = readOne(stored, onUnreadable);
        if (mute) yield mute;
      }
    },
    async get(id) {
      const stored = await find(id);
      return stored && muteRow.parse(stored);
    },
    async add(mute) {
      const isAdded = await table.insert(toEntity(muteRow, CURRENT, mute.id, mute));
      current.forget();
      return isAdded;
    },
    async update(id, change) {
      for (let tries = 0; tries < UPDATE_TRIES; tries++) {
        const stored = await table.get(CURRENT, id);
        if (!stored) return undefined;
        const before = muteRow.parse(stored);
        const after = change(before);
        if (after === before) return after;
        const isWritten = await table.replaceIf(toEntity(muteRow, CURRENT, id, after), stored.etag);
        current.forget();
        if (isWritten) return after;
      }
      throw new Error(`Mute ${id} changed ${UPDATE_TRIES} times while updating it`);
    },
    async finish(mute) {
      // Written there first: a crash in between leaves both, and it is finished again.
      await table.put({ ...toEntity(muteRow, PAST, mute.id, mute), endAt: new Date(endOf(mute)).toISOString() });
      await table.remove(CURRENT, mute.id);
      current.forget();
    },
  };
}

/** Reads what is current, and remembers it for whoever needs it no newer. */
function rememberingReader(table: Table, clock: Pick<Clock, 'now'>, onUnreadable: OnUnreadable) {
  let known: { readonly at: number; readonly found: Promise<CurrentMutes>; readonly none?: boolean } | undefined;
  return {
    forget() {
      known = undefined;
    },
    read(maxAgeMs = 0, noneForMs = maxAgeMs): Promise<CurrentMutes> {
      const now = clock.now();
      const age = known ? now - known.at : -1;
      if (known && age >= 0 && age < (known.none ? noneForMs : maxAgeMs)) return known.found;
      const found = readCurrent(table, onUnreadable);
      const reading = { at: now, found };
      known = reading;
      const end = (after: typeof known) => {
        if (known === reading) known = after;
      };
      found.then(
        ({ mutes, unreadable }) => end({ ...reading, none: mutes.length + unreadable === 0 }),
        () => end(undefined),
      );
      return found;
    },
  };
}

async function readCurrent(table: Table, onUnreadable: OnUnreadable): Promise<CurrentMutes> {
  const mutes: StoredMute[] = [];
  let unreadable = 0;
  for await (const stored of table.query(odata`PartitionKey eq ${CURRENT}`)) {
    const mute = readOne(stored, onUnreadable);
    if (mute) mutes.push(mute);
    else unreadable++;
  }
  return { mutes, unreadable };
}

function readOne(stored: StoredRow, onUnreadable: OnUnreadable): StoredMute | undefined {
  try {
    return muteRow.parse(stored);
  } catch {
    onUnreadable(stored);
    return undefined;
  }
}
