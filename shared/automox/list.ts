import { z } from 'zod';
import { isUnreadable, readRow, row, type Unreadable } from '../http/rows.ts';

/** The most rows Automox gives in one page, and its default. */
export const MAX_ROWS_IN_PAGE = 500;

/** One page of a list. `rows` = the rows that belong to the list asked for, readable or not. */
export interface ListPage<T> {
  readonly rows: readonly (T | Unreadable)[];
  /** Counted from 0. */
  readonly page: number;
  /** Rows as they came, before anything was left out. */
  readonly rawCount: number;
  /**
   * Rows left out because the filter asked for should have kept them out: some parameters are
   * ignored silently.
   */
  readonly filteredOut: number;
  /** Fewer rows came than were asked for, which is the only sign of the end. */
  readonly isLast: boolean;
  /**
   * Size of the whole list, where the rows report it: a sweep that counted fewer raw rows is
   * incomplete.
   */
  readonly totalCount?: number;
}

/** Which page, and how it is read. */
export interface PageOptions<T> {
  readonly page: number;
  readonly limit: number;
  /** The member that names a row that can't be read. */
  readonly idName: string;
  /** Whether a readable row is one of those asked for. */
  readonly belongs?: (row: T) => boolean;
}

const Counted = row({ total_count: z.int().nonnegative() });

/**
 * Returns the schema of a bare array of rows read by `schema`; a bad row is kept as `Unreadable`,
 * anything but an array fails.
 */
export function listOf<T extends object>(schema: z.ZodType<T>, options: PageOptions<T>): z.ZodType<ListPage<T>> {
  const { page, limit, idName, belongs = () => true } = options;
  return z.array(z.unknown()).transform((raw): ListPage<T> => {
    const rows = raw.map((item) => readRow(item, schema, idName));
    const kept = rows.filter((one) => isUnreadable(one) || belongs(one));
    const total = Counted.safeParse(raw[0]).data?.total_count;
    return {
      rows: kept,
      page,
      rawCount: raw.length,
      filteredOut: rows.length - kept.length,
      isLast: raw.length < limit,
      ...(total !== undefined && { totalCount: total }),
    };
  });
}
