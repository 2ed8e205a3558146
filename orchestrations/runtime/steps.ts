import type { OrchestrationContext, Task } from 'durable-functions';
import type { Lease } from '../../shared/budget/lease.ts';
import type { BudgetClass } from '../../shared/budget/operations.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { nowOf, waitUntil } from './durable-time.ts';
import { CustomerChanged } from './endings/customer-changed.ts';
import { stoppedBy } from './endings/stopped-before-write.ts';
import type { AutomoxMatch, Inspection, ServerReading } from './inspection.ts';
import { counted } from './inspections.ts';
import { type Carry, settleCarried } from './leases/acquire-lease.ts';
import { withLease } from './leases/with-lease.ts';
import { activities, budgets } from './names.ts';
import type { ServerAsked } from './results.ts';
import type { RemediationRun, RunPolicy } from './run.ts';

/** The result of a step: a value, or why it could not be done, in words for an outcome row. */
export type Step<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** One activity that talks to a vendor: how many requests it may need, and how urgent it is. */
export interface VendorStep {
  /** Default: Atera's. */
  readonly budget?: (typeof budgets)[keyof typeof budgets];
  readonly activity: string;
  readonly requests: number;
  readonly urgency: BudgetClass;
  readonly input: object;
  /**
   * Waits before a failed vendor call is tried again; after the last one the step fails. With the
   * lanes whose standing leases may be tried.
   */
  readonly waits: Pick<RunPolicy, 'retryAfterMinutes' | 'lanes'>;
}

/**
 * Requests of one inspection at Atera: the alert when the poll no longer lists it, the agent, and
 * its opt-out field.
 */
const INSPECTION_REQUESTS = 3;

/** Leases one step may use up before it counts as failing. */
const MAX_LEASES = 5;

/**
 * An effect that was lost on the way is searched for twice; more rounds mean that something else is
 * wrong.
 */
const MAX_CHECKS_AGAIN = 10;

/** What is left over goes under the next lease. */
const MAX_REQUESTS_AT_ONCE = 4;

/** Inspects a device through Atera: what `activity` returns, with the alerts' state. */
export function* inspect<L extends Inspection>(
  context: OrchestrationContext,
  run: RemediationRun,
  inspection: { readonly activity: string; readonly input?: object; readonly requests?: number },
): Generator<Task, Step<L>> {
  const { subject, policy } = run;
  const inspected = yield* vendorStep<L>(context, {
    activity: inspection.activity,
    requests: inspection.requests ?? INSPECTION_REQUESTS,
    urgency: 'verify',
    input: { subject, ...inspection.input },
    waits: policy,
  });
  return inspected.ok ? { ok: true, value: counted(run, inspected.value) } : inspected;
}

/** What the reading of a device depends on: a run. */
interface ServerReader {
  readonly policy: Pick<RunPolicy, 'retryAfterMinutes' | 'lanes'>;
  readonly customer: Pick<RemediationRun['customer'], 'language'>;
}

/**
 * What Automox says about a device. With `scan` the device is scanned again, which the next reading
 * shows; with `unlessNewerThan` (epoch ms) only if the last scan is not newer.
 */
export function* readServer(
  context: OrchestrationContext,
  { policy, customer }: ServerReader,
  { organizationId, serverId, marks }: Omit<Extract<AutomoxMatch, { has: true }>, 'has'>,
  ask: Pick<ServerAsked, 'scan' | 'unlessNewerThan' | 'withDetails' | 'awayDevice'>,
): Generator<Task, Step<ServerReading>> {
  return yield* vendorStep<ServerReading>(context, {
    budget: budgets.automox,
    activity: activities.readServer,
    requests: ask.scan ? 2 : 1,
    urgency: 'verify',
    input: { organizationId, serverId, ...(marks && { marks }), language: customer.language, ...ask },
    waits: policy,
  });
}

/**
 * Resolves in Atera the alerts that `inspection` found open. Only call it when that inspection
 * verified the condition to have recovered.
 */
export function* resolveAlerts(
  context: OrchestrationContext,
  { policy, subject: { key, customerId } }: RemediationRun,
  inspection: Inspection,
): Generator<Task, Step<{ resolved: number }>> {
  return yield* vendorStep<{ resolved: number }>(context, {
    activity: activities.resolveAlerts,
    // One more than there are alerts: a refusal is checked by reading the alert.
    requests: Math.min(inspection.openAlertIds.length + 1, MAX_REQUESTS_AT_ONCE),
    urgency: 'remediate',
    input: { key, alertIds: inspection.openAlertIds, ...(customerId !== undefined && { customerId }) },
    waits: policy,
  });
}

/**
 * A write whose activity may ask to be called again later, because an earlier try may have had its
 * effect unseen.
 */
export function* writing<T>(context: OrchestrationContext, step: VendorStep): Generator<Task, Step<T>> {
  for (let tries = 0; tries < MAX_CHECKS_AGAIN; tries++) {
    const tried = yield* vendorStep<Writing<T>>(context, step);
    if (!tried.ok) return tried;
    if (tried.value.state === 'written') return { ok: true, value: tried.value.result };
    if (tried.value.state === 'impossible') return { ok: false, code: tried.value.code, message: tried.value.message };
    yield* waitUntil(context, tried.value.at);
  }
  return { ok: false, code: 'effect-unclear', message: 'Whether an earlier try had its effect could not be settled' };
}

/**
 * What a writing activity returns: it is done, it must be searched for at `at` (epoch ms), or it
 * can't be done at all.
 */
export type Writing<T> =
  | { readonly state: 'written'; readonly result: T }
  | { readonly state: 'check-again'; readonly at: number }
  | { readonly state: 'impossible'; readonly code: string; readonly message: string };

/**
 * Calls an activity that sends requests to a vendor, under a lease for as many as it needs; a
 * failure that may pass is retried with a new lease after each of its `retryAfterMinutes`. Steps
 * that follow each other at once share a `carry`, which settles each lease with the next acquire;
 * whoever made it ends with `settleCarried`. Throws `StoppedBeforeWrite` when the kill switch is
 * on or the device is muted, and `CustomerChanged`.
 */
export function* vendorStep<T>(
  context: OrchestrationContext,
  step: VendorStep,
  carry?: Carry,
): Generator<Task, Step<T>> {
  const { activity, budget = budgets.atera, requests: n, urgency, input, waits } = step;
  const request = { budget, n, class: urgency, lane: waits.lanes?.[budget] };
  for (let failures = 0, leases = 0; ; ) {
    const call = (lease: Lease) => context.df.callActivity(activity, { ...input, lease });
    const outcome = yield* withLease<T>(context, request, call, carry);
    if (outcome.status === 'done') return { ok: true, value: outcome.value };
    const { code, message, retryable } = outcome.failure;
    const stopped = stoppedBy(outcome.failure);
    if (stopped) throw stopped;
    if (code === 'customer_changed') throw new CustomerChanged(message);
    // Spent in the middle of the work: it continues at once under a new lease.
    if (outcome.status === 'unfinished' && ++leases < MAX_LEASES) continue;
    const waitMinutes = waits.retryAfterMinutes[failures++];
    if (!retryable || waitMinutes === undefined) return { ok: false, code, message };
    // What the carry holds is unavailable to all others until it is settled.
    if (carry) settleCarried(context, carry);
    yield* waitUntil(context, nowOf(context) + waitMinutes * MINUTE_MS);
  }
}
