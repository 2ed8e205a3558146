import type { EntityContext } from 'durable-functions';
import type { Budget } from '../../shared/budget/budgets.ts';
import { describeBudget } from '../../shared/budget/describe.ts';
import { applyOperation } from '../../shared/budget/ledger.ts';
import { AcquireInput, type LedgerReply } from '../../shared/budget/operations.ts';
import type { Clock } from '../../shared/clock.ts';
import { refusal } from '../../shared/entity-operation.ts';
import type { Measure } from '../../shared/telemetry/metrics.ts';
import type { LogEvent } from '../runtime/deps.ts';
import { readOperation } from './shell.ts';

/** What the entity works with: the clock of its own host, and the budgets by entity key. */
export interface RateBudgetDeps {
  readonly clock: Clock;
  readonly budgets: Readonly<Record<string, Budget>>;
  /** Hears of pauses that come with a smaller share, and of long ones. */
  readonly log?: LogEvent;
  /** Hears what is granted, and how long callers wait. */
  readonly measure?: Measure;
}

/**
 * The entity `ratebudget@<budget>`: a shell around the ledger. It answers every operation exactly
 * once and never throws, because the caller of an entity that throws learns nothing but `[object
 * Object]`.
 */
export function makeRateBudget({
  clock,
  budgets,
  log,
  measure,
}: RateBudgetDeps): (context: EntityContext<unknown>) => void {
  return (context) => {
    const { df } = context;
    const budget = budgets[df.entityKey];
    if (!budget) return df.return(refusal('budget_unknown', `No budget is called ${df.entityKey}`));
    const { stored, operation } = readOperation(context);
    const now = clock.now();
    const { state, reply } = applyOperation(stored, operation, now, budget);
    if (log) logPause(log, budget, { before: stored, after: state, now });
    if (state !== stored) df.setState(state);
    df.return(reply);
    if (measure) measureReply(measure, budget.id, { input: operation.input, reply, now });
  };
}

function measureReply(
  measure: Measure,
  budget: string,
  { input, reply, now }: { input: unknown; reply: LedgerReply; now: number },
) {
  const asked = AcquireInput.safeParse(input);
  if (!asked.success || (reply.kind !== 'lease' && reply.kind !== 'queued')) return;
  const about = { budget, class: asked.data.class };
  if (reply.kind === 'lease') measure('rmm.budget.granted', reply.lease.n, about);
  const waitMs = (reply.kind === 'lease' ? reply.lease.notBefore : reply.wakeAt) - now;
  if (waitMs > 0) measure('rmm.budget.waited', waitMs / 1_000, about);
}

function logPause(
  log: LogEvent,
  budget: Budget,
  { before, after, now }: { before: unknown; after: unknown; now: number },
) {
  const pause = describeBudget(after, now, budget);
  const known = describeBudget(before, now, budget);
  if (pause?.pausedUntil === undefined || pause.pausedUntil <= (known?.pausedUntil ?? 0)) return;
  const { pausedUntil, pausedBecause, effectiveShare, share } = pause;
  // Beside a busy neighbour short pauses come many times a minute.
  const isShort = pausedUntil - now < budget.windowMs / 6;
  if (isShort && known && effectiveShare >= known.effectiveShare) return;
  log('budget-paused', {
    budget: budget.id,
    until: new Date(pausedUntil).toISOString(),
    pausedBecause,
    effectiveShare,
    share,
  });
}
