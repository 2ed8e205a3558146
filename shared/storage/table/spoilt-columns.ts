import type { z } from 'zod';
import type { StoredRow } from './table.ts';

/** Returns the columns of a row that do not fit its schema. */
export function spoiltColumns({ shape }: z.ZodObject, stored: StoredRow): string[] {
  return Object.keys(shape).filter((name) => !fits(shape[name], stored[name]));
}

/**
 * Returns what a row holds in its columns that cannot be read, and the row without them; undefined
 * when it cannot do without one of them.
 */
export function withoutSpoilt<T>(
  schema: z.ZodObject & z.ZodType<T>,
  stored: StoredRow,
): { readonly row: T; readonly spoilt: Readonly<Record<string, unknown>> } | undefined {
  const names = spoiltColumns(schema, stored);
  if (names.some((name) => !fits(schema.shape[name], undefined))) return undefined;
  const spoilt = Object.fromEntries(names.map((name) => [name, stored[name]]));
  const rest = Object.entries(stored).filter(([name]) => !names.includes(name));
  return { row: schema.parse(Object.fromEntries(rest)), spoilt };
}

function fits(column: z.core.$ZodType | undefined, value: unknown): boolean {
  try {
    return (column as z.ZodType).safeParse(value).success;
  } catch {
    // Broken JSON throws an error of its own.
    return false;
  }
}
