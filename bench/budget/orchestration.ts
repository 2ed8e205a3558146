import type { Lease, Settlement } from '../../shared/budget/lease.ts';
import type { AcquireReply } from '../../shared/budget/operations.ts';
import { type ActivityResult, type ActivityWorld, scheduleActivity } from './activity.ts';
import type { Counts, Entity } from './ledger-world.ts';
import type { Crew } from './options.ts';

/**
 * A phase under way: how many calls it still wants, since when, and how many phases there are with
 * it.
 */
interface Phase {
  readonly calls: number;
  readonly wanted: number;
  readonly left: number;
}

/** As in the product's `withLease`. */
const EARLY_MS = 1_000;
const USEFUL_MS = 3_000;

/**
 * An orchestration of some phases, each under leases: does what `withLease` does, on simulated
 * time.
 */
export class Orchestration {
  readonly #world: ActivityWorld;
  readonly #entity: Entity;
  readonly #counts: Counts;
  readonly #crew: Crew;
  readonly #ended: () => void;
  #pending: Settlement | undefined;

  constructor(world: ActivityWorld, ledger: { entity: Entity; counts: Counts }, crew: Crew, ended: () => void) {
    this.#world = world;
    this.#entity = ledger.entity;
    this.#counts = ledger.counts;
    this.#crew = crew;
    this.#ended = ended;
  }

  /** Begins the phase after which `left - 1` more come; with none left it settles and ends. */
  run(left: number = this.#crew.phases): void {
    if (left === 0) {
      if (this.#pending) this.#entity.call('settle', this.#pending, () => {});
      return this.#ended();
    }
    const { calls } = this.#crew;
    const { queue, random } = this.#world;
    this.#acquire({ calls: calls[Math.floor(random.next() * calls.length)] as number, wanted: queue.now, left });
  }

  #acquire(phase: Phase, positionId?: string, turns = 0): void {
    const settle = this.#pending && { settle: this.#pending };
    this.#pending = undefined;
    const input = {
      n: this.#crew.n,
      class: this.#crew.class,
      ...(positionId !== undefined && { positionId, turns }),
      ...settle,
    };
    this.#entity.call('acquire', input, (reply) => this.#answered(reply as AcquireReply, phase, turns));
  }

  #answered(reply: AcquireReply, phase: Phase, turns: number): void {
    if (reply.kind === 'refused') {
      // The share may have sunk below what is asked for; the product's orchestrator fails, and
      // another one begins.
      this.#counts.refusals++;
      this.#world.queue.after(this.#world.options.budget.windowMs, this.#ended);
    } else if (reply.kind === 'queued') {
      this.#counts.queuePositions++;
      this.#waitUntil(reply.wakeAt, () => this.#acquire(phase, reply.positionId, turns + 1));
    } else {
      this.#waitUntil(reply.lease.notBefore - EARLY_MS, () => this.#use(reply.lease, phase));
    }
  }

  #use(lease: Lease, phase: Phase): void {
    const { queue, machines } = this.#world;
    const now = machines.clock(machines.any());
    if (now > lease.notAfter - USEFUL_MS) {
      this.#pending = { leaseId: lease.id, usage: [] };
      return this.#acquire(phase);
    }
    let isOver = false;
    scheduleActivity(this.#world, {
      lease,
      calls: phase.calls,
      sends: () => this.#counts.waits.push({ class: this.#crew.class, at: queue.now, ms: queue.now - phase.wanted }),
      done: (result) => {
        if (!isOver) this.#finished(lease, result, phase);
        isOver = true;
      },
    });
  }

  #finished(lease: Lease, result: ActivityResult, phase: Phase): void {
    const { usage, rateLimited, settles, waitUntil } = result;
    if (settles) this.#pending = { leaseId: lease.id, usage, ...(rateLimited && { rateLimited: {} }) };
    const wanted = this.#world.queue.now;
    const calls = phase.calls - usage.length;
    if (waitUntil !== undefined) this.#waitUntil(waitUntil, () => this.#acquire({ ...phase, wanted }));
    else if (calls > 0 && !rateLimited) this.#acquire({ ...phase, calls, wanted });
    else this.run(phase.left - 1);
  }

  #waitUntil(at: number, then: () => void): void {
    const { queue, random, machines, options } = this.#world;
    const waitMs = at - machines.clock(machines.any());
    if (waitMs <= 0) then();
    else queue.after(waitMs + random.between(...options.latencies.timer), then);
  }
}
