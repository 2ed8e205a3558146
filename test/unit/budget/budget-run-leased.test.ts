import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { makeFence } from '../../../shared/budget/fence.ts';
import { makeRunLeased } from '../../../shared/budget/run-leased.ts';
import { standingLease } from '../../../shared/budget/standing.ts';
import { makeClockWatch } from '../../../shared/clock-watch.ts';
import { VendorError } from '../../../shared/errors.ts';
import { memoryFence, testLease } from '../../helpers/hosts/leases.ts';

function world() {
  const clock = new VirtualClock();
  const fence = makeFence({ table: memoryFence(), clock });
  return { clock, start: clock.now(), lease: testLease(clock), runLeased: makeRunLeased({ fence, clock }) };
}

describe('runLeased', () => {
  it('answers the value of the work and what it used', async () => {
    const { start, lease, runLeased } = world();

    const leased = await runLeased(lease, async (session) => {
      session.begin(1_000).answered();
      return 'found';
    });

    expect(leased).toEqual({ status: 'done', value: 'found', usage: [start] });
  });

  it('runs the work once for one lease, whoever calls again', async () => {
    const { lease, runLeased } = world();
    let runs = 0;
    const work = async () => ++runs;

    const answers = await Promise.all([runLeased(lease, work), runLeased(lease, work)]);

    expect(runs).toBe(1);
    expect(answers).toContainEqual({ status: 'superseded', waitUntil: lease.notAfter + 1_000 });
  });

  it('settles what a failed work used: a request without an answer counts at the end of the lease', async () => {
    const { lease, runLeased } = world();

    const leased = await runLeased(lease, async (session) => {
      session.begin(1_000);
      throw new VendorError('vendor_unreachable', 'no connection');
    });

    expect(leased).toMatchObject({ status: 'failed', failure: { code: 'vendor_unreachable', retryable: true } });
    expect(leased).toMatchObject({ usage: [lease.notAfter] });
  });

  it('is unfinished when the lease is spent', async () => {
    const { clock, lease, runLeased } = world();
    await clock.advance(18_500);

    const leased = await runLeased(lease, async (session) => session.begin(1_000));

    expect(leased).toMatchObject({ status: 'unfinished', failure: { code: 'lease_expired' }, usage: [] });
  });

  it('waits for a start that is at most two seconds away', async () => {
    const { clock, start, runLeased } = world();
    const lease = testLease(clock, { notBefore: start + 1_500 });

    const running = clock.track(() =>
      runLeased(lease, async (session) => {
        session.begin(1_000).answered();
      }),
    );
    await clock.advance(3_000);

    expect(await running).toMatchObject({ status: 'done', usage: [start + 1_500] });
  });

  it('does not begin a lease that starts later than that', async () => {
    const { clock, start, runLeased } = world();
    const lease = testLease(clock, { notBefore: start + 2_001 });

    const leased = await runLeased(lease, async (session) => session.begin(1_000));

    expect(leased).toMatchObject({ status: 'unfinished', failure: { code: 'lease_not_started' }, usage: [] });
  });

  it('reports a refusal also where the standing leases cannot be taken: the ledger has to pause', async () => {
    const { clock, lease } = world();
    const away = async () => Promise.reject(new Error('the storage is away'));
    const fence = makeFence({ table: { ...memoryFence(), putAll: away }, clock });

    const leased = await makeRunLeased({ fence, clock })(lease, async (session) => {
      session.begin(1_000).answered();
      throw new VendorError('vendor_rate_limited', 'too many requests');
    });

    expect(leased).toMatchObject({ status: 'failed', failure: { code: 'vendor_rate_limited' } });
  });

  it('lets an unexpected error through', async () => {
    const { lease, runLeased } = world();

    const leased = runLeased(lease, () => Promise.reject(new TypeError('a bug')));

    await expect(leased).rejects.toThrow('a bug');
  });

  it('takes no standing lease on a machine whose clock is off: the ledger is asked', async () => {
    const { clock } = world();
    const fence = makeFence({ table: memoryFence(), clock });
    const clockWatch = makeClockWatch(clock, () => {});
    const runLeased = makeRunLeased({ fence, clock, clockWatch });
    const lease = standingLease('atera', { lane: 1, n: 5 }, clock.now(), 'step-1');
    const at = clock.now();
    clockWatch.observe({ source: 'storage', sentAt: at, receivedAt: at, date: new Date(at + 60_000).toUTCString() });

    expect(await runLeased(lease, async () => 'sent')).toEqual({ status: 'taken' });
    expect(await runLeased(testLease(clock), async () => 'sent')).toMatchObject({ status: 'done' });
  });
});
