import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { alertGravity } from '../../../orchestrations/activities/alerts/alert-gravity.ts';
import { mapPooled } from '../../../shared/pooled.ts';
import { makeAlertStore } from '../../../shared/storage/alerts.ts';
import type { Table } from '../../../shared/storage/table/table.ts';

/** A table that counts how many reads by key are under way at the same time. */
function countingTable() {
  const table = new MemoryTables().open('alerts');
  const reads = { now: 0, peak: 0 };
  const get: Table['get'] = async (...key) => {
    reads.peak = Math.max(reads.peak, ++reads.now);
    try {
      return await table.get(...key);
    } finally {
      reads.now--;
    }
  };
  return { reads, table: { ...table, get } satisfies Table };
}

const alertIds = Array.from({ length: 300 }, (_, index) => index + 1);

describe('reads of many rows', () => {
  it('of the alerts of an occurrence are a few at a time', async () => {
    const { reads, table } = countingTable();

    await alertGravity({ alerts: makeAlertStore(table) }, { alertIds });

    expect(reads.peak).toBeLessThanOrEqual(8);
  });

  it('of the alerts of a page that are not open are a few at a time', async () => {
    const { reads, table } = countingTable();

    await makeAlertStore(table).known(alertIds);

    expect(reads.peak).toBeLessThanOrEqual(8);
  });

  it('give their results in the order of what was asked for', async () => {
    const doubled = await mapPooled(alertIds, async (n) => {
      if (n % 3 === 0) await new Promise(setImmediate);
      return n * 2;
    });

    expect(doubled).toEqual(alertIds.map((n) => n * 2));
  });

  it('fail with the first failure, and begin no more after it', async () => {
    const begun: number[] = [];
    const reading = mapPooled(alertIds, async (n) => {
      begun.push(n);
      await new Promise(setImmediate);
      if (n === 3) throw new Error('no row');
    });

    await expect(reading).rejects.toThrow('no row');
    expect(begun.length).toBeLessThan(20);
  });
});
