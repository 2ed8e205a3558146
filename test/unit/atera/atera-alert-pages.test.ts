import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { openAlertSteps, SWEEP_START, type SweepCursor } from '../../../shared/atera/alert-pages.ts';
import { Alert } from '../../../shared/atera/alert-schema.ts';
import { pageOf } from '../../../shared/atera/rows.ts';
import type { LeaseSession } from '../../../shared/budget/lease.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { sessionOf } from '../../helpers/hosts/leases.ts';

const AlertPage = pageOf(Alert, 'AlertID', (alert) => !alert.archived);
const clock = new VirtualClock();

/** A list of alerts, newest first, whose owner changes it before each request as `changes` says. */
function listOf(rows: object[], changes: ((rows: object[]) => void)[] = [], itemsInPage = 50) {
  const pages: number[] = [];
  return {
    rows,
    pages,
    async listAlerts(session: LeaseSession, { page }: { page: number }) {
      session.begin(0).answered();
      changes[pages.length]?.(rows);
      pages.push(page);
      const items = rows.slice((page - 1) * itemsInPage, page * itemsInPage);
      const totalPages = Math.ceil(rows.length / itemsInPage);
      return AlertPage.parse({ items, page, itemsInPage, totalItemCount: rows.length, totalPages });
    },
  };
}

const alerts = (count: number) => Array.from({ length: count }, (_, index) => ({ AlertID: 10_000 - index }));
const idOf = (row: object) => ('AlertID' in row ? row.AlertID : undefined);

/** Sweeps to the end under leases of `n` requests each and returns what came of it. */
async function sweep(list: ReturnType<typeof listOf>, n = 1_000) {
  const given: (number | undefined)[] = [];
  let cursor: SweepCursor = SWEEP_START;
  let leases = 0;
  while (cursor.next !== 'done' && leases++ < 500) {
    for await (const step of openAlertSteps(list, await sessionOf(clock, { n }), cursor)) {
      given.push(...step.rows.map((row) => (isUnreadable(row) ? undefined : row.id)));
      cursor = JSON.parse(JSON.stringify(step.cursor));
    }
  }
  return { given, cursor, leases, requests: list.pages.length };
}

