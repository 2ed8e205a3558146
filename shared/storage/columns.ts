import type { TableEntity } from '@azure/data-tables';
import { z } from 'zod';

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

/** A row of the given schema as a table entity: undefined columns are left out. */
export function toEntity<T extends z.ZodType>(
  schema: T,
  partitionKey: string,
  rowKey: string,
  row: z.output<T>,
): TableEntity {
  const columns = z.encode(schema, row) as Record<string, unknown>;
  const present = Object.entries(columns).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(present), partitionKey, rowKey };
}
