import { z } from 'zod';
import type { LeaseSession } from '../budget/lease.ts';
import { STATUS_ONLY } from '../http/request-json.ts';
import type { VendorCalls } from '../http/vendor-calls.ts';
import { asAsked } from './rows.ts';

/** An object of Atera's with every member that it was sent with. */
const WholeRow = z.record(z.string(), z.unknown());
type WholeRow = z.output<typeof WholeRow>;

/** Which object is changed, and what of it no request can change. */
export interface Updated {
  readonly pathTemplate: string;
  readonly params: Readonly<Record<string, number>>;
  /** The names its id may have; the first that it has counts. */
  readonly idNames: readonly string[];
  readonly id: number;
  readonly readOnly: readonly string[];
}

/**
 * What became of a change. `differs` = it was written, and the members named are not as written:
 * somebody else wrote at the same time, or Atera did not take them. `gone` = nothing was written.
 */
export type UpdateResult =
  | { readonly state: 'written' | 'unchanged' | 'gone' }
  | { readonly state: 'differs'; readonly members: readonly string[] };

/**
 * Changes some members of an object whose PUT replaces all of it: reads it, merges, writes every
 * member that was read and may be written, those this app does not know included, and reads it
 * again to compare. Up to three requests; never for many objects at once, as nothing locks one.
 */
export async function updateWhole(
  calls: VendorCalls,
  session: LeaseSession,
  updated: Updated,
  change: (row: WholeRow) => WholeRow,
): Promise<UpdateResult> {
  const before = await read(calls, session, updated);
  if (!before) return { state: 'gone' };
  const changed = change(before);
  const body = writableOf(updated, { ...before, ...changed });
  if (differences(body, before).length === 0) return { state: 'unchanged' };
  const { pathTemplate, params } = updated;
  await calls.send(session, { method: 'PUT', pathTemplate, params, body, response: STATUS_ONLY, uncut: true });
  const after = await read(calls, session, updated);
  const members = after ? differences(body, after) : Object.keys(changed);
  return members.length === 0 ? { state: 'written' } : { state: 'differs', members };
}

async function read(calls: VendorCalls, session: LeaseSession, updated: Updated): Promise<WholeRow | undefined> {
  const { pathTemplate, params, idNames, id } = updated;
  const found = await calls.find(session, pathTemplate, { params }, WholeRow);
  const own = idNames.map((name) => found && memberOf(found, name)).find((value) => value !== undefined);
  return asAsked(pathTemplate, found, Number(own) === id);
}

/** The name under which a row has a member, whose case differs between descriptions of the API. */
export function nameIn(row: WholeRow, name: string): string | undefined {
  return name in row ? name : Object.keys(row).find((key) => key.toLowerCase() === name.toLowerCase());
}

function memberOf(row: WholeRow, name: string): unknown {
  const own = nameIn(row, name);
  return own === undefined ? undefined : row[own];
}

function writableOf({ readOnly, idNames }: Updated, row: WholeRow): WholeRow {
  const left = new Set([...readOnly, ...idNames].map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(row).filter(([name]) => !left.has(name.toLowerCase())));
}

/** Nothing is written as null, as '' or not at all, and all mean the same. */
function differences(written: WholeRow, found: WholeRow): string[] {
  const plain = (value: unknown) => (value === undefined || value === '' ? 'null' : JSON.stringify(value));
  return Object.keys(written).filter((name) => plain(written[name]) !== plain(memberOf(found, name)));
}
