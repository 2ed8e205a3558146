import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { FENCE_TABLE, makeFence } from '../../../shared/budget/fence.ts';
import { removeOldFences } from '../../../shared/budget/fence-retention.ts';
import { openTable } from '../../../shared/storage/table/table.ts';
import { ownTables } from '../../helpers/app/tables.ts';
import { testLease } from '../../helpers/hosts/leases.ts';

const DAY = 86_400_000;

describe('old fences', () => {
  it('are removed when their day ended a day ago; younger ones and those of other budgets stay', async () => {
    const clock = new VirtualClock('2026-03-01T12:00:00Z');
    const table = openTable(ownTables(), FENCE_TABLE);
    const fence = makeFence({ table, clock });
    await fence.open(testLease(clock, { id: 'atera.a-1' }));
    await fence.open(testLease(clock, { id: 'automox.a-1', budget: 'automox' }));
    await clock.advance(DAY);
    const young = testLease(clock, { id: 'atera.a-2' });
    await fence.open(young);

    const removed = await removeOldFences(table, 'atera', { now: clock.now() + DAY });

    expect(removed).toBe(1);
    expect(await fence.open(young)).toMatchObject({ superseded: true });
    expect(await table.get('automox.2026-03-01', 'automox.a-1')).toBeDefined();
  });

  it('are removed a limited number at a time', async () => {
    const clock = new VirtualClock();
    const table = openTable(ownTables(), FENCE_TABLE);
    const fence = makeFence({ table, clock });
    for (const id of ['atera.a-1', 'atera.a-2', 'atera.a-3']) await fence.open(testLease(clock, { id }));

    const counts: number[] = [];
    for (let run = 0; run < 2; run++)
      counts.push(await removeOldFences(table, 'atera', { now: clock.now() + 2 * DAY, limit: 2 }));

    expect(counts).toEqual([2, 1]);
  });
});
