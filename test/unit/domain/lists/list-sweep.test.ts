import { describe, expect, it } from 'vitest';
import {
  afterPage,
  expectedRows,
  LIST_START,
  type ListCursor,
  pagesLeft,
} from '../../../../shared/domain/lists/list-sweep.ts';

const ROWS = 50;

/** Reads a list as Atera gives it; `change` happens after a page was read. */
function sweep(rows: string[], change: (rows: string[], requests: number) => void = () => {}) {
  const observed = new Set<string>();
  let cursor: ListCursor = LIST_START;
  while (cursor.next !== 'done') {
    const start = cursor.next * ROWS;
    for (const row of rows.slice(start, start + ROWS)) observed.add(row);
    cursor = afterPage(cursor, {
      rowsInPage: ROWS,
      isLast: start + ROWS >= rows.length,
      total: rows.length,
      unusable: 0,
    });
    change(rows, cursor.requests);
  }
  return { observed, cursor };
}

const list = (count: number) => Array.from({ length: count }, (_, index) => `device ${index}`);

describe('a sweep over a list of devices', () => {
  it.each([
    [0, 1],
    [1, 1],
    [50, 1],
    [51, 2],
    [500, 10],
  ])('of %i rows takes %i requests', (count, requests) => {
    const { observed, cursor } = sweep(list(count));

    expect([observed.size, cursor.requests]).toEqual([count, requests]);
    expect(cursor.incomplete).toBeUndefined();
    expect(expectedRows(cursor)).toBe(count);
  });

  it.each([1, 2, 3, 4])('misses none that stays when rows leave after request %i', (at) => {
    const { observed, cursor } = sweep(list(230), (rows, requests) => requests === at && rows.splice(0, 60));

    expect(list(230).filter((row) => !observed.has(row) && Number(row.slice(7)) >= 60)).toEqual([]);
    expect(expectedRows(cursor)).toBeLessThanOrEqual(observed.size);
  });

  it.each<[string, (rows: string[]) => void]>([
    ['at its beginning', (rows) => rows.unshift('new')],
    ['at its end', (rows) => rows.push('new')],
  ])('expects only what it could list when a row comes %s', (_, join) => {
    const { observed, cursor } = sweep(list(120), (rows, requests) => requests === 1 && join(rows));

    expect(list(120).filter((row) => !observed.has(row))).toEqual([]);
    expect(expectedRows(cursor)).toBe(120);
  });

  it('is given up, with words, when the list never rests', () => {
    const { cursor } = sweep(list(120), (rows, requests) => (requests % 2 === 0 ? rows.push('new') : rows.pop()));

    expect(cursor.incomplete).toMatch(/not read to its end in \d+ requests/);
    expect(cursor.requests).toBeLessThan(30);
  });

  it('ends where the vendor says so when no size is reported', () => {
    const first = afterPage(LIST_START, { rowsInPage: 500, isLast: false, unusable: 2 });
    const last = afterPage(first, { rowsInPage: 500, isLast: true, unusable: 0 });

    expect(first).toMatchObject({ next: 1, unusable: 2 });
    expect(last).toMatchObject({ next: 'done', requests: 2 });
    expect(expectedRows(last)).toBe(0);
  });

  it('does not wait for rows that stand for no device', () => {
    const cursor = afterPage(LIST_START, { rowsInPage: 50, isLast: true, total: 20, unusable: 3 });

    expect(expectedRows(cursor)).toBe(17);
  });

  it('knows how many pages are left once the size was reported', () => {
    const cursor = afterPage(LIST_START, { rowsInPage: 50, isLast: false, total: 230, unusable: 0 });

    expect([pagesLeft(LIST_START), pagesLeft(cursor)]).toEqual([1, 4]);
  });
});
