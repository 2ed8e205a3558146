import { describe, expect, it } from 'vitest';
import { peakInAnyWindow } from '../../../bench/budget/events.ts';
import { ateraBudget } from '../../../shared/budget/budgets.ts';
import { VendorError } from '../../../shared/errors.ts';
import { requests, startLeasedWork, type Work } from '../../helpers/hosts/leased-work.ts';
import { memoryFence } from '../../helpers/hosts/leases.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The loser of the fence once, then as usual. */
function losingOnce() {
  const table = memoryFence();
  let isFirst = true;
  return {
    ...table,
    insert: async (row: Parameters<typeof table.insert>[0]) => {
      const wins = !isFirst && (await table.insert(row));
      isFirst = false;
      return wins;
    },
  };
}

describe('withLease', () => {
  it('acquires, calls the activity and settles, in few events', async () => {
    await using world = await startLeasedWork(ateraBudget(10), requests(3));

    world.host.client.start('work', { instanceId: 'one', input: { n: 4 } });
    await world.clock.advance(5 * SECOND);

    expect(world.host.client.status('one')).toMatchObject({ output: [{ status: 'done', value: 3 }] });
    expect(world.ledger()).toMatchObject({ live: [], waiting: [] });
    expect(world.ledger().used.reduce((sum, [, count]) => sum + count, 0)).toBe(3);
    // Turns begin and end with 12 and 13. Acquire and its reply, the activity and its result, the
    // settle signal.
    const steps = world.history('one').filter((type) => type !== '12' && type !== '13');
    expect(steps).toEqual(['0', '14', '15', '4', '5', '14']);
  });

  it('leaves the settlement out while little of the share is in use: the lease counts in full until it has left the window', async () => {
    await using world = await startLeasedWork(ateraBudget(100), requests(3));

    world.host.client.start('work', { instanceId: 'one', input: { n: 4 } });
    await world.clock.advance(5 * SECOND);

    expect(world.history('one').filter((type) => type === '14')).toHaveLength(1);
    expect(world.ledger().live.map(([, n]) => n)).toEqual([4]);
    expect(world.ledger().used).toEqual([]);

    await world.clock.advance(2 * MINUTE);
    world.host.client.start('work', { instanceId: 'two', input: { n: 1 } });
    await world.clock.advance(5 * SECOND);
    expect(world.ledger().live.map(([, n]) => n)).toEqual([1]);
  });

  it('settles a refusal, however little of the share is in use', async () => {
    await using world = await startLeasedWork(ateraBudget(100), async (session) => {
      session.begin(2_000).answered();
      throw new VendorError('vendor_rate_limited', 'GET /alerts: 429', { retryAfterSeconds: 60 });
    });

    world.host.client.start('work', { instanceId: 'one', input: { n: 4 } });
    await world.clock.advance(5 * SECOND);

    expect(world.ledger()).toMatchObject({ live: [], share: { refusals: 1 } });
  });

  it('waits on one durable timer when the share is used up, and starts when the tokens are free', async () => {
    const sentAt: number[] = [];
    const work: Work = async (session, clock) => {
      session.begin(2_000).answered();
      sentAt.push(clock.now());
    };
    await using world = await startLeasedWork(ateraBudget(1), work);
    const start = world.clock.now();

    world.host.client.start('work', { instanceId: 'one', input: { n: 1, phases: 3 } });
    await world.clock.advance(4 * MINUTE);

    expect(world.host.client.status('one')?.runtimeStatus).toBe('Completed');
    expect(sentAt.map((at) => Math.round((at - start) / SECOND))).toEqual([0, 61, 122]);
  });

  it('takes a new lease when another execution has the first, and does not settle that one', async () => {
    await using world = await startLeasedWork(ateraBudget(10), requests(2), { table: losingOnce() });

    world.host.client.start('work', { instanceId: 'one', input: { n: 4 } });
    await world.clock.advance(15 * SECOND);
    const held = world.ledger().live;
    await world.clock.advance(10 * SECOND);

    expect(held).toHaveLength(1);
    expect(world.host.client.status('one')).toMatchObject({ output: [{ status: 'done', value: 2 }] });
    expect(world.ledger().live).toEqual(held);
  });

  it('takes a new lease when the activity waited in its queue until the lease was over', async () => {
    let delayed = 0;
    const delayMs = (message: { kind: string }) => (message.kind === 'activity' && delayed++ === 0 ? 40 * SECOND : 0);
    await using world = await startLeasedWork(ateraBudget(10), requests(2), { faults: { delayMs } });

    world.host.client.start('work', { instanceId: 'one', input: { n: 4 } });
    await world.clock.advance(50 * SECOND);

    expect(world.host.client.status('one')).toMatchObject({ output: [{ status: 'done', value: 2 }] });
    expect(world.ledger().live).toEqual([]);
  });

  it('says what was refused, without a retry', async () => {
    await using world = await startLeasedWork(ateraBudget(10), requests(1));

    world.host.client.start('work', { instanceId: 'one', input: { n: 11 } });
    await world.clock.advance(SECOND);

    const failure = { code: 'lease_refused', retryable: false, message: expect.stringContaining('n_over_share') };
    expect(world.host.client.status('one')).toMatchObject({ output: [{ status: 'failed', failure }] });
  });

  it('is unfinished when the lease is spent before the work is done', async () => {
    await using world = await startLeasedWork(ateraBudget(10), requests(5));

    world.host.client.start('work', { instanceId: 'one', input: { n: 4 } });
    await world.clock.advance(5 * SECOND);

    const failure = { code: 'lease_exhausted', retryable: true };
    expect(world.host.client.status('one')).toMatchObject({ output: [{ status: 'unfinished', failure }] });
    expect(world.ledger().live).toEqual([]);
  });

  it('reports a 429 to the budget, which pauses, logs it once and cuts the share', async () => {
    const work: Work = async (session) => {
      session.begin(2_000).answered();
      throw new VendorError('vendor_rate_limited', 'GET /alerts: 429', { retryAfterSeconds: 60 });
    };
    await using world = await startLeasedWork(ateraBudget(10), work);

    world.host.client.start('work', { instanceId: 'one', input: { n: 4 } });
    await world.clock.advance(5 * SECOND);

    expect(world.host.client.status('one')).toMatchObject({
      output: [{ status: 'failed', failure: { code: 'vendor_rate_limited', retryAfterSeconds: 60 } }],
    });
    expect(world.logged).toEqual([
      {
        event: 'budget-paused',
        facts: expect.objectContaining({ pausedBecause: 'vendor_rate_limited', effectiveShare: 8, share: 10 }),
      },
    ]);
    expect(world.ledger().share.factor).toBe(0.8);
  });

  it('gives up after eight leases that were of no use', async () => {
    const table = { ...memoryFence(), insert: async () => false };
    await using world = await startLeasedWork(ateraBudget(10), requests(1), { table });

    world.host.client.start('work', { instanceId: 'one', input: { n: 1 } });
    await world.clock.advance(20 * MINUTE);

    const failure = { code: 'lease_unobtainable', retryable: true };
    expect(world.host.client.status('one')).toMatchObject({ output: [{ status: 'failed', failure }] });
    expect(world.history('one').length).toBeLessThanOrEqual(100);
  });

  it('passes an unexpected error on, and the lease counts in full', async () => {
    const work: Work = () => Promise.reject(new TypeError('a bug'));
    await using world = await startLeasedWork(ateraBudget(10), work);

    world.host.client.start('work', { instanceId: 'one', input: { n: 4 } });
    await world.clock.advance(5 * SECOND);

    expect(world.host.client.status('one')).toMatchObject({
      runtimeStatus: 'Failed',
      output: expect.stringContaining('a bug'),
    });
    expect(world.ledger().live).toHaveLength(1);
  });
});

