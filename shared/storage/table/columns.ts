import type { TableEntity } from '@azure/data-tables';
import { z } from 'zod';
import type { StoredRow } from './table.ts';

/** A moment: epoch ms in the app, an ISO text in the table, which sorts and reads well. */
export const moment = z.codec(z.iso.datetime(), z.number(), {
  decode: (text) => Date.parse(text),
  encode: (ms) => new Date(ms).toISOString(),
});

/** A list or object kept as JSON text in one column. */
export function json<T extends z.ZodType>(schema: T) {
  return z.codec(z.string(), schema, {
    decode: (text) => JSON.parse(text),
    encode: (value) => JSON.stringify(value),
  });
}

/** Returns a row of the given schema as a table entity: undefined columns are left out. */
export function toEntity<T extends z.ZodType>(
  schema: T,
  partitionKey: string,
  rowKey: string,
  row: z.output<T>,
): TableEntity {
  const columns = z.encode(schema, row) as Record<string, unknown>;
  const present = Object.entries(columns)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, sized(value)]);
  return { ...Object.fromEntries(present), partitionKey, rowKey };
}

/** Called with a row that could not be read. */
export type OnUnreadable = (row: StoredRow) => void;

/**
 * Reads rows one by one. One that does not fit the schema (a person changed it, or another version
 * of the app wrote it) is reported and skipped: it must not stop the work on all others.
 */
export async function* readable<T>(
  rows: AsyncIterable<StoredRow> | Iterable<StoredRow>,
  schema: z.ZodType<T>,
  onUnreadable: OnUnreadable,
): AsyncGenerator<T> {
  for await (const stored of rows) {
    const row = readOne(schema, stored);
    if (row === undefined) onUnreadable(stored);
    else yield row;
  }
}

function readOne<T>(schema: z.ZodType<T>, stored: StoredRow): T | undefined {
  try {
    return schema.parse(stored);
  } catch {
    // Not safeParse: broken JSON in a column throws an error of its own.
    return undefined;
  }
}

/**
 * Azure takes a whole number without a type for an Int32 and may refuse a larger one, with the
 * whole transaction. Atera's ids are int64.
 */
function sized(value: unknown): unknown {
  const isLarge = Number.isInteger(value) && Math.abs(Number(value)) > MAX_INT32;
  return isLarge ? { type: 'Double', value } : value;
}

const MAX_INT32 = 2_147_483_647;
