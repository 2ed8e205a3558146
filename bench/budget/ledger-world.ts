import { applyOperation } from '../../shared/budget/ledger.ts';
import type { LedgerReply } from '../../shared/budget/operations.ts';
import type { ActivityWorld } from './activity.ts';

/** What the callers of one simulation have counted. */
export interface Counts {
  operations: number;
  queuePositions: number;
  refusals: number;
  /** The share from a time on (true time), oldest first. */
  readonly shares: { readonly from: number; readonly n: number }[];
  /** Ms from wanting a phase to sending its first request, by class. */
  readonly waits: { readonly class: string; readonly at: number; readonly ms: number }[];
}

/** The entity: one state on one machine. */
export interface Entity {
  call(verb: string, input: unknown, reply: (reply: LedgerReply) => void): void;
}

/**
 * The ledger as an entity that now and then moves to another machine, its state written out and
 * read again.
 */
export function makeEntity(world: ActivityWorld, counts: Counts): Entity {
  const { queue, random, machines, options } = world;
  let budget = options.budget;
  let state: unknown;
  let machine = machines.any();
  every(world, options.faults.entityMoveEveryMs, () => {
    machine = machines.any();
    state = state === undefined ? undefined : JSON.parse(JSON.stringify(state));
  });
  every(world, options.faults.shareChangeEveryMs, () => {
    budget = { ...budget, n: Math.round(options.budget.n * random.between(0.5, 1)) };
    counts.shares.push({ from: queue.now, n: budget.n });
  });
  return {
    call(verb, input, reply) {
      counts.operations++;
      queue.after(random.between(...options.latencies.operation), () => {
        const outcome = applyOperation(state, { verb, input }, machines.clock(machine), budget);
        state = outcome.state;
        queue.after(random.between(...options.latencies.operation), () => reply(outcome.reply));
      });
    },
  };
}

/** Runs `action` repeatedly, at random times `meanMs` apart on average. */
function every(world: ActivityWorld, meanMs: number, action: () => void): void {
  if (!Number.isFinite(meanMs)) return;
  world.queue.after(world.random.between(0, 2 * meanMs), () => {
    action();
    every(world, meanMs, action);
  });
}
