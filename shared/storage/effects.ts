import { z } from 'zod';
import { effectKey, effectPrefix, type OccurrenceKey } from '../domain/occurrences/keys.ts';
import { moment, type OnUnreadable, toEntity } from './table/columns.ts';
import { odata, type StoredRow, type Table } from './table/table.ts';

/** What the app does to the outside world; each kind is counted per occurrence. */
export type EffectKind =
  | 'ticket'
  | 'comment'
  | 'adopting-comment'
  | 'reopening-comment'
  | 'closing-comment'
  | 'news-comment'
  | 'output-comment'
  /** A contact of a customer; the key names its address and no condition. */
  | 'contact'
  /** A command to the device: at most once for each approval, never repeated. */
  | 'worklet'
  | 'reboot';

/**
 * One act on the outside world (table `effects`), written before the act. `intended`: begun,
 * outcome unknown until searched for; `done`: confirmed; `void`: certainly did not happen.
 */
export const effectRow = z.object({
  state: z.enum(['intended', 'done', 'void']),
  kind: z.string(),
  /** The lease it was done under: the act cannot reach the vendor after `notAfter` + 1 s. */
  leaseId: z.string(),
  notAfter: moment,
  intendedAt: moment,
  /** When a recovery first searched for the effect and did not find it. */
  notFoundAt: moment.optional(),
  ticketId: z.number().optional(),
  contactId: z.number().optional(),
  /** For whom a ticket was begun: a device may have moved since. */
  customerId: z.number().optional(),
  /** The comment or description as written, by which our own are distinguished from a person's. */
  text: z.string().optional(),
  /** The same for a ticket's title. */
  title: z.string().optional(),
});

/** A row of `effects`. Times are epoch ms. */
export type Effect = z.output<typeof effectRow>;

/** An effect together with the version it was read at. */
export interface StoredEffect {
  readonly effect: Effect;
  readonly etag: string;
}

/** Names one effect: the `sequence`-th of its kind in an occurrence. */
export interface EffectName {
  readonly key: OccurrenceKey;
  readonly kind: EffectKind;
  readonly sequence: number;
}

/** The intent ledger. */
export interface EffectStore {
  /**
   * The effect as last written, or undefined when it was never begun. One that cannot be read
   * counts as begun, outcome unknown.
   */
  get(name: EffectName): Promise<StoredEffect | undefined>;
  /**
   * Writes the intent; false when another writer was first (over `previous`, when given: a recovery
   * or a void one).
   */
  intend(name: EffectName, effect: Effect, previous?: StoredEffect): Promise<boolean>;
  /**
   * Writes what is known of an effect now, and returns what counts: states only move forward.
   * `done` is final; `void`, or a search that found nothing, counts only while the intent it is
   * about is the latest one. Idempotent.
   */
  settle(name: EffectName, effect: Effect): Promise<Effect>;
  /**
   * Every effect of one occurrence that can be read, and how many rows cannot: one transaction.
   */
  ofOccurrence(key: OccurrenceKey): Promise<OccurrenceEffects>;
  /**
   * Every text and title we wrote, or may have written, for this condition: this occurrence and the
   * ones before.
   */
  written(deviceKey: string, conditionKey: string): Promise<Written>;
}

/** What the app wrote, word for word. */
export interface Written {
  /**
   * Rows that cannot be read: what they wrote is not distinguished from a person's words, so the
   * ticket is left to people.
   */
  readonly unreadable: number;
  readonly texts: readonly string[];
  readonly titles: readonly string[];
}

/** What the app did to the outside world in one occurrence. */
export interface OccurrenceEffects {
  readonly effects: readonly Effect[];
  readonly unreadable: number;
}

/** Writers of one effect are two executions of the same step; more collisions mean a bug. */
const SETTLE_TRIES = 8;

/**
 * Returns the store on the given table. A row that cannot be read is reported, and blocks neither
 * the others nor its own repair.
 */
export function makeEffectStore(table: Table, onUnreadable: OnUnreadable = () => {}): EffectStore {
  const rowKey = (name: EffectName) => effectKey(name.key, name.kind, name.sequence);
  const entity = (name: EffectName, effect: Effect) => toEntity(effectRow, name.key.deviceKey, rowKey(name), effect);
  const get = async (name: EffectName): Promise<StoredEffect | undefined> => {
    const stored = await table.get(name.key.deviceKey, rowKey(name));
    if (!stored) return undefined;
    const effect = readEffect(stored);
    if (!effect) onUnreadable(stored);
    return { effect: effect ?? unknownEffect(name, stored), etag: stored.etag };
  };
  return {
    get,
    intend: (name, effect, previous) =>
      previous ? table.replaceIf(entity(name, effect), previous.etag) : table.insert(entity(name, effect)),
    async settle(name, effect) {
      for (let tries = 0; tries < SETTLE_TRIES; tries++) {
        const stored = await get(name);
        if (stored && !mayFollow(stored.effect, effect)) return stored.effect;
        const row = entity(name, effect);
        if (stored ? await table.replaceIf(row, stored.etag) : await table.insert(row)) return effect;
      }
      throw new Error(`Effect ${rowKey(name)} changed ${SETTLE_TRIES} times while settling it`);
    },
    async ofOccurrence(key) {
      const rows = await Array.fromAsync(table.query(underPrefix(key.deviceKey, effectPrefix(key))));
      const effects = rows.map(readEffect).filter((effect) => effect !== undefined);
      return { effects, unreadable: rows.length - effects.length };
    },
    async written(deviceKey, conditionKey) {
      const texts: string[] = [];
      const titles: string[] = [];
      let unreadable = 0;
      for await (const stored of table.query(underPrefix(deviceKey, conditionKey))) {
        const effect = readEffect(stored);
        if (!effect) {
          unreadable++;
          onUnreadable(stored);
          continue;
        }
        if (effect.text !== undefined) texts.push(effect.text);
        if (effect.title !== undefined) titles.push(effect.title);
      }
      return { texts, titles, unreadable };
    },
  };
}

/**
 * '/' follows '.' in the table's order, so this range is every row key that starts with the prefix
 * and a dot.
 */
function underPrefix(deviceKey: string, prefix: string): string {
  return odata`PartitionKey eq ${deviceKey} and RowKey ge ${`${prefix}.`} and RowKey lt ${`${prefix}/`}`;
}

function mayFollow(known: Effect, next: Effect): boolean {
  if (known.state === 'done') return false;
  if (next.state === 'done') return true;
  return known.state === 'intended' && known.leaseId === next.leaseId && known.intendedAt === next.intendedAt;
}

function readEffect(stored: StoredRow): Effect | undefined {
  const parsed = effectRow.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}

/**
 * It may have happened: a command is never repeated on such a row, and a ticket or comment is
 * searched for before another is written.
 */
function unknownEffect({ kind }: EffectName, { timestamp }: StoredRow): Effect {
  const writtenAt = Date.parse(String(timestamp));
  const at = Number.isNaN(writtenAt) ? 0 : writtenAt;
  return { state: 'intended', kind, leaseId: UNREADABLE, notAfter: at, intendedAt: at };
}

const UNREADABLE = 'unreadable';
