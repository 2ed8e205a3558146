import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** An entry of a table: a text, a function that makes one, or a table of such. */
export type Entry = string | ((params: object) => string) | { readonly [name: string]: Entry };

/** The texts of one topic in both languages. */
export interface Table {
  /** The folder, such as `shared/texts/ticket`. */
  readonly folder: string;
  readonly en: Readonly<Record<string, Entry>>;
  readonly de: Record<string, Entry>;
  /** The English table as it is written. */
  readonly source: string;
}

/** Every table of texts in the product. */
export async function allTables(): Promise<Table[]> {
  const files = globSync('shared/{texts,playbooks/*/texts}/**/en.ts', { cwd: ROOT }).sort();
  return Promise.all(
    files.map(async (file) => {
      const folder = file.replace(/[\\/]en\.ts$/, '').replaceAll('\\', '/');
      const { en } = await import(join(ROOT, folder, 'en.ts'));
      const { de } = await import(join(ROOT, folder, 'de.ts'));
      return { folder, en, de, source: readFileSync(join(ROOT, file), 'utf8') };
    }),
  );
}

/** The entries of a table and of the tables in it, by their paths: `recovered.gone`. */
export function entriesOf(
  table: { readonly [name: string]: Entry },
  within = '',
): Map<string, Exclude<Entry, object> | Text> {
  const found = Object.entries(table).map(([name, entry]): [string, Entry] => [`${within}${name}`, entry]);
  return new Map(
    found.flatMap(([path, entry]) => (isLeaf(entry) ? [[path, entry] as const] : [...entriesOf(entry, `${path}.`)])),
  );
}

type Text = (params: object) => string;

function isLeaf(entry: Entry): entry is string | Text {
  return typeof entry === 'string' || typeof entry === 'function';
}
