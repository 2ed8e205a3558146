import type { OrchestrationContext, Task } from 'durable-functions';
import type { BacktestRead } from '../activities/backtest/read-backtest.ts';
import { nowOf, waitUntil } from '../runtime/durable-time.ts';
import { failureText } from '../runtime/failure-text.ts';
import { activities } from '../runtime/names.ts';
import { type Step, vendorStep } from '../runtime/steps.ts';

/** Input of `backtest`: everything else is in its row. */
export interface BacktestRun {
  readonly id: string;
  /** Pages that have failed so far after others were read. */
  readonly stops: number;
}

/** A page takes about a second, and a lease lasts 20. */
const PAGES_PER_LEASE = 5;

/**
 * Between two leases, so that a back-test takes at most some 25 requests a minute from the polls,
 * whose class it shares.
 */
const PAUSE_MS = 10_000;

/** A lease and its pause are about ten history events; a history is kept under 100. */
const LEASES_PER_HISTORY = 7;

/** A page that failed is read again after these waits; then the back-test fails, and says so. */
const WAITS = { retryAfterMinutes: [1, 5, 15] };

/** Pages that may fail within one back-test after others were read. */
const MAX_STOPS = 20;

/**
 * Plays the account's own past: what the app would have done. A singleton under a fixed id; its row
 * says how far it is, and may be cancelled at any time.
 *
 * 1. Read the history of alerts, page by page under leases of the lowest class, with a pause after
 *    each: polls come first.
 * 2. Play it through the app's rules, and keep the report.
 *
 * It changes nothing at any vendor. What breaks ends it with words in its row.
 */
export function* backtest(context: OrchestrationContext): Generator<Task, void> {
  const run = context.df.getInput<BacktestRun>();
  const { id } = run;
  let { stops } = run;
  try {
    for (let leases = 0; ; leases++) {
      if (leases === LEASES_PER_HISTORY) {
        const next: BacktestRun = { id, stops };
        context.df.continueAsNew(next);
        return;
      }
      const step = yield* readPages(context, id);
      if (!step.ok) return yield* end(context, id, step.message);
      const { next, stopped } = step.value;
      if (next === 'ended') return yield* end(context, id);
      if (next === 'read') break;
      if (stopped) stops++;
      if (stopped && (!stopped.retryable || stops > MAX_STOPS)) return yield* end(context, id, stopped.message);
      yield* waitUntil(context, nowOf(context) + PAUSE_MS);
    }
    yield context.df.callActivity(activities.playBacktest, { id });
  } catch (error) {
    yield* end(context, id, failureText(error));
  }
}

function readPages(context: OrchestrationContext, id: string): Generator<Task, Step<BacktestRead>> {
  return vendorStep<BacktestRead>(context, {
    activity: activities.readBacktest,
    requests: PAGES_PER_LEASE,
    urgency: 'poll',
    input: { id },
    waits: WAITS,
  });
}

function* end(context: OrchestrationContext, id: string, because?: string): Generator<Task, void> {
  yield context.df.callActivity(activities.endBacktest, { id, ...(because !== undefined && { because }) });
}
