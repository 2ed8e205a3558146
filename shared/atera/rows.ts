import { z } from 'zod';
import { id } from './fields.ts';

/** A row that could not be read: recorded and counted, so that nothing is lost silently. */
export interface Unreadable {
  readonly unreadable: true;
  /** The row's id as the vendor sent it, if there was one; at most 40 characters. */
  readonly id?: string;
  /** Which members were wrong; never their values. */
  readonly reason: string;
}

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
  /** Rows left out because the filter asked for should have kept them out: unknown parameters are ignored silently. */
  readonly filteredOut: number;
}

/** Tells a row that could not be read from one that could. */
export function isUnreadable(row: object): row is Unreadable {
  return 'unreadable' in row;
}

/**
 * An object schema that finds its members without regard to case: Atera writes `AgentID` on one object and `AgentId` on
 * another, and has changed the case of members before.
 */
export function row<Shape extends z.ZodRawShape>(shape: Shape) {
  const canonical = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  const absent = Object.fromEntries(Object.keys(shape).map((name) => [name, undefined]));
  const fold = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
      const name = canonical.get(key.toLowerCase());
      return name === undefined || (name !== key && name in value) ? [] : [[name, member]];
    });
    // To zod a missing member is an error where an undefined one is not; to us both mean "not told".
    return { ...absent, ...Object.fromEntries(entries) };
  };
  return z.preprocess(fold, z.object(shape));
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
 * The schema of a page of rows read by `schema`. A bad row is kept as `Unreadable` under its `idName`; a bad envelope
 * fails. `belongs` says whether a readable row is one of those asked for.
 */
export function pageOf<T extends object>(
  schema: z.ZodType<T>,
  idName: string,
  belongs: (row: T) => boolean = () => true,
) {
  const RawId = row({ [idName]: z.union([z.string(), z.number()]) });
  return Envelope.transform((envelope): Page<T> => {
    const raw = envelope.items ?? [];
    const rows = raw.map((item) => readRow(item, schema, RawId));
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

function readRow<T extends object>(item: unknown, schema: z.ZodType<T>, RawId: z.ZodType<object>): T | Unreadable {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'row'}: ${issue.code}`);
  const rawId = RawId.safeParse(item);
  const [value] = rawId.success ? Object.values(rawId.data) : [];
  return {
    unreadable: true,
    ...(value !== undefined && { id: String(value).slice(0, 40) }),
    reason: reason.join('; '),
  };
}

/** The answer to a write that makes something: its id. Older servers add members, and some send a number. */
export const Created = row({ ActionID: id }).transform((answer) => answer.ActionID);
