import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { moment, toEntity } from '../storage/table/columns.ts';
import type { StoredRow } from '../storage/table/table.ts';
import { DayFigures } from './day-figures.ts';

/** The partition of the days. */
export const DAYS = 'days';

/** A column holds 32 K characters, a row a megabyte of two bytes each. */
const COLUMN_CHARACTERS = 30_000;
const MOST_COLUMNS = 16;

/** Of one row, unpacked: more is no row of this app. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The first row of a day says of how many it is; a row holds figures of some thousand customers. */
const dayRow = z.object({ countedAt: moment, columns: z.int().nonnegative(), rows: z.int().positive() });

/** A day as it was counted at `countedAt` (epoch ms). */
export interface CountedDay {
  /** `2026-03-02`. */
  readonly day: string;
  readonly countedAt: number;
  readonly figures: DayFigures;
}

/** Returns the rows of a day, one but for a day of many thousand customers, to be written together. */
export function rowsOfDay({ day, countedAt, figures }: CountedDay) {
  const texts = packed(figures);
  return texts.map((text, index) => {
    const columns = Math.ceil(text.length / COLUMN_CHARACTERS);
    const parts = Array.from({ length: columns }, (_, part) => [
      `part${part}`,
      text.slice(part * COLUMN_CHARACTERS, (part + 1) * COLUMN_CHARACTERS),
    ]);
    const row = { countedAt, columns, rows: texts.length };
    return { ...toEntity(dayRow, DAYS, rowKey(day, index), row), ...Object.fromEntries(parts) };
  });
}

/** Returns the last key that a row of this day or an earlier one has. */
export function lastKeyOf(day: string): string {
  return `${day}~`;
}

/** A day of several rows sorts in their order: `2026-03-02`, `2026-03-02.001`. */
function rowKey(day: string, index: number): string {
  return index === 0 ? day : `${day}.${String(index).padStart(3, '0')}`;
}

/** Each text holds figures that are whole in themselves: those of some of the customers. */
function packed(figures: DayFigures): string[] {
  const text = gzipSync(JSON.stringify(figures)).toString('base64');
  const { customers } = figures;
  if (text.length <= COLUMN_CHARACTERS * MOST_COLUMNS || customers.length < 2) return [text];
  const middle = Math.ceil(customers.length / 2);
  const rest = { ...NOTHING, customers: customers.slice(middle) };
  return [...packed({ ...figures, customers: customers.slice(0, middle) }), ...packed(rest)];
}

/**
 * Returns the days of rows in the order of their keys. A day that cannot be read, or of which a row
 * is missing or of another count, is left out.
 */
export async function* daysOfRows(rows: AsyncIterable<StoredRow>): AsyncGenerator<CountedDay> {
  let found: DayPart[] = [];
  for await (const row of rows) {
    const part = readRow(row);
    if (!part) continue;
    if (part.index === 0) found = [];
    // What a longer count of before has left behind goes with no other.
    if (
      part.index !== found.length ||
      part.countedAt !== (found[0] ?? part).countedAt ||
      part.day !== (found[0] ?? part).day
    )
      continue;
    found.push(part);
    if (found.length === part.rows) yield joined(part, found);
  }
}

interface DayPart extends CountedDay {
  readonly index: number;
  readonly rows: number;
}

function joined({ day, countedAt }: DayPart, parts: readonly DayPart[]): CountedDay {
  const customers = parts.flatMap(({ figures }) => figures.customers);
  return { day, countedAt, figures: { ...NOTHING, ...parts[0]?.figures, customers } };
}

const NOTHING = { devices: [], moreDevices: 0, classes: [], moreClasses: 0 };

function readRow(row: StoredRow): DayPart | undefined {
  try {
    const [day = '', index = '0'] = String(row.rowKey).split('.');
    const { countedAt, columns, rows } = dayRow.parse(row);
    const text = Array.from({ length: columns }, (_, part) => String(row[`part${part}`])).join('');
    const json = gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: MOST_BYTES }).toString('utf8');
    return { day, index: Number(index), countedAt, rows, figures: DayFigures.parse(JSON.parse(json)) };
  } catch {
    return undefined;
  }
}
