import { VirtualClock } from '../../../dev/host/clock.ts';
import { type FenceTable, type LeaseSession, makeFence } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Clock } from '../../../shared/clock.ts';

/** A fence table in memory. */
export function memoryFence(): FenceTable {
  const rows = new Map<string, { owner?: string }>();
  const keyOf = (partitionKey: string, rowKey: string) => `${partitionKey}/${rowKey}`;
  return {
    async insert(row) {
      const key = keyOf(row.partitionKey, row.rowKey);
      return !rows.has(key) && rows.set(key, row) !== undefined;
    },
    get: async (partitionKey, rowKey) => rows.get(keyOf(partitionKey, rowKey)),
    async putAll(all) {
      for (const row of all) rows.set(keyOf(row.partitionKey, row.rowKey), row);
    },
  };
}

/** A lease of 10 requests over the next 20 s of `clock`. */
export function testLease(clock: Clock = new VirtualClock(), overrides: Partial<Lease> = {}): Lease {
  const now = clock.now();
  return { id: 'atera.test-1', budget: 'atera', n: 10, notBefore: now - 1_000, notAfter: now + 20_000, ...overrides };
}

/** A session of a fresh lease, opened as in the product: by a fence. */
export async function openTestSession(clock: Clock, overrides: Partial<Lease> = {}): Promise<LeaseSession> {
  const opening = await makeFence({ table: memoryFence(), clock }).open(testLease(clock, overrides));
  if (!('session' in opening)) throw new Error('A fresh fence has no rows');
  return opening.session;
}

/** A session under a lease that begins now: by default 100 requests within a minute. */
export async function sessionOf(clock: Clock, { n = 100, lifeMs = 60_000 } = {}): Promise<LeaseSession> {
  const now = clock.now();
  return openTestSession(clock, { n, notBefore: now, notAfter: now + lifeMs });
}
