import { ateraBudget } from '../../shared/budget/budgets.ts';
import { applyOperation } from '../../shared/budget/ledger.ts';
import { emptyLedger, type LedgerState, MAX_LISTED } from '../../shared/budget/ledger-state.ts';

const ROUNDS = 20_000;

/**
 * Microseconds of an acquire and a settle together take, half of it each, with 200 live leases, a
 * full window and a full queue.
 */
export function microsecondsPerOperation(): number {
  const now = Date.UTC(2026, 2, 2);
  const budget = ateraBudget(2_000);
  const base = emptyLedger(now - 100_000);
  const state: LedgerState = {
    ...base,
    last: 100_000,
    seq: 1_000,
    live: Array.from({ length: MAX_LISTED - 1 }, (_, i) => [i + 1, 4, 0, 99_000 + i, 119_000 + i] as const),
    used: Array.from({ length: 240 }, (_, i) => [40_250 + i * 250, 2, 1, 1] as const),
    waiting: Array.from({ length: MAX_LISTED - 1 }, (_, i) => [400 + i, 4, 2, 110_000 + i, 1] as const),
  };
  const acquire = { verb: 'acquire', input: { n: 4, class: 'remediate' } };
  let elapsed = 0;
  for (let round = 0; round < 2 * ROUNDS; round++) {
    if (round === ROUNDS) elapsed = performance.now();
    const granted = applyOperation(state, acquire, now, budget);
    if (granted.reply.kind !== 'lease') throw new Error('The share should not be used up');
    const input = { leaseId: granted.reply.lease.id, usage: [now, now, now] };
    applyOperation(granted.state, { verb: 'settle', input }, now, budget);
  }
  return ((performance.now() - elapsed) * 1_000) / (2 * ROUNDS);
}
