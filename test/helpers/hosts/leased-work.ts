import * as df from 'durable-functions';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { type Faults, type Host, startHost } from '../../../dev/host/index.ts';
import { makeRateBudget } from '../../../orchestrations/entities/rate-budget.ts';
import { awaitLease, type Carry, settleCarried } from '../../../orchestrations/runtime/leases/acquire-lease.ts';
import { type LeasedOutcome, withLease } from '../../../orchestrations/runtime/leases/with-lease.ts';
import { entities, orchestrators } from '../../../orchestrations/runtime/names.ts';
import type { Budget } from '../../../shared/budget/budgets.ts';
import { type FenceTable, makeFence } from '../../../shared/budget/fence.ts';
import type { Lease, LeaseSession } from '../../../shared/budget/lease.ts';
import type { LedgerState } from '../../../shared/budget/ledger.ts';
import type { BudgetClass } from '../../../shared/budget/operations.ts';
import { makeRunLeased } from '../../../shared/budget/run-leased.ts';
import type { Lane } from '../../../shared/budget/standing.ts';
import { memoryFence } from './leases.ts';

/** What the one orchestration of these tests does: `phases` leases of `n`, one after the other. */
export interface WorkInput {
  readonly n: number;
  readonly phases?: number;
  /** How urgent it is; default: `remediate`. */
  readonly urgency?: BudgetClass;
  /** Settle with the next acquire. */
  readonly isCarrying?: boolean;
  /** Whose standing leases are tried first. */
  readonly lane?: Lane;
}

/** What an activity does under its session; `attempt` counts the executions. */
export type Work = (session: LeaseSession, clock: VirtualClock, attempt: number) => Promise<unknown>;

/**
 * The embedded host with the real budget entity, the real fence over a table in memory, and one
 * kind of work.
 */
export interface LeasedWork extends AsyncDisposable {
  readonly host: Host;
  readonly clock: VirtualClock;
  /** Names and facts of what was logged. */
  readonly logged: { event: string; facts: object }[];
  ledger(): LedgerState;
  /** Event types of an instance's history, in order. */
  history(id: string): string[];
}

/** Sends `calls` requests of 400 ms each. */
export function requests(calls: number): Work {
  return async (session, clock) => {
    for (let call = 0; call < calls; call++) {
      const slot = session.begin(2_000);
      await clock.sleep(400);
      slot.answered();
    }
    return calls;
  };
}

/** Starts the host. `work` runs in every activity. */
export async function startLeasedWork(
  budget: Budget,
  work: Work,
  { faults, table = memoryFence() }: { faults?: Faults; table?: FenceTable } = {},
): Promise<LeasedWork> {
  const clock = new VirtualClock();
  const logged: { event: string; facts: object }[] = [];
  const runLeased = makeRunLeased({ fence: makeFence({ table, clock }), clock });
  let attempts = 0;
  const register = () => {
    df.app.orchestration('work', runPhases);
    df.app.orchestration(orchestrators.awaitLease, awaitLease);
    df.app.activity('call', {
      handler: ({ lease }: { lease: Lease }) => runLeased(lease, (session) => work(session, clock, ++attempts)),
    });
    const log = (event: string, facts: object) => void logged.push({ event, facts });
    df.app.entity(entities.rateBudget, makeRateBudget({ clock, budgets: { [budget.id]: budget }, log }));
  };
  const host = await startHost({ register, clock, ...(faults && { faults }) });
  return {
    host,
    clock,
    logged,
    ledger: () => host.client.entityState(entities.rateBudget, budget.id) as LedgerState,
    history: (id) => host.client.history(id).map((event) => String(event.EventType)),
    [Symbol.asyncDispose]: async () => void (await host.stop()),
  };
}

function* runPhases(context: df.OrchestrationContext): Generator<df.Task, LeasedOutcome<unknown>[]> {
  const { n, phases = 1, urgency = 'remediate', isCarrying = false, lane } = context.df.getInput<WorkInput>();
  const request = { budget: 'atera', n, class: urgency, lane } as const;
  const carry: Carry = {};
  const outcomes: LeasedOutcome<unknown>[] = [];
  for (let phase = 0; phase < phases; phase++) {
    const call = (lease: Lease) => context.df.callActivity('call', { lease });
    outcomes.push(yield* isCarrying ? withLease(context, request, call, carry) : withLease(context, request, call));
  }
  settleCarried(context, carry);
  return outcomes;
}
