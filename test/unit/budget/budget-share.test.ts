import { describe, expect, it } from 'vitest';
import { ateraBudget } from '../../../shared/budget/budgets.ts';
import { describeBudget } from '../../../shared/budget/describe.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import { TestLedger } from '../../helpers/hosts/ledger.ts';

const second = 1_000;

function refusedByVendor(ledger: TestLedger, lease: Lease, retryAfterSeconds?: number): void {
  ledger.settle(lease, 1, { rateLimited: retryAfterSeconds === undefined ? {} : { retryAfterSeconds } });
}

function view(ledger: TestLedger) {
  return describeBudget(ledger.state, ledger.now, ledger.budget);
}

function pauseOf(ledger: TestLedger): number {
  return (view(ledger)?.pausedUntil ?? ledger.now) - ledger.now;
}

/**
 * A ledger that was cut `times` times, its last pause just over. The vendor asks for a minute each
 * time.
 */
function cut(times: number): TestLedger {
  const ledger = new TestLedger(ateraBudget(100));
  for (let time = 0; time < times; time++) {
    refusedByVendor(ledger, ledger.lease(1), 60);
    ledger.now += pauseOf(ledger);
  }
  return ledger;
}

describe('a 429', () => {
  it('pauses the vendor for one to two seconds, says why, and cuts the share by a fifth', () => {
    const ledger = new TestLedger(ateraBudget(100));

    refusedByVendor(ledger, ledger.lease(1));

    expect(view(ledger)).toMatchObject({ pausedBecause: 'vendor_rate_limited', effectiveShare: 80 });
    expect(pauseOf(ledger)).toBeGreaterThanOrEqual(second);
    expect(pauseOf(ledger)).toBeLessThan(2 * second);
  });

  it('pauses twice as long after each probe that is refused, up to one to two windows', () => {
    const ledger = new TestLedger(ateraBudget(100));
    const pauses: number[] = [];
    for (let probe = 0; probe < 9; probe++) {
      refusedByVendor(ledger, ledger.lease(1));
      pauses.push(pauseOf(ledger) / second);
      ledger.now += pauseOf(ledger);
    }

    for (const [probe, pause] of pauses.entries()) {
      const least = Math.min(60, 2 ** probe);
      expect(pause).toBeGreaterThanOrEqual(least);
      expect(pause).toBeLessThanOrEqual(2 * least);
    }
  });

  it('pauses for a second or two again once a probe was answered', () => {
    const ledger = cut(5);
    ledger.settle(ledger.lease(1));

    refusedByVendor(ledger, ledger.lease(1));

    expect(pauseOf(ledger)).toBeLessThan(2 * second);
  });

  it('is not paused for the same time by two ledgers, but always by the same one', () => {
    const pauses = [0, 0, 1, 2].map((born) => {
      const ledger = new TestLedger();
      ledger.now += born;
      refusedByVendor(ledger, ledger.lease(1));
      return pauseOf(ledger);
    });

    expect(pauses[0]).toBe(pauses[1]);
    expect(new Set(pauses).size).toBe(3);
  });

  it('grants nothing that starts within the pause', () => {
    const ledger = new TestLedger(ateraBudget(100));
    const start = ledger.now;
    refusedByVendor(ledger, ledger.lease(1), 60);
    const early = ledger.queued(1);
    ledger.now += 59.5 * second;

    const lease = ledger.lease(1, { positionId: early.positionId });

    expect(early.wakeAt).toBeGreaterThan(start + 25 * second);
    expect(lease.notBefore).toBe(start + 60 * second);
  });

  it('counts as a request sent', () => {
    const ledger = new TestLedger(ateraBudget(100));

    refusedByVendor(ledger, ledger.lease(1));

    expect(view(ledger)?.used).toBe(1);
  });

  it('cuts at most once per window, and not for leases granted before the last cut', () => {
    const ledger = new TestLedger(ateraBudget(100));
    const leases = [ledger.lease(1), ledger.lease(1), ledger.lease(1)];
    for (const lease of leases.slice(0, 2)) refusedByVendor(ledger, lease);
    const afterTwo = view(ledger);
    ledger.now += second;

    refusedByVendor(ledger, leases[2] as Lease);

    expect(afterTwo?.effectiveShare).toBe(80);
    expect(view(ledger)).toMatchObject({ effectiveShare: 80, pausedUntil: ledger.now + second });
  });

  it('cuts again for a lease granted after the cut, but never below a tenth', () => {
    const shares = [1, 2, 3, 4, 12].map((times) => view(cut(times))?.effectiveShare);

    expect(shares).toEqual([80, 64, 51, 40, 10]);
  });

  it('cuts within a window too when the vendor answered but briefly, down to what is held', () => {
    const ledger = new TestLedger(ateraBudget(100));
    ledger.settle(ledger.lease(70));
    refusedByVendor(ledger, ledger.lease(1), 1);
    ledger.now += pauseOf(ledger);
    ledger.settle(ledger.lease(1));

    refusedByVendor(ledger, ledger.lease(1), 1);

    expect(view(ledger)).toMatchObject({ effectiveShare: 73, used: 73 });
  });

  it('is followed by a share that grows fast, slowly about where it was cut, and fast again', () => {
    const sharesAfter = (times: number) => {
      const ledger = cut(times);
      return [0, 30, 60, 90, 120, 180, 6_000].map((seconds) => {
        return describeBudget(ledger.state, ledger.now + seconds * second, ledger.budget)?.effectiveShare;
      });
    };

    expect(sharesAfter(1)).toEqual([80, 97, 100, 100, 100, 100, 100]);
    expect(sharesAfter(4)).toEqual([40, 49, 51, 52, 61, 100, 100]);
  });

  it('pauses as long as the vendor asks, up to an hour', () => {
    const short = new TestLedger();
    const long = new TestLedger();
    refusedByVendor(short, short.lease(1), 5);
    refusedByVendor(long, long.lease(1), 86_400);

    expect([short, long].map(pauseOf)).toEqual([5 * second, 3_600 * second]);
  });

  it('pauses even when its lease is no longer known', () => {
    const ledger = new TestLedger();
    const lease = ledger.lease(1);
    ledger.settle(lease);

    refusedByVendor(ledger, lease);

    expect(pauseOf(ledger)).toBeGreaterThanOrEqual(second);
  });
});

