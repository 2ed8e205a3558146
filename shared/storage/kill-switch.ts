import { z } from 'zod';
import { moment, toEntity } from './table/columns.ts';
import type { StoredRow, Table } from './table/table.ts';

/** The kill switch as it was last set (table `switches`). */
export const killSwitchRow = z.object({
  on: z.boolean(),
  /** Why, in the words of who set it. */
  reason: z.string(),
  /** Who set it, in words that say how that is known. */
  setBy: z.string().optional(),
  setAt: moment.optional(),
  /** Counts the changes; 0 = never set. The HTTP ETag. */
  revision: z.int().nonnegative(),
});

/** The state of the kill switch. Times are epoch ms. */
export type KillSwitch = z.output<typeof killSwitchRow>;

/** What a person decides. */
export interface KillSwitchChange extends Pick<KillSwitch, 'on' | 'reason'> {
  readonly setBy?: string;
}

/**
 * Reads and sets the one kill switch of the app. Nothing is cached: what is set holds from the next
 * read on.
 */
export interface KillSwitchStore {
  /**
   * The state; off when it was never set. One transaction. Throws when the storage does not answer:
   * then no run may act.
   */
  get(): Promise<KillSwitch>;
  /**
   * Sets it, if it still has `revision` (when given). Returns the new state, or undefined when it
   * was changed meanwhile.
   */
  set(change: KillSwitchChange, now: number, revision?: number): Promise<KillSwitch | undefined>;
}

/** Where it stands in the table `switches`, and what is read together with it. */
export const KILL_SWITCH_PARTITION = 'kill-switch';

/** Its row there. */
export const KILL_SWITCH_ROW = 'current';

/** Two people at the switch at once are the most there will be. */
const SET_TRIES = 5;

/** Returns the state that a row holds; off when there is none. Throws for one that cannot be read. */
export function killSwitchOf(stored: StoredRow | undefined): KillSwitch {
  return stored ? killSwitchRow.parse(stored) : { on: false, reason: '', revision: 0 };
}

/** Returns the store on the given table. */
export function makeKillSwitchStore(table: Table): KillSwitchStore {
  const read = async () => {
    const stored = await table.get(KILL_SWITCH_PARTITION, KILL_SWITCH_ROW);
    return { state: killSwitchOf(stored), etag: stored?.etag };
  };
  return {
    get: async () => (await read()).state,
    async set(change, now, revision) {
      for (let tries = 0; tries < SET_TRIES; tries++) {
        const { state, etag } = await read();
        if (revision !== undefined && revision !== state.revision) return undefined;
        const next: KillSwitch = { ...change, setAt: now, revision: state.revision + 1 };
        const entity = toEntity(killSwitchRow, KILL_SWITCH_PARTITION, KILL_SWITCH_ROW, next);
        if (etag === undefined ? await table.insert(entity) : await table.replaceIf(entity, etag)) return next;
      }
      throw new Error(`The kill switch changed ${SET_TRIES} times while setting it`);
    },
  };
}
