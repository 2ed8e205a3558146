import type { Alert } from '../../atera/alert-schema.ts';
import type { Page } from '../../atera/rows.ts';
import { isUnreadable } from '../../http/rows.ts';

/** Why the list was not read back to the begin of the period. */
export type CutCause = 'page-cap' | 'vendor-cap' | 'page-repeated';

/** The position of a sweep over the whole history, as small plain JSON. Times are epoch ms. */
export interface HistoryCursor {
  /** The page to read next; `done` = nothing left to read. */
  readonly next: number | 'done';
  readonly requests: number;
  /** Rows as they came, repeats included. */
  readonly rows: number;
  readonly unreadable: number;
  /** As the last page read reported it. */
  readonly total: number;
  /** Last page of the list, as far as its total says. */
  readonly lastPage: number;
  /** The oldest alert read so far. */
  readonly oldestAt?: number;
  /** The first and the last id on the page read last. */
  readonly edges?: readonly [number, number];
  /** How often the list got shorter while it was read: rows moved forward over a page border. */
  readonly shrunk: number;
  /** False once a page was not in order of time: then its end is the end of the list. */
  readonly isOrdered: boolean;
  readonly cut?: CutCause;
}

/** Where every sweep starts. */
export const HISTORY_START: HistoryCursor = {
  next: 1,
  ...{ requests: 0, rows: 0, unreadable: 0, total: 0, lastPage: 1, shrunk: 0, isOrdered: true },
};

/** How far a sweep goes. `since` is epoch ms. */
export interface HistoryLimits {
  readonly since: number;
  readonly maxRequests: number;
}

/** Alerts of the same minute may stand in any order. */
const OUT_OF_ORDER_MS = 3_600_000;

/** As many rows are read again as a deletion may have pulled forward, and a page more. */
const OVERLAP_PAGES = 1;

/**
 * Returns the sweep's bookkeeping for one page read; pure. The list is newest first and moves while
 * it is read: new alerts push rows back, which repeats them; deleted ones pull rows forward over a
 * page border, unread, but then its size has sunk, and the sweep steps back by as much. It ends at
 * the first page that is wholly older than the period, at the end of the list, or where the vendor
 * gives no more.
 */
export function afterHistoryPage(cursor: HistoryCursor, page: Page<Alert>, limits: HistoryLimits): HistoryCursor {
  const number = cursor.next === 'done' ? 1 : cursor.next;
  const alerts = page.rows.flatMap((row) => (isUnreadable(row) ? [] : [row]));
  const dates = alerts.flatMap(({ createdAt }) => createdAt ?? []);
  const sunk = cursor.requests === 0 ? 0 : Math.max(0, cursor.total - page.totalItemCount);
  const back = sunk === 0 ? 0 : Math.ceil(sunk / page.itemsInPage) + OVERLAP_PAGES;
  const oldestAt = least([...dates, ...(cursor.oldestAt === undefined ? [] : [cursor.oldestAt])]);
  const [first, last] = [alerts[0]?.id, alerts.at(-1)?.id];
  const counted: HistoryCursor = {
    ...cursor,
    requests: cursor.requests + 1,
    rows: cursor.rows + page.rawCount,
    unreadable: cursor.unreadable + page.rawCount - alerts.length,
    total: page.totalItemCount,
    lastPage: Math.max(1, Math.ceil(page.totalItemCount / page.itemsInPage)),
    shrunk: cursor.shrunk + (back > 0 ? 1 : 0),
    isOrdered: cursor.isOrdered && !isAscending(dates),
    ...(oldestAt !== undefined && { oldestAt }),
    ...(first !== undefined && last !== undefined && { edges: [first, last] as const }),
  };
  if (back > 0) return capped({ ...counted, next: Math.max(1, number + 1 - back) }, limits);
  const cut = cutBy(cursor, page, number);
  if (cut) return { ...counted, next: 'done', cut };
  const isBeyond = counted.isOrdered && dates.length > 0 && dates.every((at) => at < limits.since);
  if (isBeyond || number >= counted.lastPage) return { ...counted, next: 'done' };
  return capped({ ...counted, next: number + 1 }, limits);
}

function capped(cursor: HistoryCursor, { maxRequests }: HistoryLimits): HistoryCursor {
  return cursor.requests < maxRequests ? cursor : { ...cursor, next: 'done', cut: 'page-cap' };
}

/** No rows although the size says that there are, or the rows of the page before once more. */
function cutBy(cursor: HistoryCursor, page: Page<Alert>, number: number): CutCause | undefined {
  if (page.rawCount === 0) return (number - 1) * page.itemsInPage < page.totalItemCount ? 'vendor-cap' : undefined;
  const ids = page.rows.flatMap((row) => (isUnreadable(row) ? [] : [row.id]));
  const [newest, oldest] = cursor.edges ?? [];
  const isSame = ids.length > 1 && ids[0] === newest && ids.at(-1) === oldest;
  return isSame && page.totalItemCount - cursor.total < page.itemsInPage ? 'page-repeated' : undefined;
}

function isAscending(dates: readonly number[]): boolean {
  const [first, last] = [dates[0], dates.at(-1)];
  return first !== undefined && last !== undefined && last - first > OUT_OF_ORDER_MS;
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => Math.min(a, b));
}

/** Returns how much of the period is read, 0 to 1: by time, or by pages where that is further. */
export function historyProgress(cursor: HistoryCursor, { since, readAt }: { since: number; readAt: number }): number {
  if (cursor.next === 'done') return 1;
  const byTime = cursor.oldestAt === undefined ? 0 : (readAt - cursor.oldestAt) / Math.max(1, readAt - since);
  const byPages = (cursor.next - 1) / cursor.lastPage;
  return Math.min(0.99, Math.max(0, byTime, byPages));
}
