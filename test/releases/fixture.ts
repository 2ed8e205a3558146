import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StoredHub } from '../../dev/host/engine/types.ts';
import { MemoryStore } from '../../dev/host/index.ts';
import { MemoryTables } from '../../dev/tables/memory-tables.ts';

/** Where each release is kept, in a folder of its version. */
export const RELEASES = resolve(import.meta.dirname, '../fixtures/releases');

/** The tables of the app. (`fences` is left out: its rows are of use for a minute.) */
export const TABLES = ['alerts', 'conditions', 'contacts', 'directory', 'due', 'effects', 'outcomes', 'switches'];

type Row = Readonly<Record<string, unknown>>;

/** What there was at one moment: the rows of the tables, and the task hub. */
export interface Moment {
  readonly at: string;
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  readonly hub: StoredHub;
}

/** A scenario as a release played it: with work under way, and at its end. */
export interface Recorded {
  readonly scenario: string;
  /** Of the histories: `defaultVersion` in host.json. */
  readonly version: string;
  readonly open: Moment;
  readonly end: Moment;
}

/** Everything that the releases have left, oldest first. */
export function releasedScenarios(folder = RELEASES): { readonly release: string; readonly recorded: Recorded }[] {
  return readdirSync(folder)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .flatMap((release) => {
      const files = readdirSync(join(folder, release)).sort();
      return files.map((file) => ({ release, recorded: readRecorded(join(folder, release, file)) }));
    });
}

/** The file is this module's own writing. */
function readRecorded(file: string): Recorded {
  return JSON.parse(readFileSync(file, 'utf8')) as Recorded;
}

/** Tables and task hub as they were, for an app to go on with. */
export async function restored({ tables: rows, hub }: Moment): Promise<{ tables: MemoryTables; store: MemoryStore }> {
  const tables = new MemoryTables();
  for (const [name, all] of Object.entries(rows)) {
    const table = tables.open(name);
    for (const row of all) await table.put({ ...typed(row), ...keysOf(row) });
  }
  const store = new MemoryStore();
  store.commit({
    instances: hub.instances.map(({ record }) => record),
    history: hub.instances.map(({ record, history }) => ({ instanceId: record.instanceId, keep: 0, add: history })),
    messages: hub.messages,
    timers: hub.timers,
  });
  return { tables, store };
}

function keysOf({ partitionKey, rowKey }: Row) {
  return { partitionKey: String(partitionKey), rowKey: String(rowKey) };
}

/** Azure needs the type of a large whole number beside it. */
function typed(row: Row): Row {
  const values = Object.entries(row).map(([name, value]) => {
    const isLarge = Number.isInteger(value) && Math.abs(Number(value)) > 2_147_483_647;
    return [name, isLarge ? { type: 'Double', value } : value];
  });
  return Object.fromEntries(values);
}
