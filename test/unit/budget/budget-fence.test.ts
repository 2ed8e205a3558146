import { describe, expect, inject, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { FENCE_TABLE, fencePartition, makeFence } from '../../../shared/budget/fence.ts';
import { openTable } from '../../../shared/storage/table/table.ts';
import { memoryFence, openTestSession, testLease } from '../../helpers/hosts/leases.ts';

describe('the fence', () => {
  it('opens a lease for one of two executions and returns to the other how long to wait', async () => {
    const clock = new VirtualClock();
    const table = openTable({ connection: inject('storageConnection'), tablePrefix: 'fencetwice' }, FENCE_TABLE);
    const fence = makeFence({ table, clock });
    const lease = testLease(clock);

    const openings = await Promise.all([fence.open(lease), fence.open(lease), fence.open(lease)]);

    const losers = openings.filter((opening) => 'superseded' in opening);
    expect(losers).toEqual([
      { superseded: true, waitUntil: lease.notAfter + 1_000 },
      { superseded: true, waitUntil: lease.notAfter + 1_000 },
    ]);
  });

  it('opens two leases of the same budget side by side', async () => {
    const clock = new VirtualClock();
    const table = openTable({ connection: inject('storageConnection'), tablePrefix: 'fenceboth' }, FENCE_TABLE);
    const fence = makeFence({ table, clock });

    const openings = await Promise.all([
      fence.open(testLease(clock, { id: 'atera.x-1' })),
      fence.open(testLease(clock, { id: 'atera.x-2' })),
    ]);

    expect(openings.every((opening) => 'session' in opening)).toBe(true);
  });

  it('files its rows by budget and day, so that old ones go as partitions', () => {
    const lease = testLease(new VirtualClock('2026-03-02T23:59:50Z'));

    expect(fencePartition(lease)).toBe('atera.2026-03-03');
  });

  it('opens nothing when the table fails', async () => {
    const clock = new VirtualClock();
    const fence = makeFence({
      table: { ...memoryFence(), insert: () => Promise.reject(new Error('table down')) },
      clock,
    });

    const opening = fence.open(testLease(clock));

    await expect(opening).rejects.toThrow('table down');
  });
});

describe('a session', () => {
  it('spends one token per attempt and no more than the lease has', async () => {
    const session = await openTestSession(new VirtualClock(), { n: 2 });

    session.begin(1_000);
    session.begin(1_000);

    expect(session.left).toBe(0);
    expect(() => session.begin(1_000)).toThrow(expect.objectContaining({ code: 'lease_exhausted' }));
  });

  it('counts a request from its headers, or from the end of the lease when none came', async () => {
    const clock = new VirtualClock();
    const session = await openTestSession(clock);
    const start = clock.now();

    const answered = session.begin(1_000);
    session.begin(1_000);
    await clock.advance(400);
    answered.answered();

    expect(session.usage()).toEqual([start + 400, start + 20_000]);
  });

  it('starts nothing that would not end a second before the lease does', async () => {
    const clock = new VirtualClock();
    const session = await openTestSession(clock);
    await clock.advance(17_000);

    const slot = session.begin(2_000);

    expect(slot.abortAt).toBe(clock.now() + 2_000);
    expect(() => session.begin(2_001)).toThrow(expect.objectContaining({ code: 'lease_expired' }));
  });

  it('starts nothing before a future-dated lease begins', async () => {
    const clock = new VirtualClock();
    const session = await openTestSession(clock, { notBefore: clock.now() + 500 });

    expect(() => session.begin(1_000)).toThrow(expect.objectContaining({ code: 'lease_not_started' }));
    await clock.advance(500);
    expect(session.begin(1_000)).toBeDefined();
  });

  it('cannot be made without the fence', async () => {
    const fence = makeFence({ table: memoryFence(), clock: new VirtualClock() });
    const module: Record<string, unknown> = await import('../../../shared/budget/fence.ts');

    expect(Object.keys(module).sort()).toEqual(['FENCE_TABLE', 'LeaseSession', 'fencePartition', 'makeFence']);
    expect(Object.keys(fence)).toEqual(['open', 'closeLanes']);
  });
});
