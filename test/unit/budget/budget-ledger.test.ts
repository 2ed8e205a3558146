import { describe, expect, it } from 'vitest';
import { ateraBudget } from '../../../shared/budget/budgets.ts';
import { TestLedger } from '../../helpers/hosts/ledger.ts';

const second = 1_000;

describe('acquire', () => {
  it('grants at once while the share lasts, dated back by what the clocks may differ', () => {
    const ledger = new TestLedger(ateraBudget(8));

    const leases = [ledger.lease(4), ledger.lease(4)];

    expect(leases[0]).toMatchObject({ budget: 'atera', n: 4, notBefore: ledger.now - second });
    expect(leases[0]?.notAfter).toBe(ledger.now + 20 * second);
    expect(leases[0]?.id).not.toBe(leases[1]?.id);
  });

  it('gives a queue position when no token will be free soon', () => {
    const ledger = new TestLedger(ateraBudget(8));
    ledger.lease(8);

    const position = ledger.queued(1);

    expect(position.wakeAt).toBeGreaterThan(ledger.now + 30 * second);
  });

  it('promises a later start, to the bucket, when settled requests will have left the window by then', () => {
    const ledger = new TestLedger(ateraBudget(8));
    const lease = ledger.lease(8);
    const start = ledger.now;
    ledger.settle(lease);
    ledger.now += 50 * second;

    const promised = ledger.lease(4);

    expect(promised.notBefore).toBe(start + 61 * second);
    expect(promised.notAfter).toBe(start + 81 * second);
  });

  it('counts a lease that is never settled in full, until its end has left the window', () => {
    const ledger = new TestLedger(ateraBudget(8));
    const lease = ledger.lease(8);
    ledger.now = lease.notAfter + 60 * second;

    const promised = ledger.lease(8);

    expect(promised.notBefore).toBe(lease.notAfter + 61 * second);
  });

  it('lets a lease start before a promised one only if that one still fits', () => {
    const ledger = new TestLedger(ateraBudget(8));
    const settled = ledger.lease(4);
    ledger.settle(settled);
    ledger.now += 45 * second;
    const half = ledger.lease(2);
    const promised = ledger.lease(6);

    const next = ledger.acquire(1);

    expect(half.notBefore).toBeLessThan(ledger.now);
    expect(promised.notBefore).toBeGreaterThan(ledger.now);
    expect(next.kind).toBe('queued');
  });

  it('settles the last lease of the caller in the same operation', () => {
    const ledger = new TestLedger(ateraBudget(8));
    const lease = ledger.lease(8);

    const next = ledger.acquire(4, { settle: { leaseId: lease.id, usage: [ledger.now] } });

    expect(next.kind).toBe('lease');
  });
});

describe('settle', () => {
  it('returns at once what was not used', () => {
    const ledger = new TestLedger(ateraBudget(8));
    const lease = ledger.lease(8);

    const reply = ledger.settle(lease, 3);

    expect(reply).toEqual({ kind: 'settled', returned: 5 });
    expect(ledger.acquire(5).kind).toBe('lease');
    expect(ledger.acquire(1).kind).toBe('queued');
  });

  it('counts a request without an answer at the end of its lease, and a second more', () => {
    const ledger = new TestLedger(ateraBudget(1));
    const lease = ledger.lease(1);
    ledger.apply('settle', { leaseId: lease.id, usage: [lease.notAfter] });
    ledger.now = lease.notAfter + 55 * second;

    const next = ledger.lease(1);

    expect(next.notBefore).toBe(lease.notAfter + 61 * second);
  });

  it('counts at most as many requests as the lease had, the latest of them', () => {
    const ledger = new TestLedger(ateraBudget(2));
    const lease = ledger.lease(2);
    const usage = [ledger.now, ledger.now + second, ledger.now + 2 * second];

    const reply = ledger.apply('settle', { leaseId: lease.id, usage });

    expect(reply).toEqual({ kind: 'settled', returned: 0 });
    expect(ledger.ledgerState.used.map(([at]) => at)).toEqual([2 * second, 3 * second]);
  });

  it('does nothing the second time and for a lease it does not know', () => {
    const ledger = new TestLedger();
    const lease = ledger.lease(4);
    ledger.settle(lease);
    const before = ledger.state;

    const replies = [ledger.settle(lease), ledger.apply('settle', { leaseId: 'atera.zzz-1', usage: [] })];

    expect(replies).toMatchObject([{ code: 'lease_unknown' }, { code: 'lease_unknown' }]);
    expect(ledger.state).toEqual(before);
  });
});

