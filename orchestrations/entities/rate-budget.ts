import type { EntityContext } from 'durable-functions';
import type { Budget } from '../../shared/budget/budgets.ts';
import { applyOperation, type LedgerReply } from '../../shared/budget/ledger.ts';
import type { Clock } from '../../shared/clock.ts';

/** What the entity works with: the clock of its own host, and the budgets by entity key. */
export interface RateBudgetDeps {
  readonly clock: Clock;
  readonly budgets: Readonly<Record<string, Budget>>;
}

/**
 * The entity `ratebudget@<budget>`: a shell around the ledger. It answers every operation exactly once and never throws,
 * because the caller of an entity that throws learns nothing but `[object Object]`.
 */
export function makeRateBudget({ clock, budgets }: RateBudgetDeps): (context: EntityContext<unknown>) => void {
  return (context) => {
    const { df } = context;
    const budget = budgets[df.entityKey];
    if (!budget) return df.return(refused('budget_unknown', `No budget is called ${df.entityKey}`));
    const stored = readOr('unreadable', () => df.getState());
    const operation = { verb: df.operationName ?? '', input: readOr(undefined, () => df.getInput()) };
    const { state, reply } = applyOperation(stored, operation, clock.now(), budget);
    if (state !== stored) df.setState(state);
    df.return(reply);
  };
}

/** The SDK parses text on reading and throws when that is no JSON; the ledger then refuses `instead`. */
function readOr(instead: unknown, read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return instead;
  }
}

function refused(code: string, message: string): LedgerReply {
  return { kind: 'refused', code, message };
}
