import { describe, expect, it } from 'vitest';
import { EventQueue, makeRandom } from '../../../bench/budget/events.ts';
import { MAX_ACQUIRES } from '../../../orchestrations/runtime/leases/acquire-lease.ts';
import { ateraBudget } from '../../../shared/budget/budgets.ts';
import type { BudgetClass } from '../../../shared/budget/operations.ts';
import { TestLedger } from '../../helpers/hosts/ledger.ts';

const MINUTE = 60_000;

const REQUEST_MS = 800;

interface Phase {
  readonly class: BudgetClass;
  readonly n: number;
  readonly used: number;
}

const INSPECTION: Phase = { class: 'verify', n: 1, used: 1 };

const TICKET: Phase = { class: 'remediate', n: 4, used: 2 };

/**
 * A thousand alerts of one poll: each is inspected, ten minutes later once more, and at once gets
 * its ticket.
 */
class Flood {
  readonly turns: number[] = [];
  readonly ticketsAt: number[] = [];
  readonly #ledger = new TestLedger(ateraBudget(350));
  readonly #queue = new EventQueue();
  readonly #random: ReturnType<typeof makeRandom>;
  readonly #start = this.#ledger.now;

  constructor(seed: number) {
    this.#random = makeRandom(seed);
    for (let alert = 0; alert < 1_000; alert++)
      this.#queue.after(this.#random.between(0, 2 * MINUTE), () => this.#inspect());
  }

  run(): void {
    this.#queue.runUntil(60 * MINUTE);
  }

  #inspect(): void {
    const ticket = () => this.#phase(TICKET, () => this.ticketsAt.push(this.#queue.now / MINUTE));
    const again = () => this.#queue.after(10 * MINUTE, () => this.#phase(INSPECTION, ticket));
    this.#phase(INSPECTION, again);
  }

  #phase(phase: Phase, then: () => void, turns = 0, positionId?: string): void {
    this.#later(0, () => {
      const place = positionId === undefined ? {} : { positionId, turns };
      const reply = this.#ledger.acquire(phase.n, { class: phase.class, ...place });
      if (reply.kind === 'queued')
        return this.#at(reply.wakeAt, () => this.#phase(phase, then, turns + 1, reply.positionId));
      if (reply.kind !== 'lease') throw new Error(JSON.stringify(reply));
      this.turns.push(turns + 1);
      this.#at(Math.max(reply.lease.notBefore, this.#ledger.now) + phase.used * REQUEST_MS, () => {
        this.#ledger.settle(reply.lease, phase.used);
        then();
      });
    });
  }

  #at(time: number, then: () => void): void {
    this.#later(time - this.#start - this.#queue.now, then);
  }

  /** Timers, queues and entities take a while. */
  #later(ms: number, then: () => void): void {
    this.#queue.after(Math.max(0, ms) + this.#random.between(50, 500), () => {
      this.#ledger.now = this.#start + this.#queue.now;
      then();
    });
  }
}

describe('a thousand alerts of one poll', () => {
  it.each([1, 2])('all get their turn before a step gives up, and the last ticket in good time: seed %d', (seed) => {
    const flood = new Flood(seed);

    flood.run();

    expect(flood.ticketsAt).toHaveLength(1_000);
    expect(Math.max(...flood.turns)).toBeLessThanOrEqual(MAX_ACQUIRES);
    // 4,000 requests, of which 3,000 come after the first ten minutes: 8.6 minutes of the whole
    // share.
    expect(Math.max(...flood.ticketsAt)).toBeLessThan(23);
  });
});
