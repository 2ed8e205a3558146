import type { OrchestrationContext, Task } from 'durable-functions';
import { type DeviceAction, evidenceHash, type Proposal } from '../../shared/domain/approvals/proposal.ts';
import { attemptsBefore, attemptsSpent } from '../../shared/domain/occurrences/attempts.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { modeAllows } from '../../shared/policy/policy.ts';
import { actionTexts } from '../../shared/texts/action/index.ts';
import type { FailedStep } from '../../shared/texts/ending/en.ts';
import { nowOf } from '../runtime/durable-time.ts';
import { isMarked } from '../runtime/endings/mode-narrowed.ts';
import type { Observation } from '../runtime/inspection.ts';
import type { RemediationRun, RunEnd } from '../runtime/run.ts';
import type { Step } from '../runtime/steps.ts';
import { approvalOf, whyNot } from './approval.ts';
import { brakeRequest } from './brake-request.ts';
import { askBrakes, type BrakeCode, spentText, takeBrakes } from './brakes.ts';
import { declined, later, notAsked } from './not-now.ts';
import { sendApproved } from './send-approved.ts';

/** What a playbook wants done to its device, and how it checks again before that. */
export interface ActionRequest<S extends Observation> {
  readonly observation: S;
  /** What should be done by this inspection; undefined = nothing any more. Pure. */
  propose(observation: S): Proposal | undefined;
  /** The inspection right before the command. */
  observe(): Generator<Task, Step<S>>;
  /**
   * When the command may be sent (epoch ms), for instance the next window; undefined = now. Asked
   * with the orchestration's time.
   */
  notBefore?(now: number): number | undefined;
  /** A mark of which only one is in flight for a customer. */
  readonly exclusive?: string;
  /**
   * Minimum time the device is held when it is not released; longer where the run may live longer.
   */
  readonly holdMinutes: number;
}

/** How an attempt to act ended. `tried` is whole sentences for the ticket. Times are epoch ms. */
export type ActionEnd<S extends Observation> =
  /** Sent, or possibly sent: verify it, then say with `end` how it went. */
  | {
      readonly kind: 'acted';
      /** False where Automox's answer was lost. */
      readonly isTaken: boolean;
      readonly action: DeviceAction;
      /** The number of the question that was approved. */
      readonly approval: number;
      readonly at: number;
      readonly tried: string;
      end(ok: boolean | undefined): void;
    }
  /** Nothing was done and a person must do it. */
  | { readonly kind: 'declined'; readonly tried: string; readonly wouldPropose?: string }
  /** Nothing was done, because the observation has changed: use the new inspection. */
  | { readonly kind: 'changed'; readonly observation: S }
  /** The alert went away while a person was asked. */
  | { readonly kind: 'check-again' }
  /** Approved, but not now: the run ends and begins again. */
  | { readonly kind: 'later'; readonly end: RunEnd }
  | { readonly kind: 'failed'; readonly what?: FailedStep; readonly step: Extract<Step<unknown>, { ok: false }> };

/**
 * Acts on a device as far as a person allows, in this order: mode, attempts left, approval of
 * exactly this evidence, its time, a fresh inspection that must show the same evidence, the brakes
 * of device and customer, the device read by id at both vendors, the command. At most one command
 * is sent.
 */
export function* actOnDevice<S extends Observation>(
  context: OrchestrationContext,
  run: RemediationRun,
  request: ActionRequest<S>,
): Generator<Task, ActionEnd<S>> {
  const proposal = request.propose(request.observation);
  if (!proposal) return { kind: 'changed', observation: request.observation };
  const { language } = run.customer;
  const texts = actionTexts(language);
  const no = (why: string) => declined(proposal, why, language);
  if (!modeAllows(run.mode, 'approve')) return { ...no(texts.modeForbids(run)), wouldPropose: proposal.text };
  const held = heldNotLong(run, nowOf(context));
  if (held !== undefined) return no(held);
  const evidence = evidenceHash(run.subject, proposal);
  const attempts = run.commands ? attemptsBefore(run.commands, evidence) : [];
  const spent = attemptsSpent(attempts, run.policy, nowOf(context));
  if (spent) return no(spentText(spent, run.policy, language));
  const free = yield* askBrakes(context, brakeRequest(context, run, request));
  if (!free.ok && !isBusy(free.code)) return no(free.text);

  const answer = yield* approvalOf(context, run, proposal);
  if (answer.state === 'alert-gone') return { kind: 'check-again' };
  if (answer.state === 'muted') return notAsked(context, run, answer);
  if (answer.state !== 'approved') return no(whyNot(answer, run));
  const approvedText = texts.approved({ proposal: proposal.text, by: answer.by });
  const closed = waitsForWindow(context, request, { text: approvedText, why: texts.windowWasClosed });
  if (closed) return closed;

  const again = yield* request.observe();
  if (!again.ok) return { kind: 'failed', step: again };
  const fresh = request.propose(again.value);
  const { inspectedAt } = again.value.inspection;
  const marked = isMarked(run, again.value.inspection);
  // The same action is called for on another device in Automox, for which the approval does not
  // hold: a person is asked again.
  if (fresh && !marked && isForAnother(fresh, proposal))
    return yield* actOnDevice(context, run, { ...request, observation: again.value });
  const isSame = fresh !== undefined && evidenceHash(run.subject, fresh) === evidence;
  if (!isSame || marked) return { kind: 'changed', observation: again.value };
  // The inspection may have waited for a scan.
  const closedMeanwhile = waitsForWindow(context, request, { text: approvedText, why: texts.windowWasClosed });
  if (closedMeanwhile) return closedMeanwhile;
  const brakes = brakeRequest(context, run, request);
  const taken = yield* takeBrakes(context, brakes);
  if (!taken.ok) {
    if (!isBusy(taken.code)) return no(taken.text);
    const soon = nowOf(context) + run.policy.busyCheckMinutes * MINUTE_MS;
    return later(context, taken.code, taken.text, Math.min(taken.retryAt ?? soon, soon));
  }
  const approved = { evidence, approval: answer.number, inspectedAt };
  return yield* sendApproved(context, run, { proposal, brakes, approved, by: answer.by });
}

function isForAnother({ action, facts }: Proposal, approved: Proposal): boolean {
  return action.serverId !== approved.action.serverId && JSON.stringify(facts) === JSON.stringify(approved.facts);
}

function waitsForWindow<S extends Observation>(
  context: OrchestrationContext,
  { notBefore }: ActionRequest<S>,
  { text, why }: { readonly text: string; readonly why: string },
): ActionEnd<S> | undefined {
  const opensAt = notBefore?.(nowOf(context));
  return opensAt === undefined ? undefined : later(context, 'waits-for-window', text, opensAt, why);
}

/**
 * A condition that recurred within `fixHoldsDays` was not fixed by this action: a person must
 * investigate.
 */
function heldNotLong({ fixedAt, policy, customer }: RemediationRun, now: number): string | undefined {
  if (fixedAt === undefined || now - fixedAt > policy.fixHoldsDays * DAY_MS) return undefined;
  return actionTexts(customer.language).noFix({ fixedAt, days: policy.fixHoldsDays });
}

/** Clears by itself after a while: worth waiting for. */
function isBusy(code: BrakeCode): boolean {
  return code === 'device-busy' || code === 'customer-cap';
}