describe('withLease with a carry', () => {
  it('settles with the next acquire: one operation for each lease and one at the end', async () => {
    let operations = 0;
    const delayMs = (message: { kind: string }) => (message.kind === 'operation' ? operations++ * 0 : 0);
    await using world = await startLeasedWork(ateraBudget(100), requests(4), { faults: { delayMs } });

    world.host.client.start('work', { instanceId: 'one', input: { n: 4, phases: 5, isCarrying: true } });
    await world.clock.advance(MINUTE);

    expect(world.host.client.status('one')?.runtimeStatus).toBe('Completed');
    expect(operations).toBe(6);
    expect(world.ledger().live).toEqual([]);
  });
});

describe('many orchestrations on one budget', () => {
  it('never send more than the share in any minute, and all come to their end', async () => {
    const sentAt: number[] = [];
    const work: Work = async (session, clock) => {
      for (let call = 0; call < 4; call++) {
        const slot = session.begin(2_000);
        sentAt.push(clock.now());
        await clock.sleep(300);
        slot.answered();
      }
    };
    await using world = await startLeasedWork(ateraBudget(40), work);

    for (let i = 0; i < 25; i++)
      world.host.client.start('work', { instanceId: `i${i}`, input: { n: 4, phases: 3, isCarrying: true } });
    await world.clock.advance(12 * MINUTE);

    const ended = Array.from({ length: 25 }, (_, i) => world.host.client.status(`i${i}`)?.runtimeStatus);
    expect(new Set(ended)).toEqual(new Set(['Completed']));
    expect(sentAt).toHaveLength(300);
    expect(peakInAnyWindow(sentAt, MINUTE)).toBeLessThanOrEqual(40);
    expect(Math.max(...Array.from({ length: 25 }, (_, i) => world.history(`i${i}`).length))).toBeLessThan(100);
  });

  it('keep a short history, however often newcomers send them away from the queue', async () => {
    await using world = await startLeasedWork(ateraBudget(20), requests(4));
    world.host.client.start('work', { instanceId: 'poll', input: { n: 4, phases: 3, urgency: 'poll' } });

    for (let minute = 0; minute < 40; minute++) {
      for (let i = 0; i < 6; i++) world.host.client.start('work', { instanceId: `i${minute}-${i}`, input: { n: 4 } });
      await world.clock.advance(MINUTE);
    }
    await world.clock.advance(20 * MINUTE);

    expect(world.host.client.status('poll')).toMatchObject({ runtimeStatus: 'Completed' });
    expect(world.history('poll').length).toBeLessThanOrEqual(75);
  });
});
