import { describe, expect, it } from 'vitest';
import { Alert } from '../../../shared/atera/alert-schema.ts';
import type { Page } from '../../../shared/atera/rows.ts';
import {
  afterHistoryPage,
  HISTORY_START,
  type HistoryCursor,
  historyProgress,
} from '../../../shared/backtest/reading/history-cursor.ts';
import { cursorNotes } from '../../../shared/backtest/reading/read-notes.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-03-31T00:00:00Z');
const IN_PAGE = 10;

/** A list of alerts, newest first, that moves while it is read: one alert for each hour back. */
class MovingList {
  readonly rows: number[];

  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, index) => count - index);
  }

  readonly dateOf = (id: number) => new Date(NOW - (this.first - id) * 3_600_000).toISOString();
  first = 0;

  page(number: number): Page<Alert> {
    const slice = this.rows.slice((number - 1) * IN_PAGE, number * IN_PAGE);
    const rows = slice.map((id) => Alert.parse({ AlertID: id, Title: 'x', Created: this.dateOf(id) }));
    const totalItemCount = this.rows.length;
    const totalPages = Math.ceil(totalItemCount / IN_PAGE);
    return {
      rows,
      page: number,
      totalPages,
      totalItemCount,
      itemsInPage: IN_PAGE,
      rawCount: rows.length,
      filteredOut: 0,
    };
  }
}

interface Sweep {
  readonly since?: number;
  readonly maxRequests?: number;
  readonly pageOf?: (list: MovingList, number: number) => Page<Alert>;
  /** Called after each page that was read. */
  readonly afterwards?: (list: MovingList, requests: number) => void;
}

function sweep(count: number, { since = 0, maxRequests = 1_000, pageOf, afterwards }: Sweep = {}) {
  const list = new MovingList(count);
  list.first = count;
  const read = new Set<number>();
  let cursor: HistoryCursor = HISTORY_START;
  while (cursor.next !== 'done') {
    const page = pageOf?.(list, cursor.next) ?? list.page(cursor.next);
    for (const { id } of page.rows) read.add(Number(id));
    cursor = afterHistoryPage(cursor, page, { since, maxRequests });
    afterwards?.(list, cursor.requests);
  }
  return { read, cursor, codes: cursorNotes(cursor).map(({ code }) => code) };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("reading an account's history", () => {
  it('reads it to its end', () => {
    const { read, cursor, codes } = sweep(95);

    expect([...read].sort((a, b) => a - b)).toEqual(upTo(95));
    expect([cursor.requests, codes]).toEqual([10, []]);
  });

  it('stops at the first page that is wholly older than the period', () => {
    const { read, cursor } = sweep(2_000, { since: NOW - DAY });

    expect(cursor.requests).toBe(4);
    expect(read.size).toBe(40);
    expect(cursor.cut).toBeUndefined();
  });

  it('misses none where new alerts push rows back, which repeats some', () => {
    const { read, cursor } = sweep(95, {
      afterwards: (list, requests) => {
        if (requests === 3) list.rows.unshift(1_003, 1_002, 1_001);
      },
    });

    expect(upTo(95).filter((id) => !read.has(id))).toEqual([]);
    expect(cursor.rows).toBe(98);
  });

  it('reads again from before where deleted alerts pull rows forward, and says so', () => {
    const { read, codes } = sweep(95, {
      afterwards: (list, requests) => {
        if (requests === 4) list.rows.splice(2, 25);
      },
    });

    const left = upTo(95).filter((id) => id > 93 || id <= 68);
    expect(left.filter((id) => !read.has(id))).toEqual([]);
    expect(codes).toEqual(['gap-possible']);
  });

  it.each([
    [
      'gives no more rows from some page on',
      (list: MovingList, number: number) => list.page(number > 5 ? 99 : number),
      'vendor-cap',
    ],
    [
      'repeats a page indefinitely',
      (list: MovingList, number: number) => list.page(Math.min(number, 5)),
      'page-repeated',
    ],
  ])('ends where the vendor %s, and says how far it came', (_how, pageOf, cut) => {
    const { read, cursor, codes } = sweep(95, { pageOf });

    expect([read.size, cursor.cut, codes]).toEqual([50, cut, ['list-cut']]);
    expect(cursorNotes(cursor)[0]?.values).toMatchObject({ because: cut, reached: '2026-03-28 23:00 UTC' });
  });

  it('ends at its cap', () => {
    const { cursor } = sweep(95, { maxRequests: 3 });

    expect([cursor.requests, cursor.cut]).toEqual([3, 'page-cap']);
  });

  it('reads a list that is oldest first to its end, since no page of it says what follows', () => {
    const { read, codes } = sweep(95, {
      since: NOW - DAY,
      pageOf: (list, number) => {
        const page = list.page(Math.ceil(95 / IN_PAGE) + 1 - number);
        return { ...page, rows: page.rows.toReversed() };
      },
    });

    expect(read.size).toBe(95);
    expect(codes).toEqual(['not-newest-first']);
  });

  it('counts a row without a date and one that cannot be read, and goes on', () => {
    const { cursor } = sweep(95, {
      since: NOW - DAY,
      pageOf: (list, number) => {
        const page = list.page(number);
        const rows = page.rows.map((row, index) =>
          index === 0
            ? { unreadable: true as const, reason: 'Title' }
            : { ...(row as Alert), createdAt: index === 1 ? undefined : (row as Alert).createdAt },
        );
        return { ...page, rows };
      },
    });

    expect([cursor.unreadable, cursor.requests]).toEqual([4, 4]);
  });

  it('is as far as it has come back in time', () => {
    const limits = { since: NOW - 10 * DAY, readAt: NOW };
    const half: HistoryCursor = { ...HISTORY_START, next: 13, lastPage: 500, oldestAt: NOW - 5 * DAY };

    expect(historyProgress(half, limits)).toBeCloseTo(0.5);
    expect(historyProgress({ ...half, oldestAt: NOW - 20 * DAY }, limits)).toBe(0.99);
    expect(historyProgress({ ...half, next: 'done' }, limits)).toBe(1);
  });
});