describe('a sweep over open alerts', () => {
  it('reads 1,000 alerts with 20 requests and one more for page 1', async () => {
    const { given, cursor } = await sweep(listOf(alerts(1_000)));

    expect(given).toEqual(alerts(1_000).map(idOf));
    expect(cursor).toMatchObject({ next: 'done', requests: 21, rawRows: 1_050, shifts: 0 });
    expect(cursor).not.toHaveProperty('incomplete');
  });

  it('reads an empty list', async () => {
    const { given, cursor } = await sweep(listOf([]));

    expect(given).toEqual([]);
    expect(cursor).toMatchObject({ next: 'done', requests: 1 });
    expect(cursor.incomplete).toBeUndefined();
  });

  it.each([
    [50, 1],
    [51, 3],
  ])('reads %d alerts with %d requests: a single page needs no second reading', async (count, expected) => {
    const { given, requests } = await sweep(listOf(alerts(count)));

    expect(given).toHaveLength(count);
    expect(requests).toBe(expected);
  });

  it('goes on under the next lease where the last one ended, with a small cursor', async () => {
    const { given, cursor, leases } = await sweep(listOf(alerts(1_000)), 4);

    expect(new Set(given).size).toBe(1_000);
    expect(leases).toBe(6);
    expect(cursor.requests).toBe(21);
    expect(JSON.stringify(cursor).length).toBeLessThan(600);
  });

  it('steps back when resolved alerts pull unread ones over a page border', async () => {
    const resolveThree = (rows: object[]) => void rows.splice(5, 3);
    const list = listOf(alerts(200), [() => {}, () => {}, resolveThree]);

    const { given, cursor } = await sweep(list);

    expect(list.pages).toEqual([1, 2, 3, 2, 3, 4, 1]);
    expect(new Set(given)).toEqual(new Set(alerts(200).map(idOf)));
    expect(cursor).toMatchObject({ shifts: 1, next: 'done' });
  });

  it('gives an alert that new ones push onto the next page only once', async () => {
    const addTwo = (rows: object[]) => void rows.unshift({ AlertID: 20_002 }, { AlertID: 20_001 });
    const { given, cursor } = await sweep(listOf(alerts(120), [() => {}, addTwo]));

    expect(given).toHaveLength(122);
    expect(new Set(given).size).toBe(122);
    expect(cursor.incomplete).toBeUndefined();
  });

  it('says so when more alerts came meanwhile than page 1 shows', async () => {
    const addMany = (rows: object[]) =>
      void rows.unshift(...Array.from({ length: 60 }, (_, i) => ({ AlertID: 30_000 - i })));
    const { cursor } = await sweep(listOf(alerts(120), [() => {}, () => {}, addMany]));

    expect(cursor).toMatchObject({ next: 'done', incomplete: 'more alerts came during the sweep than page 1 shows' });
  });

  it('counts unreadable and archived rows as rows', async () => {
    const rows = alerts(120).map((row, index) =>
      index === 3 ? { AlertID: 'x' } : index === 4 ? { ...row, Archived: true } : row,
    );

    const { given, cursor } = await sweep(listOf(rows));

    expect(given.filter((id) => id === undefined)).toHaveLength(1);
    expect(cursor).toMatchObject({ next: 'done', filteredOut: 2, rawRows: 170 });
    expect(cursor.incomplete).toBeUndefined();
  });

  it('says so when a page holds less than its own total promises', async () => {
    const list = listOf(alerts(120));
    const short = {
      ...list,
      listAlerts: async (session: LeaseSession, query: { page: number }) => {
        const page = await list.listAlerts(session, query);
        return query.page === 2 ? { ...page, rows: page.rows.slice(1), rawCount: page.rawCount - 1 } : page;
      },
    };

    expect((await sweep(short)).cursor.incomplete).toBe('page 2 held 49 of 50 rows');
  });

  /** The same list, whose answers `spoil` changes. */
  const spoilt = (
    list: ReturnType<typeof listOf>,
    spoil: (
      answer: (page: number) => ReturnType<typeof list.listAlerts>,
      page: number,
    ) => ReturnType<typeof list.listAlerts>,
  ) => ({
    ...list,
    listAlerts: (session: LeaseSession, { page }: { page: number }) =>
      spoil((number) => list.listAlerts(session, { page: number }), page),
  });

  it.each([
    ['the first page whatever is asked for', () => 1, 'page 3 repeated the page before'],
    ['the second page once more', (page: number) => Math.min(page, 2), 'page 3 repeated the page before'],
  ])('says so when the server gives %s', async (_what, shown, incomplete) => {
    const { cursor } = await sweep(spoilt(listOf(alerts(120)), (answer, page) => answer(shown(page))));

    expect(cursor).toMatchObject({ next: 'done', incomplete });
  });

  it('says so when a page holds more than its own total promises', async () => {
    const list = spoilt(listOf(alerts(120)), async (answer, page) => ({ ...(await answer(page)), totalItemCount: 0 }));

    expect((await sweep(list)).cursor.incomplete).toBe('page 3 held 20 rows, more than the 0 of its own total');
  });

  it('reads as many pages as the server says where its total says fewer', async () => {
    const list = spoilt(listOf(alerts(120)), async (answer, page) => ({ ...(await answer(page)), totalItemCount: 50 }));

    const { given, cursor } = await sweep(list);

    expect(given).toHaveLength(120);
    expect(cursor.incomplete).toBe('page 3 held 20 rows, more than the 0 of its own total');
  });

  it('takes a page for no repetition that new alerts have pushed on as a whole', async () => {
    const addPage = (rows: object[]) =>
      void rows.unshift(...Array.from({ length: 50 }, (_, i) => ({ AlertID: 30_000 - i })));

    const { cursor } = await sweep(listOf(alerts(120), [() => {}, addPage]));

    expect(cursor.incomplete ?? '').not.toContain('repeated');
  });

  it('follows the page size of a server that gives less than asked for', async () => {
    const { given, requests } = await sweep(listOf(alerts(100), [], 20));

    expect(given).toHaveLength(100);
    expect(requests).toBe(6);
  });

  it('ends after 2,400 requests, whatever the server says', async () => {
    const { cursor } = await sweep(listOf(alerts(2_500), [], 1));

    expect(cursor).toMatchObject({ next: 'done', requests: 2_400, incomplete: 'more than 2400 list requests' });
  });

  it('passes on every failure but a spent lease', async () => {
    const list = { listAlerts: () => Promise.reject(new Error('vendor down')) };
    const steps = openAlertSteps(list, await sessionOf(clock));

    await expect(steps.next()).rejects.toThrow('vendor down');
  });

  it('misses no alert that stays open, however others come and go between the requests', async () => {
    const change = fc.record({ add: fc.integer({ min: 0, max: 3 }), removeAt: fc.array(fc.nat(59), { maxLength: 7 }) });
    const world = {
      size: fc.integer({ min: 0, max: 60 }),
      changes: fc.array(change, { maxLength: 30 }),
      n: fc.integer({ min: 1, max: 9 }),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(world), async ({ size, changes, n }) => {
        let newest = 20_000;
        const list = listOf(
          alerts(size),
          changes.map(({ add, removeAt }) => (rows) => {
            for (const at of removeAt) rows.splice(at, 1);
            for (let i = 0; i < add; i++) rows.unshift({ AlertID: ++newest });
          }),
          5,
        );

        const { given, cursor } = await sweep(list, n);

        const stayed = list.rows.map(idOf).filter((id) => Number(id) <= 10_000);
        expect(cursor.next).toBe('done');
        if (cursor.incomplete === undefined) expect(given).toEqual(expect.arrayContaining(stayed));
      }),
      { numRuns: 500 },
    );
  });
});
