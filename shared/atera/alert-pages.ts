import { type LeaseSession, LeaseSpentError } from '../budget/lease.ts';
import { isUnreadable, type Unreadable } from '../http/rows.ts';
import type { Alert } from './alert-schema.ts';
import type { AteraClient } from './client.ts';
import type { Page } from './rows.ts';

/**
 * 100,000 open alerts at 50 a page, with some to spare; beyond that something is wrong with the list
 * or the filter.
 */
const MAX_REQUESTS = 2_400;

/**
 * The position of a sweep over the open alerts, as small plain JSON: a lease may end in the middle
 * and the next one goes on here.
 */
export interface SweepCursor {
  /** The page to read next; `recheck` = page 1 again; `done` = nothing left to read. */
  readonly next: number | 'recheck' | 'done';
  /** As the last page read reported it. */
  readonly totalItemCount: number;
  /** The ids on page 1 when the sweep began, newest first (at most 50). */
  readonly firstIds: readonly number[];
  /** The newest and the oldest id on the page read last. */
  readonly lastEdges?: readonly [number, number];
  readonly requests: number;
  /** Rows as they came, repeats included. */
  readonly rawRows: number;
  /** Rows left out because they were not open: the status filter did not hold. */
  readonly filteredOut: number;
  /** How often rows moved towards the front while paging, so that pages were read again. */
  readonly shifts: number;
  /**
   * Why the sweep can't claim to have read every open alert; absent = it can, once `next` is
   * `done`.
   */
  readonly incomplete?: string;
}

/** Where every sweep starts. */
export const SWEEP_START: SweepCursor = {
  next: 1,
  totalItemCount: 0,
  firstIds: [],
  requests: 0,
  rawRows: 0,
  filteredOut: 0,
  shifts: 0,
};

/**
 * What one request brought: rows not given before under this lease, and where to continue once they
 * are stored.
 */
export interface SweepStep {
  readonly rows: readonly (Alert | Unreadable)[];
  readonly cursor: SweepCursor;
}

/**
 * Reads the open alerts, one request for each step, and ends when the list is read or the lease is
 * spent; the last step's cursor says which. 1,000 alerts take 20 requests and one more for page 1
 * again.
 *
 * The list is newest first and moves while it is read. New alerts push rows back: they repeat,
 * which does no harm. Resolved ones pull rows forward over a page border, unread; but then the
 * total has sunk by at least as many rows, so the sweep steps back by that many and reads on from
 * there. Alerts that came meanwhile are found on page 1 at the end. Completeness is counted on raw
 * rows: each page must hold what its own total says. (A snooze that ends can still put an old alert
 * into the part already read; the next poll lists it.)
 */
export async function* openAlertSteps(
  client: Pick<AteraClient, 'listAlerts'>,
  session: LeaseSession,
  start: SweepCursor = SWEEP_START,
): AsyncGenerator<SweepStep, void> {
  const given = new Set<string>();
  for (let cursor = start; cursor.next !== 'done'; ) {
    const number = cursor.next === 'recheck' ? 1 : cursor.next;
    const page = await readUnlessSpent(client, session, number);
    if (page === undefined) return;
    const rows = page.rows.filter((row) => row.id === undefined || !given.has(String(row.id)));
    for (const row of rows) if (row.id !== undefined) given.add(String(row.id));
    cursor = advance(cursor, page);
    yield { rows, cursor };
  }
}

async function readUnlessSpent(client: Pick<AteraClient, 'listAlerts'>, session: LeaseSession, page: number) {
  try {
    return await client.listAlerts(session, { status: 'Open', page });
  } catch (error) {
    if (error instanceof LeaseSpentError) return undefined;
    throw error;
  }
}

/**
 * The sweep's bookkeeping for one page read; pure. `page.page` is not used: some servers clamp it.
 */
