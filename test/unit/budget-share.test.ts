import { describe, expect, it } from 'vitest';
import { ateraBudget } from '../../shared/budget/budgets.ts';
import { describeBudget } from '../../shared/budget/describe.ts';
import type { Lease } from '../../shared/budget/lease.ts';
import { TestLedger } from '../helpers/ledger.ts';

const second = 1_000;

function refusedByVendor(ledger: TestLedger, lease: Lease, retryAfterSeconds?: number): void {
  ledger.settle(lease, 1, { rateLimited: retryAfterSeconds === undefined ? {} : { retryAfterSeconds } });
}

function view(ledger: TestLedger) {
  return describeBudget(ledger.state, ledger.now, ledger.budget);
}

/** A ledger that was cut `times` times, its last pause just over. */
function cut(times: number): TestLedger {
  const ledger = new TestLedger(ateraBudget(100));
  for (let time = 0; time < times; time++) {
    refusedByVendor(ledger, ledger.lease(1));
    ledger.now += 60 * second;
  }
  return ledger;
}

describe('a 429', () => {
  it('pauses the vendor for one window, says why, and halves the share', () => {
    const ledger = new TestLedger(ateraBudget(100));

    refusedByVendor(ledger, ledger.lease(1));

    expect(view(ledger)).toMatchObject({
      pausedUntil: ledger.now + 60 * second,
      pausedBecause: 'vendor_rate_limited',
      effectiveShare: 50,
    });
    expect(ledger.ticket(1).wakeAt).toBeGreaterThan(ledger.now + 40 * second);
  });

  it('grants nothing that starts within the pause', () => {
    const ledger = new TestLedger(ateraBudget(100));
    const start = ledger.now;
    refusedByVendor(ledger, ledger.lease(1));
    ledger.now += 45 * second;

    const lease = ledger.lease(1);

    expect(lease.notBefore).toBe(start + 60 * second);
  });

  it('counts as a request sent', () => {
    const ledger = new TestLedger(ateraBudget(100));

    refusedByVendor(ledger, ledger.lease(1));

    expect(view(ledger)?.used).toBe(1);
  });

  it('halves at most once per window, and not for leases granted before the last cut', () => {
    const ledger = new TestLedger(ateraBudget(100));
    const leases = [ledger.lease(1), ledger.lease(1), ledger.lease(1)];
    for (const lease of leases.slice(0, 2)) refusedByVendor(ledger, lease);
    const afterTwo = view(ledger);
    ledger.now += 30 * second;

    refusedByVendor(ledger, leases[2] as Lease);

    expect(afterTwo?.effectiveShare).toBe(50);
    expect(view(ledger)).toMatchObject({ effectiveShare: 50, pausedUntil: ledger.now + 60 * second });
  });

  it('halves again for a lease granted after the cut, but never below a tenth', () => {
    const shares = [1, 2, 3, 4, 9].map((times) => view(cut(times))?.effectiveShare);

    expect(shares).toEqual([50, 25, 12, 10, 10]);
  });

  it('is followed by 5 % more of the share for each clean window', () => {
    const ledger = cut(1);
    const shares = [0, 59, 60, 120, 600, 6_000].map((seconds) => {
      return describeBudget(ledger.state, ledger.now + seconds * second, ledger.budget)?.effectiveShare;
    });

    expect(shares).toEqual([50, 50, 55, 60, 100, 100]);
  });

  it('pauses as long as the vendor asks, up to an hour', () => {
    const short = new TestLedger();
    const long = new TestLedger();
    refusedByVendor(short, short.lease(1), 5);
    refusedByVendor(long, long.lease(1), 86_400);

    const pauses = [short, long].map((ledger) => (view(ledger)?.pausedUntil ?? 0) - ledger.now);

    expect(pauses).toEqual([5 * second, 3_600 * second]);
  });

  it('pauses even when its lease is no longer known', () => {
    const ledger = new TestLedger();
    const lease = ledger.lease(1);
    ledger.settle(lease);

    refusedByVendor(ledger, lease);

    expect(view(ledger)?.pausedUntil).toBe(ledger.now + 60 * second);
  });
});

describe('a reduced share', () => {
  it('makes one who asks for more than it wait for the recovery, without holding up others', () => {
    const ledger = cut(4);

    const big = ledger.ticket(40);
    const small = ledger.acquire(4);

    expect(big.wakeAt).toBeGreaterThan(ledger.now + 5 * 60 * second);
    expect(small.kind).toBe('lease');
    ledger.now = big.wakeAt;
    expect(ledger.acquire(40, { ticketId: big.ticketId }).kind).toBe('lease');
  });

  it('follows a change of the settings at once', () => {
    const ledger = new TestLedger(ateraBudget(100));
    ledger.lease(60);
    const smaller = new TestLedger(ateraBudget(50));
    smaller.state = ledger.state;

    const reply = smaller.acquire(1);

    expect(reply.kind).toBe('ticket');
  });
});