describe('the clock', () => {
  it('never runs back: a lease granted after a step back starts where time was', () => {
    const ledger = new TestLedger(ateraBudget(8));
    const first = ledger.lease(4);
    ledger.now -= 900;

    const second = ledger.lease(4);

    expect(second.notAfter).toBe(first.notAfter);
  });

  it('may count in parts of a millisecond', () => {
    const ledger = new TestLedger(ateraBudget(8));
    ledger.now += 0.4;
    ledger.settle(ledger.lease(4));
    ledger.now += 0.3;

    expect(ledger.acquire(4).kind).toBe('lease');
    expect(ledger.acquire(1).kind).toBe('queued');
  });

  it('goes on for days with small numbers in the state', () => {
    const ledger = new TestLedger(ateraBudget(8));
    for (let hour = 0; hour < 72; hour++) {
      ledger.settle(ledger.lease(4));
      ledger.now += 3_600 * second;
    }

    const times = JSON.stringify(ledger.state).match(/\b\d{8,}\b/g) ?? [];

    expect(times).toHaveLength(2);
    expect(ledger.lease(8).notAfter).toBe(ledger.now + 20 * second);
  });
});

describe('bad input', () => {
  it.each([
    ['more than the share', 'acquire', { n: 101, class: 'remediate' }, 'n_over_share'],
    ['more than polls may have', 'acquire', { n: 76, class: 'poll' }, 'n_over_share'],
    ['no requests', 'acquire', { n: 0, class: 'remediate' }, 'bad_request'],
    ['less than none', 'acquire', { n: -1, class: 'remediate' }, 'bad_request'],
    ['half a request', 'acquire', { n: 1.5, class: 'remediate' }, 'bad_request'],
    ['an unknown class', 'acquire', { n: 1, class: 'urgent' }, 'bad_request'],
    ['nothing at all', 'acquire', undefined, 'bad_request'],
    ['a settlement of nothing', 'settle', null, 'bad_request'],
    ['usage that is no time', 'settle', { leaseId: 'atera.x-1', usage: ['now'] }, 'bad_request'],
    ['an unknown verb', 'refill', {}, 'unknown_verb'],
  ])('refuses %s and leaves the state as it was', (_, verb, input, code) => {
    const ledger = new TestLedger();
    ledger.lease(4);
    const before = ledger.state;

    const reply = ledger.apply(verb, input);

    expect(reply).toMatchObject({ kind: 'refused', code });
    expect(ledger.state).toEqual(before);
  });

  it('grants a lease although the settlement that came with the request is nonsense', () => {
    const ledger = new TestLedger();

    const reply = ledger.acquire(4, { settle: { leaseId: 7 }, positionId: 'no-such-ticket' });

    expect(reply.kind).toBe('lease');
  });

  it.each([['text'], [[]], [{ v: 2 }], [{ v: 1, live: [['a']] }]])(
    'refuses to work on the corrupted state %j and keeps it',
    (state) => {
      const ledger = new TestLedger();
      ledger.state = state;

      const reply = ledger.acquire(1);

      expect(reply).toMatchObject({ kind: 'refused', code: 'state_corrupted' });
      expect(ledger.state).toEqual(state);
    },
  );

  it('after a reset grants nothing until all that was granted before has left the window', () => {
    const ledger = new TestLedger();
    const before = ledger.lease(100);
    ledger.state = 'corrupted';
    ledger.apply('reset', undefined);

    const position = ledger.queued(1);
    ledger.now = position.wakeAt;
    const lease = ledger.lease(1, { positionId: position.positionId });

    expect(lease.notBefore).toBeGreaterThanOrEqual(before.notAfter + 61 * second);
  });
});
