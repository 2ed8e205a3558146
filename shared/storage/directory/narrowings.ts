import { z } from 'zod';
import type { CustomField, Narrowing } from '../../domain/devices/custom-field.ts';
import { deviceKey, siteKey } from '../../domain/occurrences/keys.ts';
import { json, moment, toEntity } from '../table/columns.ts';
import type { Table } from '../table/table.ts';

const narrowingRow = z.object({
  readAt: moment,
  optedOut: z.enum(['marked', 'unclear']).optional(),
  cap: z.enum(['observe', 'propose', 'approve', 'auto']).optional(),
  unclear: json(z.array(z.string())).optional(),
});

const definition = z.object({
  name: z.string(),
  type: z.enum(['Text', 'Boolean', 'Numeric', 'Date', 'Options', 'OptionsWithDependencies', 'unknown']),
  of: z.enum(['agent', 'customer', 'other']),
  options: z.array(z.object({ value: z.string(), text: z.string() })),
});

/** The definitions of the fields that the policy names, and those of them that Atera has not. */
const definitionsRow = z.object({
  readAt: moment,
  asked: z.string(),
  definitions: json(z.array(definition)),
  missing: json(z.array(z.string())),
});

/** The definitions as last read. */
export interface KnownDefinitions {
  readonly readAt: number;
  /** Which fields the policy named then. */
  readonly asked: string;
  readonly definitions: readonly CustomField[];
  readonly missing: readonly string[];
}

/** Whose fields they are. */
export type FieldOwner = { readonly agentId: number } | { readonly customerId: number };

/** What the fields of agents and customers said when they were last read (table `directory`). */
export interface NarrowingStore {
  /** Undefined where they were not read, or cannot be. One read. */
  get(owner: FieldOwner): Promise<(Narrowing & { readonly readAt: number }) | undefined>;
  /** Stores what was read. */
  save(owner: FieldOwner, narrowing: Narrowing, readAt: number): Promise<void>;
  /** The definitions as last read; undefined before. One read. */
  definitions(): Promise<KnownDefinitions | undefined>;
  /** Stores them. */
  saveDefinitions(known: KnownDefinitions): Promise<void>;
}

const PARTITION = 'fields';
const DEFINITIONS = 'definitions';

/** Returns the store on the table `directory`. */
export function makeNarrowingStore(table: Table): NarrowingStore {
  const keyOf = (owner: FieldOwner) => ('agentId' in owner ? deviceKey(owner) : siteKey(owner.customerId));
  return {
    async get(owner) {
      const stored = await table.get(PARTITION, keyOf(owner));
      return stored && narrowingRow.safeParse(stored).data;
    },
    save: ({ ...owner }, narrowing, readAt) => {
      const { optedOut, cap, unclear } = narrowing;
      const row = { readAt, optedOut, cap, unclear: unclear && [...unclear] };
      return table.put(toEntity(narrowingRow, PARTITION, keyOf(owner), row));
    },
    async definitions() {
      const stored = await table.get(PARTITION, DEFINITIONS);
      return stored && definitionsRow.safeParse(stored).data;
    },
    saveDefinitions: ({ definitions, missing, ...known }) => {
      const lists = {
        definitions: definitions.map(({ options, ...one }) => ({ ...one, options: [...options] })),
        missing: [...missing],
      };
      return table.put(toEntity(definitionsRow, PARTITION, DEFINITIONS, { ...known, ...lists }));
    },
  };
}
