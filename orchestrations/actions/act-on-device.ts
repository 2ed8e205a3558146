import type { OrchestrationContext, Task } from 'durable-functions';
import { type DeviceAction, evidenceHash, type Proposal } from '../../shared/domain/approvals/proposal.ts';
import { attemptsBefore, attemptsSpent } from '../../shared/domain/occurrences/attempts.ts';
import { remediationInstance } from '../../shared/domain/occurrences/keys.ts';
import type { LastAction } from '../../shared/domain/occurrences/last-action.ts';
import { sentText } from '../../shared/domain/occurrences/what-was-done.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { modeAllows } from '../../shared/policy/policy.ts';
import { actionTexts } from '../../shared/texts/action/index.ts';
import type { FailedStep } from '../../shared/texts/ending/en.ts';
import type { CommandSent } from '../activities/commands/send-command.ts';
import { nowOf, waitUntil } from '../runtime/durable-time.ts';
import type { Observation } from '../runtime/inspection.ts';
import type { RemediationRun, RunEnd } from '../runtime/run.ts';
import type { Step } from '../runtime/steps.ts';
import { StoppedByKillSwitch } from '../runtime/stopped-by-kill-switch.ts';
import { approvalOf, whyNot } from './approval.ts';
import { askBrakes, type BrakeCode, type BrakeRequest, returnBrakes, spentText, takeBrakes } from './brakes.ts';
import { type CommandInput, confirmDevice, sendCommand } from './command-steps.ts';
import { declined, FINAL, later, notConfirmed, notSent, stoppedByKillSwitch } from './not-now.ts';

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
  if (answer.state !== 'approved') return no(whyNot(answer, run));
  const approvedText = texts.approved({ proposal: proposal.text, by: answer.by });
  const closed = waitsForWindow(context, request, { text: approvedText, why: texts.windowWasClosed });
  if (closed) return closed;

  const again = yield* request.observe();
  if (!again.ok) return { kind: 'failed', step: again };
  const fresh = request.propose(again.value);
  const { inspectedAt, optedOut } = again.value.inspection;
  // The same action is called for on another device in Automox, for which the approval does not
  // hold: a person is asked again.
  if (fresh && !optedOut && isForAnother(fresh, proposal))
    return yield* actOnDevice(context, run, { ...request, observation: again.value });
  const isSame = fresh !== undefined && evidenceHash(run.subject, fresh) === evidence;
  if (!isSame || optedOut) return { kind: 'changed', observation: again.value };
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
  return yield* command(context, run, { proposal, brakes, approved, by: answer.by });
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

interface Approved {
  readonly proposal: Proposal;
  readonly brakes: BrakeRequest;
  readonly approved: Pick<CommandInput, 'evidence' | 'approval' | 'inspectedAt'>;
  readonly by: string;
}

/** The brakes are held; whatever happens here, they are given back, at once or by `end`. */
function* command(
  context: OrchestrationContext,
  run: RemediationRun,
  { proposal, brakes, approved, by }: Approved,
): Generator<Task, ActionEnd<never>> {
  const { language } = run.customer;
  const giveBack = (how: { acted: boolean; ok?: boolean | undefined }) => returnBrakes(context, brakes, how);
  let sent: Step<CommandSent>;
  let isSending = false;
  try {
    const confirmed = yield* confirmDevice(context, run, proposal.action);
    if (!confirmed.ok || confirmed.value.state === 'refused') {
      giveBack({ acted: false });
      return notConfirmed(run, proposal, confirmed);
    }
    isSending = true;
    sent = yield* sendUntilKnown(context, run, { action: proposal.action, confirmed: confirmed.value, ...approved });
  } catch (error) {
    // The kill switch certainly kept it; an activity that broke may have sent it.
    giveBack({ acted: isSending && !(error instanceof StoppedByKillSwitch) });
    if (!(error instanceof StoppedByKillSwitch)) throw error;
    return stoppedByKillSwitch(context, run, { proposal, by }, error);
  }
  if (!sent.ok) {
    // A POST that may have reached Automox returns `unclear`: here nothing was sent.
    giveBack({ acted: false });
    if (!FINAL.has(sent.code)) return { kind: 'failed', what: 'send the command', step: sent };
    return declined(proposal, actionTexts(language).notSent(sent), language);
  }
  const { value } = sent;
  // Only what was, or may have been, sent has a time and is no `not-now`.
  if (!('at' in value) || value.state === 'not-now') {
    giveBack({ acted: false });
    return notSent(context, run, { proposal, by }, value);
  }
  const state = value.state === 'sent' ? 'sent' : 'may-have-been-sent';
  const tried = `${proposal.text} ${sentText({ by, at: value.at, state }, language)}`;
  let isHeld = true;
  const end = (ok: boolean | undefined) => {
    if (isHeld) giveBack({ acted: true, ok });
    isHeld = false;
  };
  return {
    kind: 'acted',
    action: proposal.action,
    approval: approved.approval,
    at: value.at,
    isTaken: value.state === 'sent',
    tried,
    end,
  };
}

/**
 * Reports to the brakes a command the row knows of whose run ended without reporting it; one they
 * already know counts once.
 */
export function reportAction(
  context: OrchestrationContext,
  run: RemediationRun,
  result: NonNullable<LastAction['result']> = 'not-known',
): void {
  const request = {
    ...brakeRequest(context, run, { holdMinutes: 0 }),
    holder: remediationInstance({ ...run.subject.key, restarts: run.restarts }),
  };
  returnBrakes(context, request, { acted: true, ok: result === 'not-known' ? undefined : result === 'helped' });
}

/**
 * A storage that fails for a moment must not cost an approval: what is called again finds out
 * whether the command may have gone.
 */
const SEND_AGAIN_MINUTES = [1, 5];

/** The command as `sendCommand`, which is at most once, called again where its activity broke. */
function* sendUntilKnown(
  context: OrchestrationContext,
  run: RemediationRun,
  input: CommandInput,
): Generator<Task, Step<CommandSent>> {
  for (const minutes of SEND_AGAIN_MINUTES) {
    try {
      return yield* sendCommand(context, run, input);
    } catch (error) {
      if (error instanceof StoppedByKillSwitch) throw error;
      yield* waitUntil(context, nowOf(context) + minutes * MINUTE_MS);
    }
  }
  return yield* sendCommand(context, run, input);
}

function brakeRequest(
  context: OrchestrationContext,
  { subject, policy, known, customer }: RemediationRun,
  { exclusive, holdMinutes }: Pick<ActionRequest<Observation>, 'exclusive' | 'holdMinutes'>,
): BrakeRequest {
  const { key, customerId } = subject;
  // A run that waits long for a vendor lives until the watchdog ends it; until then no other run
  // may act.
  const until = nowOf(context) + Math.max(holdMinutes, policy.remediationDeadlineMinutes) * MINUTE_MS;
  return {
    key,
    customerId,
    holder: context.df.instanceId,
    until,
    deviceCount: known.deviceCount,
    exclusive,
    limits: policy,
    language: customer.language,
  };
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
