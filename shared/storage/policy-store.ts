import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Who } from '../domain/people/who.ts';
import { KILL_SWITCH_PARTITION } from './kill-switch.ts';
import { json, moment, toEntity } from './table/columns.ts';
import { inPieces, inWhole } from './table/pieces.ts';
import { odata, type StoredRow, type Table } from './table/table.ts';

/** One version of the stored policy: who stored it, and from when it counts. */
const Entry = z.object({
  version: z.int().positive(),
  /** The row of its document. */
  key: z.string(),
  at: moment,
  who: Who,
  reason: z.string().optional(),
  /** Whence it came: the policy file, a person, or an earlier version. */
  from: z.enum(['file', 'person', 'version']),
  /** That version. */
  of: z.int().positive().optional(),
  /** It widens what the app may do. */
  widens: z.boolean(),
  /** In force from here on; later than `at` when it widens. */
  effectiveAt: moment,
  withdrawn: z.object({ at: moment, who: Who }).optional(),
});

/** As above. Times are epoch ms. */
export type PolicyEntry = z.output<typeof Entry>;

/** What is stored of the policy but its documents (table `switches`). */
const headRow = z.object({
  /** Counts the changes. */
  revision: z.int().positive(),
  /** The newest last. */
  entries: json(z.array(Entry)),
});

/** As above, with the row's own ETag. */
export type PolicyHead = z.output<typeof headRow> & { readonly etag: string };

/** Keeps the policy that people store over HTTP. */
export interface PolicyStore {
  /** Undefined when no policy was ever stored. One transaction. */
  head(): Promise<PolicyHead | undefined>;
  /** The document of a version, or undefined when it is gone. One transaction. */
  document(key: string): Promise<unknown>;
  /** Whether a policy was ever stored: then a head that is missing is lost. One transaction. */
  wasStored(): Promise<boolean>;
  /** Keeps a document and returns its key; the same one again is the same row. */
  save(version: number, document: unknown): Promise<string>;
  /** Replaces the head, or adds the first; false when it has changed since it was read. */
  commit(entries: readonly PolicyEntry[], before: PolicyHead | undefined): Promise<boolean>;
  /** Removes the documents up to the newest of these versions that none of them names. */
  forgetOthers(entries: readonly PolicyEntry[]): Promise<void>;
}

/** Beside the kill switch: one transaction reads both right before a write outside. */
export const POLICY_ROW = 'policy';

const DOCUMENTS = 'policy';
/** Behind all documents: says that there was a head, should that be removed by hand. */
const STORED = 'stored';
const keyStart = (version: number) => String(version).padStart(12, '0');

function readOrNothing(stored: StoredRow): unknown {
  try {
    return inWhole(stored);
  } catch {
    return undefined;
  }
}

/** Returns the head that a row holds. One that cannot be read has no versions, and is not missing. */
export function headOf(stored: StoredRow | undefined): PolicyHead | undefined {
  if (!stored) return undefined;
  try {
    return { ...headRow.parse(stored), etag: stored.etag };
  } catch {
    return { revision: Number(stored.revision) || 1, entries: [], etag: stored.etag };
  }
}

/** Returns the store on the table `switches`. */
export function makePolicyStore(table: Table): PolicyStore {
  return {
    async head() {
      return headOf(await table.get(KILL_SWITCH_PARTITION, POLICY_ROW));
    },
    async document(key) {
      const stored = await table.get(DOCUMENTS, key);
      return stored && readOrNothing(stored);
    },
    async wasStored() {
      return (await table.get(DOCUMENTS, STORED)) !== undefined;
    },
    async save(version, document) {
      const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 32);
      const key = `${keyStart(version)}.${hash}`;
      // Two people at once: each has a row of its own, and the head names one of them.
      await table.put({ partitionKey: DOCUMENTS, rowKey: key, ...inPieces(document) });
      return key;
    },
    async commit(entries, before) {
      const head = { revision: (before?.revision ?? 0) + 1, entries: [...entries] };
      const row = toEntity(headRow, KILL_SWITCH_PARTITION, POLICY_ROW, head);
      const isStored = before ? await table.replaceIf(row, before.etag) : await table.insert(row);
      // Not before: a document alone may be of somebody who was interrupted.
      if (isStored) await table.put({ partitionKey: DOCUMENTS, rowKey: STORED }).catch(() => {});
      return isStored;
    },
    async forgetOthers(entries) {
      const kept = new Set(entries.map(({ key }) => key));
      // A newer one may belong to somebody who has not committed it yet.
      const end = keyStart(Math.max(0, ...entries.map(({ version }) => version)) + 1);
      const filter = odata`PartitionKey eq ${DOCUMENTS} and RowKey lt ${end}`;
      const stored = await Array.fromAsync(table.query(filter));
      const gone = stored.map(({ rowKey }) => String(rowKey)).filter((key) => !kept.has(key));
      if (gone.length > 0) await table.removeAll(DOCUMENTS, gone);
    },
  };
}
