import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A row that could not be read: recorded and counted, so that nothing is lost silently. */
export interface Unreadable {
  readonly unreadable: true;
  /** The row's id as the vendor sent it, if there was one; at most 40 characters. */
  readonly id?: string;
  /** Of a row without an id: a hash of it, so that two such rows are two. */
  readonly fingerprint?: string;
  /** Which members were wrong; never their values. */
  readonly reason: string;
}

/** Returns whether a row is one that could not be read. */
export function isUnreadable(row: object): row is Unreadable {
  return 'unreadable' in row;
}

/**
 * Returns an object schema that finds its members without regard to case (Atera writes `AgentID` on
 * one object and `AgentId` on another, and has changed the case of members before) and takes a
 * missing member for "not reported".
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
    // To zod a missing member is an error where an undefined one is not.
    return { ...absent, ...Object.fromEntries(entries) };
  };
  return z.preprocess(fold, z.object(shape));
}

/** Reads one row of a list; a bad one is kept as `Unreadable` under its member `idName`. */
export function readRow<T extends object>(item: unknown, schema: z.ZodType<T>, idName: string): T | Unreadable {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'row'}: ${issue.code}`);
  const rawId = row({ [idName]: z.union([z.string(), z.number()]) }).safeParse(item);
  const [value] = rawId.success ? Object.values(rawId.data) : [];
  return {
    unreadable: true,
    ...(value === undefined ? { fingerprint: fingerprintOf(item) } : { id: String(value).slice(0, 40) }),
    reason: reason.join('; '),
  };
}

function fingerprintOf(item: unknown): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 32);
}
