import { describe, expect, it } from 'vitest';
import { openTable } from '../../../shared/storage/table/table.ts';
import { makeTicketWatchStore } from '../../../shared/storage/ticket-watch.ts';
import { ownTables } from '../../helpers/app/tables.ts';

const store = () => makeTicketWatchStore(openTable(ownTables(), 'directory'));

describe('what is known of the tickets of the tenant', () => {
  it('is nothing at first', async () => {
    expect(await store().get()).toEqual({ readBacks: [], closes: [] });
  });

  it('counts each ticket once and keeps the latest six read-backs', async () => {
    const watch = store();
    for (const ticketId of [1, 2, 3, 4, 5, 6, 2, 7])
      await watch.addReadBack({ ticketId, technician: 'bob@msp.example', replies: ['a'] });

    const { readBacks } = await watch.get();

    expect(readBacks.map(({ ticketId }) => ticketId)).toEqual([3, 4, 5, 6, 2, 7]);
    expect(readBacks.at(-1)).toEqual({ ticketId: 7, technician: 'bob@msp.example', replies: ['a'] });
  });

  it('loses no end of two that are noticed at the same time', async () => {
    const watch = store();
    const close = (ticketId: number) => ({ ticketId, at: 1, noticedAt: 2 });
    await Promise.all([watch.addClose(close(1)), watch.addClose(close(2))]);

    const closes = await watch.addClose(close(1));

    expect(closes.map(({ ticketId }) => ticketId).toSorted()).toEqual([1, 2]);
  });
});
