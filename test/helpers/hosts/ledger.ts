import { ateraBudget, type Budget } from '../../../shared/budget/budgets.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import { applyOperation, type LedgerReply, type LedgerState } from '../../../shared/budget/ledger.ts';
import type { AcquireInput } from '../../../shared/budget/operations.ts';

const START = Date.parse('2026-03-02T08:00:00Z');

/**
 * A ledger with a clock, for tests that read line by line. Its state goes through JSON after every
 * operation.
 */
export class TestLedger {
  readonly budget: Budget;
  /** Epoch ms; set it to move time. */
  now = START;
  state: unknown;

  constructor(budget: Budget = ateraBudget(100)) {
    this.budget = budget;
  }

  apply(verb: string, input: unknown): LedgerReply {
    const outcome = applyOperation(this.state, { verb, input }, this.now, this.budget);
    this.state = JSON.parse(JSON.stringify(outcome.state ?? null));
    return outcome.reply;
  }

  acquire(n: number, more: Partial<AcquireInput> = {}): LedgerReply {
    return this.apply('acquire', { n, class: 'remediate', ...more });
  }

  /** Acquires what must be granted. */
  lease(n: number, more: Partial<AcquireInput> = {}): Lease {
    const reply = this.acquire(n, more);
    if (reply.kind !== 'lease') throw new Error(`Expected a lease: ${JSON.stringify(reply)}`);
    return reply.lease;
  }

  /** Acquires what must wait for its turn. */
  queued(n: number, more: Partial<AcquireInput> = {}): { positionId: string; wakeAt: number } {
    const reply = this.acquire(n, more);
    if (reply.kind !== 'queued') throw new Error(`Expected a queue position: ${JSON.stringify(reply)}`);
    return reply;
  }

  /** Settles a lease all of whose `used` requests were answered now. */
  settle(lease: Lease, used = lease.n, more: object = {}): LedgerReply {
    return this.apply('settle', { leaseId: lease.id, usage: Array.from({ length: used }, () => this.now), ...more });
  }

  get ledgerState(): LedgerState {
    return this.state as LedgerState;
  }
}
