import { z } from 'zod';
import { effectKey, type OccurrenceKey } from '../domain/keys.ts';
import { moment, toEntity } from './columns.ts';
import { odata, type Table } from './table.ts';

/** What the app does to the outside world; each kind is counted per occurrence. */
export type EffectKind =
  | 'ticket'
  | 'comment'
  | 'adopting-comment'
  | 'reopening-comment'
  | 'closing-comment'
  /** A command to the device: at most once for each approval, never repeated. */
  | 'worklet'
  | 'reboot';

/**
 * One act on the outside world (table `effects`), written before the act. `intended`: begun, outcome unknown until looked for;
 * `done`: confirmed; `void`: certainly did not happen.
 */
export const effectRow = z.object({
  state: z.enum(['intended', 'done', 'void']),
  kind: z.string(),
  /** The lease it was done under: the act cannot reach the vendor after `notAfter` + 1 s. */
  leaseId: z.string(),
  notAfter: moment,
  intendedAt: moment,
  /** When a recovery first looked for the effect and did not find it. */
  notFoundAt: moment.optional(),
  ticketId: z.number().optional(),
  /** The comment or description as written, by which our own are told from a person's. */
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
  /** The effect as last written, or undefined when it was never begun. */
  get(name: EffectName): Promise<StoredEffect | undefined>;
  /** Writes the intent; false when another writer was first (over `previous`, when given: a recovery or a void one). */
  intend(name: EffectName, effect: Effect, previous?: StoredEffect): Promise<boolean>;
  /** Overwrites an effect whose outcome is known now. Idempotent. */
  settle(name: EffectName, effect: Effect): Promise<void>;
  /** Every text and title we wrote, or may have written, for this condition: this occurrence and the ones before. */
  written(deviceKey: string, conditionKey: string): Promise<Written>;
}

/** What the app wrote, word for word. */
export interface Written {
  readonly texts: readonly string[];
  readonly titles: readonly string[];
}

/** The store on the given table. */
export function makeEffectStore(table: Table): EffectStore {
  const rowKey = (name: EffectName) => effectKey(name.key, name.kind, name.sequence);
  const entity = (name: EffectName, effect: Effect) => toEntity(effectRow, name.key.deviceKey, rowKey(name), effect);
  return {
    async get(name) {
      const stored = await table.get(name.key.deviceKey, rowKey(name));
      return stored && { effect: effectRow.parse(stored), etag: stored.etag };
    },
    intend: (name, effect, previous) =>
      previous ? table.replaceIf(entity(name, effect), previous.etag) : table.insert(entity(name, effect)),
    settle: (name, effect) => table.put(entity(name, effect)),
    async written(deviceKey, conditionKey) {
      const texts: string[] = [];
      const titles: string[] = [];
      // '/' follows '.' in the table's order, so this range is every row key that starts with the condition and a dot.
      const filter = odata`PartitionKey eq ${deviceKey} and RowKey ge ${`${conditionKey}.`} and RowKey lt ${`${conditionKey}/`}`;
      for await (const stored of table.query(filter)) {
        const effect = effectRow.parse(stored);
        if (effect.text !== undefined) texts.push(effect.text);
        if (effect.title !== undefined) titles.push(effect.title);
      }
      return { texts, titles };
    },
  };
}