describe('after a pause', () => {
  it('few may start at first, then ever more', () => {
    const ledger = cut(1);
    const starts: number[] = [];
    const resumedAt = ledger.now;

    let position: { positionId?: string } = {};
    while (starts.length < 17) {
      const reply = ledger.acquire(4, position);
      position = reply.kind === 'queued' ? { positionId: reply.positionId } : {};
      if (reply.kind === 'lease') starts.push((reply.lease.notBefore - resumedAt) / second);
      if (reply.kind === 'queued') ledger.now = reply.wakeAt;
    }

    for (const [before, start] of starts.entries()) expect(start).toBeGreaterThanOrEqual(Math.log2(before || 0.5));
    expect(starts.at(-1)).toBeLessThan(8);
  });

  it('nothing is promised farther than a second ahead until a probe was answered', () => {
    const ledger = cut(1);
    const probe = ledger.lease(4);
    const next = ledger.lease(4);

    const third = ledger.acquire(4);
    ledger.settle(probe);
    const afterAnswer = ledger.acquire(4);

    expect(next.notBefore).toBe(ledger.now + second);
    expect([third.kind, afterAnswer.kind]).toEqual(['queued', 'lease']);
  });
});

describe('a reduced share', () => {
  it('makes one who asks for more than it wait for the recovery, without holding up others', () => {
    const ledger = cut(4);

    const big = ledger.queued(60);
    const small = ledger.acquire(4);

    expect(big.wakeAt).toBeGreaterThan(ledger.now + 110 * second);
    expect(small.kind).toBe('lease');
    ledger.now = big.wakeAt;
    expect(ledger.acquire(60, { positionId: big.positionId }).kind).toBe('lease');
  });

  it('follows a change of the settings at once', () => {
    const ledger = new TestLedger(ateraBudget(100));
    ledger.lease(60);
    const smaller = new TestLedger(ateraBudget(50));
    smaller.state = ledger.state;

    const reply = smaller.acquire(1);

    expect(reply.kind).toBe('queued');
  });
});
