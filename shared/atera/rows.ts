import { z } from 'zod';
import { VendorError } from '../errors.ts';
import { id } from '../http/fields.ts';
import { isUnreadable, readRow, row, type Unreadable } from '../http/rows.ts';

/** One page of a list. `rows` = the rows that belong to the list asked for, readable or not. */
export interface Page<T> {
  readonly rows: readonly (T | Unreadable)[];
  readonly page: number;
  readonly totalPages: number;
  readonly totalItemCount: number;
  /** The page size the vendor really used. */
  readonly itemsInPage: number;
  /** Rows as they came, before anything was left out. */
  readonly rawCount: number;
  /**
   * Rows left out because the filter asked for should have kept them out: unknown parameters are
   * ignored silently.
   */
  readonly filteredOut: number;
}

const count = z.int().nonnegative();

const Envelope = row({
  items: z.array(z.unknown()).nullish(),
  page: count.nullish(),
  itemsInPage: count.nullish(),
  totalItemCount: count,
  totalPages: count.nullish(),
});

/**
 * Returns the schema of a page of rows read by `schema`. A bad row is kept as `Unreadable` under
 * its `idName`; a bad envelope fails. `belongs` says whether a readable row is one of those asked
 * for.
 */
export function pageOf<T extends object>(
  schema: z.ZodType<T>,
  idName: string,
  belongs: (row: T) => boolean = () => true,
) {
  return Envelope.transform((envelope): Page<T> => {
    const raw = envelope.items ?? [];
    const rows = raw.map((item) => readRow(item, schema, idName));
    const kept = rows.filter((one) => isUnreadable(one) || belongs(one));
    const itemsInPage = envelope.itemsInPage || Math.max(raw.length, 1);
    return {
      rows: kept,
      page: envelope.page ?? 1,
      totalPages: envelope.totalPages ?? Math.ceil(envelope.totalItemCount / itemsInPage),
      totalItemCount: envelope.totalItemCount,
      itemsInPage,
      rawCount: raw.length,
      filteredOut: rows.length - kept.length,
    };
  });
}

/**
 * The answer to a write that makes something: its id. Older servers add members, and some send a
 * number.
 */
export const Created = row({ ActionID: id }).transform((answer) => answer.ActionID);

/**
 * Passes on what was found if it is what was asked for, and refuses another object: its state would
 * be mistaken for the wanted one's.
 */
export function asAsked<T>(pathTemplate: string, found: T | undefined, isWanted: boolean): T | undefined {
  if (found === undefined || isWanted) return found;
  throw new VendorError('vendor_response_invalid', `Atera GET ${pathTemplate} answered another object than asked for`);
}

/**
 * Rows asked for in one page: the most that every list is known to accept. The answer says how many
 * it really used.
 */
const ITEMS_IN_PAGE = 50;

/** Returns the query for one page of a list. */
export function paging(page: number) {
  return { page, itemsInPage: ITEMS_IN_PAGE };
}

/**
 * Returns whether a row is of the customer asked for. One without a customer stays: leaving it out
 * could hide a ticket of ours and make a second one.
 */
export function isOf(customerId: number) {
  return (row: { customerId?: number | undefined }) => row.customerId === undefined || row.customerId === customerId;
}

/** Returns whether two names are the same but for case and blanks around them. */
export function isSameText(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
