import { describe, expect, it } from 'vitest';
import { ateraBudget, automoxBudgets } from '../../../shared/budget/budgets.ts';
import { describeBudget } from '../../../shared/budget/describe.ts';
import { TestLedger } from '../../helpers/hosts/ledger.ts';

const second = 1_000;

/** A ledger whose whole share was used just now. */
function exhausted(n = 20): TestLedger {
  const ledger = new TestLedger(ateraBudget(n));
  ledger.settle(ledger.lease(n));
  return ledger;
}

describe('the queue', () => {
  it('serves one class in the order of arrival, whoever comes back first', () => {
    const ledger = exhausted();
    const first = ledger.queued(12);
    const second = ledger.queued(12);
    ledger.now = first.wakeAt;

    const early = ledger.acquire(12, { positionId: second.positionId });
    const late = ledger.lease(12, { positionId: first.positionId });

    expect(early.kind).toBe('queued');
    expect(late.notBefore).toBeLessThanOrEqual(ledger.now + 20 * 1_000);
  });

  it('calls a waiting caller back before its turn and then promises the very start', () => {
    const ledger = exhausted();
    const start = ledger.now;
    const position = ledger.queued(4);
    ledger.now = position.wakeAt;

    const lease = ledger.lease(4, { positionId: position.positionId });

    expect(position.wakeAt).toBeLessThan(lease.notBefore);
    expect(lease.notBefore).toBe(start + 61 * second);
  });

  it('passes over one who does not come back, and gives it its old place when it does', () => {
    const ledger = exhausted();
    const absent = ledger.queued(20);
    ledger.now = absent.wakeAt + 21 * second;
    const newcomer = ledger.lease(12);

    const back = ledger.queued(20, { positionId: absent.positionId });

    expect(newcomer.notBefore).toBeLessThanOrEqual(ledger.now);
    expect(back.positionId).toBe(absent.positionId);
  });

  it('serves a thousand who come at once without anyone calling often', () => {
    const ledger = new TestLedger(ateraBudget(350));
    const calls: number[] = [];
    const waiting: { at: number; calls: number; positionId?: string }[] = Array.from({ length: 1_000 }, () => ({
      at: ledger.now,
      calls: 0,
    }));

    while (waiting.length > 0) {
      waiting.sort((a, b) => a.at - b.at);
      const caller = waiting.shift() as (typeof waiting)[number];
      ledger.now = Math.max(ledger.now, caller.at);
      const reply = ledger.acquire(4, caller.positionId === undefined ? {} : { positionId: caller.positionId });
      caller.calls++;
      if (reply.kind === 'queued') waiting.push({ ...caller, at: reply.wakeAt, positionId: reply.positionId });
      else if (reply.kind === 'lease') {
        calls.push(caller.calls);
        ledger.settle(reply.lease);
      }
    }

    expect(calls).toHaveLength(1_000);
    expect(Math.max(...calls)).toBeLessThanOrEqual(4);
    expect(calls.reduce((sum, count) => sum + count, 0)).toBeLessThan(2_500);
    expect(ledger.now - Date.parse('2026-03-02T08:00:00Z')).toBeLessThan(15 * 60 * second);
  });

  it('keeps its state under 16 KB whoever asks for what', () => {
    const ledger = new TestLedger(ateraBudget(2_000));
    ledger.state = { ...ledgerOfAYear(ledger), live: [] };
    for (let step = 0; step < 300; step++) {
      ledger.settle(ledger.lease(1), 1);
      ledger.now += 250;
    }
    for (let step = 0; step < 500; step++) ledger.acquire(1, { class: step % 2 ? 'verify' : 'remediate' });
    for (let step = 0; step < 500; step++) ledger.acquire(4);

    const bytes = Buffer.byteLength(JSON.stringify(ledger.state));

    expect(ledger.ledgerState.live).toHaveLength(200);
    expect(ledger.ledgerState.waiting).toHaveLength(200);
    expect(bytes).toBeLessThan(16_000);
  });
});

/** Long in use: its numbers have all their digits. */
function ledgerOfAYear(ledger: TestLedger): object {
  ledger.lease(1);
  ledger.now += 8_000_000;
  ledger.lease(1);
  return { ...ledger.ledgerState, seq: 99_000_000 };
}

describe('classes', () => {
  it('keeps a reserve that polls may not use', () => {
    const ledger = new TestLedger(ateraBudget(100));
    ledger.lease(75, { class: 'poll' });

    const replies = [ledger.acquire(1, { class: 'poll' }), ledger.acquire(13), ledger.acquire(12)];

    expect(replies.map(({ kind }) => kind)).toEqual(['queued', 'lease', 'lease']);
  });

  it('leaves room for a burst of fixes even when fixes already hold their reserve', () => {
    const ledger = new TestLedger(ateraBudget(100));
    ledger.lease(40);
    ledger.lease(48, { class: 'poll' });

    const replies = [ledger.acquire(1, { class: 'poll' }), ledger.acquire(12)];

    expect(replies.map(({ kind }) => kind)).toEqual(['queued', 'lease']);
  });

  it('serves a fix before a check that came earlier', () => {
    const ledger = exhausted(20);
    const check = ledger.queued(6, { class: 'verify' });
    const fix = ledger.queued(12);
    ledger.now = Math.max(check.wakeAt, fix.wakeAt);

    const replies = [
      ledger.acquire(8, { class: 'verify', positionId: check.positionId }),
      ledger.acquire(12, { positionId: fix.positionId }),
    ];

    expect(replies.map(({ kind }) => kind)).toEqual(['queued', 'lease']);
  });

  it('gives polls a tenth of the share even while fixes would take it all', () => {
    const ledger = exhausted(100);
    const poll = ledger.queued(8, { class: 'poll' });
    for (let caller = 0; caller < 30; caller++) ledger.queued(4);
    ledger.now = poll.wakeAt;

    const lease = ledger.lease(8, { class: 'poll', positionId: poll.positionId });

    expect(lease.n).toBe(8);
  });
});

describe('budgets', () => {
  it('parts the share of Automox so that server lists and the rest never exceed it together', () => {
    const { automox, servers } = automoxBudgets(1_250);

    expect(servers).toMatchObject({ n: 29, windowMs: 60_000 });
    expect(automox).toMatchObject({ n: 1_250 - 5 * 29, windowMs: 300_000 });
    expect(automoxBudgets(100).servers.n * 5 + automoxBudgets(100).automox.n).toBe(100);
  });

  it('describes itself: used, leased, waiting', () => {
    const ledger = exhausted(20);
    ledger.queued(4);
    ledger.queued(4, { class: 'verify' });

    const view = describeBudget(ledger.state, ledger.now, ledger.budget);

    expect(view).toMatchObject({ budget: 'atera', share: 20, effectiveShare: 20, used: 20, leased: 0 });
    expect(view?.waiting).toEqual({ remediate: 1, verify: 1, poll: 0 });
    expect(view).not.toHaveProperty('pausedUntil');
    expect(describeBudget(undefined, ledger.now, ledger.budget)).toMatchObject({ used: 0 });
    expect(describeBudget('corrupted', ledger.now, ledger.budget)).toBeUndefined();
  });
});