function advance(cursor: SweepCursor, page: Page<Alert>): SweepCursor {
  const counted = {
    ...cursor,
    totalItemCount: page.totalItemCount,
    requests: cursor.requests + 1,
    rawRows: cursor.rawRows + page.rawCount,
    filteredOut: cursor.filteredOut + page.filteredOut,
  };
  if (cursor.next === 'recheck') return { ...counted, ...afterRecheck(cursor, page), next: 'done' };
  const number = cursor.next === 'done' ? 1 : cursor.next;
  const sunk = cursor.requests === 0 ? 0 : Math.max(0, cursor.totalItemCount - page.totalItemCount);
  const back = Math.ceil(sunk / page.itemsInPage);
  const following = Math.max(1, number + 1 - (back > 0 ? back + 1 : 0));
  // A list that was one page is complete as it was read: nothing could move across a border.
  const isOnePage = cursor.requests === 0 && lastPage(page) <= 1;
  const end = isOnePage ? 'done' : 'recheck';
  const next = back === 0 && number >= lastPage(page) ? end : following;
  const moved = {
    ...counted,
    firstIds: number === 1 && cursor.requests === 0 ? idsOf(page) : cursor.firstIds,
    shifts: cursor.shifts + (back > 0 ? 1 : 0),
    ...(back === 0 ? { ...shortfall(number, page), ...excess(number, page), ...repetition(number, cursor, page) } : {}),
    ...edgesOf(page),
  };
  return counted.requests >= MAX_REQUESTS
    ? { ...moved, next: 'done', incomplete: `more than ${MAX_REQUESTS} list requests` }
    : { ...moved, next };
}

/** A page that holds fewer rows than its own total promises hides some. */
function shortfall(number: number, page: Page<Alert>): { incomplete?: string } {
  const expected = Math.min(page.itemsInPage, Math.max(0, page.totalItemCount - (number - 1) * page.itemsInPage));
  return page.rawCount < expected ? { incomplete: `page ${number} held ${page.rawCount} of ${expected} rows` } : {};
}

/** Its total is wrong, so that it says nothing of how many there are. */
function excess(number: number, page: Page<Alert>): { incomplete?: string } {
  const left = Math.max(0, page.totalItemCount - (number - 1) * page.itemsInPage);
  if (page.rawCount <= left) return {};
  return { incomplete: `page ${number} held ${page.rawCount} rows, more than the ${left} of its own total` };
}

/**
 * The page before again, whatever was requested: unless so many alerts came meanwhile that they
 * pushed it on as a whole.
 */
function repetition(number: number, cursor: SweepCursor, page: Page<Alert>): { incomplete?: string } {
  const { lastEdges: [newest, oldest] = [] } = edgesOf(page);
  const [newestBefore, oldestBefore] = cursor.lastEdges ?? [];
  const came = page.totalItemCount - cursor.totalItemCount;
  const isSame = newest !== undefined && newest === newestBefore && oldest === oldestBefore;
  if (cursor.requests === 0 || number === 1 || !isSame || came >= page.itemsInPage) return {};
  return { incomplete: `page ${number} repeated the page before` };
}

function edgesOf(page: Page<Alert>): Pick<SweepCursor, 'lastEdges'> {
  const ids = idsOf(page);
  const [newest, oldest] = [ids[0], ids.at(-1)];
  return newest === undefined || oldest === undefined ? {} : { lastEdges: [newest, oldest] };
}

/**
 * If nothing of the old page 1 is on the new one, more alerts came during the sweep than one page
 * shows.
 */
function afterRecheck(cursor: SweepCursor, page: Page<Alert>): { incomplete?: string } {
  const known = new Set(cursor.firstIds);
  const meets = page.totalItemCount <= page.itemsInPage || idsOf(page).some((id) => known.has(id));
  return meets ? {} : { incomplete: 'more alerts came during the sweep than page 1 shows' };
}

/** By its total or, where a full page says that there are more, by its number of pages. */
function lastPage(page: Page<Alert>): number {
  const byTotal = Math.ceil(page.totalItemCount / page.itemsInPage);
  return page.rawCount < page.itemsInPage ? byTotal : Math.max(byTotal, page.totalPages);
}

function idsOf(page: Page<Alert>): readonly number[] {
  return page.rows.flatMap((row) => (isUnreadable(row) ? [] : [row.id]));
}
