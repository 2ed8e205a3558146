/**
 * The position of a sweep over a paged list, as small plain JSON: a lease may end in the middle and
 * the next one continues here.
 */
export interface ListCursor {
  /** The page to read next, from 0; `done` = nothing left to read. */
  readonly next: number | 'done';
  readonly requests: number;
  /** Rows in a page, as the vendor really used it; 0 before the first page. */
  readonly rowsInPage: number;
  /** Size of the list as the first page read reported it. */
  readonly firstTotal?: number;
  /** The same by the page read last. */
  readonly lastTotal?: number;
  /**
   * Rows that count in the size and stand for no device: unreadable ones, and those of another
   * place.
   */
  readonly unusable: number;
  /** Why the list could not be read to its end. */
  readonly incomplete?: string;
}

/** Where every sweep starts. */
export const LIST_START: ListCursor = { next: 0, requests: 0, rowsInPage: 0, unusable: 0 };

/** What one page reported besides its rows. */
export interface PageFacts {
  readonly rowsInPage: number;
  readonly isLast: boolean;
  /** Size of the whole list; undefined = not reported. */
  readonly total?: number | undefined;
  readonly unusable: number;
}

/** A list that keeps moving is given up after this many times its pages, and a few more. */
const MAX_READS_PER_PAGE = 2;
const MORE_READS = 10;

/**
 * Returns the sweep's bookkeeping for one page read; pure. A row that leaves the list while it is
 * read pulls later rows forward over a page border, unread; but then the size has sunk by at least
 * as many, so the sweep steps back by that many rows and reads on from there. Rows that come push
 * others back: they repeat, which does no harm. Only as many that come as go between two pages stay
 * unnoticed.
 */
export function afterPage(cursor: ListCursor, page: PageFacts): ListCursor {
  const number = cursor.next === 'done' ? 0 : cursor.next;
  const { rowsInPage, isLast, total } = page;
  const { firstTotal = total, lastTotal } = cursor;
  const sunk = lastTotal === undefined || total === undefined ? 0 : Math.max(0, lastTotal - total);
  const back = Math.ceil(sunk / rowsInPage);
  const onwards = isLast ? 'done' : number + 1;
  const requests = cursor.requests + 1;
  const counted: ListCursor = {
    next: back > 0 ? Math.max(0, number - back) : onwards,
    requests,
    rowsInPage,
    unusable: cursor.unusable + page.unusable,
    ...(firstTotal !== undefined && { firstTotal }),
    ...(total !== undefined && { lastTotal: total }),
  };
  const pages = Math.max(number + 1, Math.ceil((firstTotal ?? 0) / rowsInPage));
  if (counted.next === 'done' || requests < pages * MAX_READS_PER_PAGE + MORE_READS) return counted;
  return { ...counted, next: 'done', incomplete: `the list was not read to its end in ${requests} requests` };
}

/**
 * Returns how many different devices a finished sweep must have brought: no more than the list held
 * from its beginning to its end, as far as the vendor reports sizes.
 */
export function expectedRows({ firstTotal = 0, lastTotal = 0, unusable }: ListCursor): number {
  return Math.max(0, Math.min(firstTotal, lastTotal) - unusable);
}

/**
 * Returns the pages that are still to be read, at least one; as long as no size is reported, one.
 */
export function pagesLeft({ next, rowsInPage, lastTotal }: ListCursor): number {
  if (next === 'done' || rowsInPage === 0 || lastTotal === undefined) return 1;
  return Math.max(1, Math.ceil(lastTotal / rowsInPage) - next);
}

/** Returns how many pages the list has as last reported; undefined while that is not known. */
export function pagesInAll({ rowsInPage, lastTotal }: ListCursor): number | undefined {
  return rowsInPage === 0 || lastTotal === undefined ? undefined : Math.max(1, Math.ceil(lastTotal / rowsInPage));
}
