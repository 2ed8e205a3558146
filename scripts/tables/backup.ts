import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableEntity } from '@azure/data-tables';
import { z } from 'zod';
import { makeConditionStore } from '../../shared/storage/conditions/conditions.ts';
import { makeDueIndex } from '../../shared/storage/conditions/due-index.ts';
import { makeKillSwitchStore } from '../../shared/storage/kill-switch.ts';
import type { StoredRow, TableService } from '../../shared/storage/table/table.ts';
import { sayRestored } from '../../shared/storage/tables-begun.ts';

/**
 * The tables that hold what nothing else knows. Left out: `due`, which is made again from
 * `conditions`, and `fences`, whose leases have ended by then.
 */
const BACKED_UP = ['alerts', 'conditions', 'contacts', 'directory', 'effects', 'outcomes', 'switches'] as const;

const TAKEN = 'taken.json';

/** Every row has a partition; an empty filter is none for the storage. */
const EVERY_ROW = "PartitionKey ge ''";

/** Writes the tables into a folder, a row a line, and returns how many rows there are. */
export async function backUp(service: TableService, folder: string, now: number): Promise<number> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty.`);
  let count = 0;
  for (const name of BACKED_UP) {
    const rows = await Array.fromAsync(service.open(name).query(EVERY_ROW));
    await writeFile(join(folder, `${name}.jsonl`), rows.map((row) => `${asLine(row)}\n`).join(''));
    count += rows.length;
  }
  // Last: a backup without it was not finished.
  await writeFile(join(folder, TAKEN), JSON.stringify({ backupAt: new Date(now).toISOString() }));
  return count;
}

/** What a person has to check after a restore. */
export interface Restored {
  readonly rows: number;
  readonly backupAt: number;
  /** Approvals that had not been carried out when the backup was made. */
  readonly approved: readonly string[];
}

/**
 * Makes the tables those of a backup, the app being stopped. The kill switch is on afterwards; for a
 * week a ticket is searched for before one is opened, because the app has forgotten what it did.
 */
export async function restore(service: TableService, folder: string, now: number): Promise<Restored> {
  const taken = await readFile(join(folder, TAKEN), 'utf8').catch(() => {
    throw new Error(`${folder} holds no whole backup: ${TAKEN} is missing.`);
  });
  const backupAt = Date.parse(z.object({ backupAt: z.iso.datetime() }).parse(JSON.parse(taken)).backupAt);
  // Read before anything is written: a file that is missing must not leave half of a restore.
  const files = new Map<string, readonly StoredRow[]>();
  for (const name of BACKED_UP) files.set(name, rowsOf(await readFile(join(folder, `${name}.jsonl`), 'utf8')));
  const killSwitch = makeKillSwitchStore(service.open('switches'));
  const reason = `Tables restored from a backup of ${new Date(backupAt).toISOString()}; docs/scale.md says what to check.`;
  for (const [name, rows] of [...files, ['due', []] as const, ['fences', []] as const])
    await replaceAll(service, name, rows);
  await killSwitch.set({ on: true, reason, setBy: 'npm run tables' }, now);
  await sayRestored(service.open('switches'), { at: now, backupAt });
  const conditions = makeConditionStore(
    service.open('conditions'),
    makeDueIndex(service.open('due'), { now: () => now }),
  );
  await conditions.mendDue();
  const rows = [...files.values()].reduce((sum, of) => sum + of.length, 0);
  return { rows, backupAt, approved: (files.get('conditions') ?? []).filter(isApproved).map(nameOf) };
}

async function replaceAll(service: TableService, name: string, rows: readonly StoredRow[]): Promise<void> {
  const table = service.open(name);
  const kept = new Set(rows.map(nameOf));
  for await (const row of table.query(EVERY_ROW))
    if (!kept.has(nameOf(row))) await table.remove(String(row.partitionKey), String(row.rowKey));
  const partitions = Map.groupBy(rows, ({ partitionKey }) => String(partitionKey));
  for (const [partitionKey, of] of partitions) await table.putAll(of.map((row) => entityOf(row, partitionKey)));
}

function nameOf({ partitionKey, rowKey }: StoredRow): string {
  return `${partitionKey} ${rowKey}`;
}

/** Without what the storage sets itself. */
function entityOf({ etag: _etag, timestamp: _timestamp, ...row }: StoredRow, partitionKey: string): TableEntity {
  return { ...row, partitionKey, rowKey: String(row.rowKey) };
}

const Approved = z.object({ answer: z.object({ approved: z.literal(true) }), became: z.undefined() });

function isApproved({ state, approval }: StoredRow): boolean {
  return state !== 'closed' && typeof approval === 'string' && Approved.safeParse(JSON.parse(approval)).success;
}

/** JSON has no word for a 64-bit number. */
const LARGE = 'int64:';

function asLine(row: StoredRow): string {
  return JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${LARGE}${value}` : value));
}

function rowsOf(text: string): StoredRow[] {
  const isLarge = (value: unknown): value is string => typeof value === 'string' && /^int64:-?\d+$/.test(value);
  const revive = (_: string, value: unknown) => (isLarge(value) ? BigInt(value.slice(LARGE.length)) : value);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line, revive) as StoredRow);
}
