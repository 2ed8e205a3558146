import { EntityId, type OrchestrationContext, type Task } from 'durable-functions';
import { BreakerReply, type OpenedBy } from '../../shared/brakes/breaker-operations.ts';
import { GateReply } from '../../shared/brakes/gate-operations.ts';
import type { AttemptsSpent } from '../../shared/domain/occurrences/attempts.ts';
import { breakerKey, type OccurrenceKey } from '../../shared/domain/occurrences/keys.ts';
import type { Refused } from '../../shared/entity-operation.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { actionTexts } from '../../shared/texts/action/index.ts';
import type { Language } from '../../shared/texts/language.ts';
import { entities } from '../runtime/names.ts';

/** How often and how many at once, from the policy as it was when the run started. */
export type BrakeLimits = Pick<Policy, 'attemptsPerDay' | 'attemptsPerWeek' | 'breaker'>;

/** What a run wants to act on. Keep it: the brakes are given back with the same. */
export interface BrakeRequest {
  readonly key: Pick<OccurrenceKey, 'deviceKey' | 'conditionKey'>;
  readonly customerId?: number | undefined;
  /** The id of the orchestration. */
  readonly holder: string;
  /** When the brakes release themselves at the latest (epoch ms): the deadline of the run. */
  readonly until: number;
  /** Devices of the customer; not known = only one of them at a time. */
  readonly deviceCount?: number | undefined;
  /** A mark of which a customer has only one in flight: `server-reboot`. */
  readonly exclusive?: string | undefined;
  readonly limits: BrakeLimits;
  /** What a refusal is written in. */
  readonly language: Language;
}

/** `brakes-refused` = a brake's state or the request can't be read: a person must investigate. */
export type BrakeCode = 'device-busy' | 'attempts-spent' | 'customer-cap' | 'breaker-open' | 'brakes-refused';

/**
 * Whether a device may be acted on; if not, `text` is one sentence for a ticket, `retryAt` (epoch
 * ms) when to ask again.
 */
export type BrakesAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: BrakeCode; readonly text: string; readonly retryAt?: number };

/**
 * Takes the device's gate, then a slot of the customer's breaker; both or none. Call it right
 * before acting. A run that was started again under the same id renews what it holds: that counts
 * no second attempt, and is granted even when the breaker opened meanwhile. If the slot of a
 * renewal is lost, the gate stays taken until its end, since something may have been done.
 *
 * History: 2 events (call, answer) and one turn's two for each brake asked; 1 more when the gate is
 * given back.
 */
export function* takeBrakes(context: OrchestrationContext, request: BrakeRequest): Generator<Task, BrakesAnswer> {
  const gate = yield* askGate(context, 'take', request);
  if (gate.kind !== 'granted') return gateRefusal(gate, request);
  const breaker = yield* askBreaker(context, 'take', request);
  if (breaker.kind === 'granted') return { ok: true };
  if (!gate.renewed) releaseGate(context, request, false);
  return breakerRefusal(breaker, request);
}

/**
 * Returns what `takeBrakes` would answer now; takes and changes nothing. For a proposal, or before
 * a long preparation.
 */
export function* askBrakes(context: OrchestrationContext, request: BrakeRequest): Generator<Task, BrakesAnswer> {
  const gate = yield* askGate(context, 'ask', request);
  if (gate.kind !== 'granted') return gateRefusal(gate, request);
  const breaker = yield* askBreaker(context, 'ask', request);
  return breaker.kind === 'granted' ? { ok: true } : breakerRefusal(breaker, request);
}

/**
 * Releases both brakes with two signals (2 history events). Idempotent. `acted` false = nothing was
 * sent to the device, so the attempt does not count. `ok` is whether the action worked, as far as
 * the customer's breaker is to know; without it the slot is freed and nothing is reported about the
 * action.
 */
export function returnBrakes(
  context: OrchestrationContext,
  request: BrakeRequest,
  { acted, ok }: { readonly acted: boolean; readonly ok?: boolean | undefined },
): void {
  const { holder, limits } = request;
  releaseGate(context, request, acted);
  if (acted && ok !== undefined) {
    context.df.signalEntity(breakerOf(request), 'report', { holder, ok, limits: limits.breaker });
  } else context.df.signalEntity(breakerOf(request), 'cancel', { holder });
}

type Verb = 'take' | 'ask';

function* askGate(context: OrchestrationContext, verb: Verb, request: BrakeRequest): Generator<Task, GateReply> {
  const { key, holder, until, limits } = request;
  const { attemptsPerDay, attemptsPerWeek } = limits;
  const input = { holder, until, conditionKey: key.conditionKey, limits: { attemptsPerDay, attemptsPerWeek } };
  const reply = GateReply.safeParse(yield context.df.callEntity(gateOf(request), verb, input));
  return reply.success ? reply.data : unreadable('device gate');
}

function* askBreaker(context: OrchestrationContext, verb: Verb, request: BrakeRequest): Generator<Task, BreakerReply> {
  const { holder, until, deviceCount, exclusive, limits } = request;
  const input = { holder, until, deviceCount, exclusive, limits: limits.breaker };
  const reply = BreakerReply.safeParse(yield context.df.callEntity(breakerOf(request), verb, input));
  return reply.success ? reply.data : unreadable("customer's breaker");
}

function releaseGate(context: OrchestrationContext, request: BrakeRequest, acted: boolean): void {
  context.df.signalEntity(gateOf(request), 'release', { holder: request.holder, acted });
}

function gateOf({ key }: BrakeRequest): EntityId {
  return new EntityId(entities.deviceGate, key.deviceKey);
}

function breakerOf({ customerId }: BrakeRequest): EntityId {
  return new EntityId(entities.fleetBreaker, breakerKey(customerId));
}

function unreadable(brake: string): Refused {
  return { kind: 'refused', code: 'reply_unreadable', message: `The answer of the ${brake} can't be read` };
}

function gateRefusal(reply: Exclude<GateReply, { kind: 'granted' }>, { limits, language }: BrakeRequest): BrakesAnswer {
  if (reply.kind === 'refused') return refused(reply, language);
  if (reply.kind === 'busy') {
    const text = actionTexts(language).deviceBusy(reply);
    return { ok: false, code: 'device-busy', text, retryAt: reply.until };
  }
  return { ok: false, code: 'attempts-spent', text: spentText(reply, limits, language), retryAt: reply.nextAt };
}

/** Returns what is said of a condition that was acted on as often as is allowed. */
export function spentText(
  { attemptsInDay: day, attemptsInWeek: week, nextAt }: AttemptsSpent,
  { attemptsPerDay: perDay, attemptsPerWeek: perWeek }: BrakeLimits,
  language: Language,
): string {
  return actionTexts(language).attemptsSpent({ day, week, perDay, perWeek, nextAt });
}

function breakerRefusal(reply: Exclude<BreakerReply, { kind: 'granted' }>, { language }: BrakeRequest): BrakesAnswer {
  if (reply.kind === 'refused') return refused(reply, language);
  const texts = actionTexts(language);
  const retryAt = reply.until;
  if (reply.kind === 'open') {
    const text = texts.customerPaused({ until: retryAt, because: openedText(reply.because, language) });
    return { ok: false, code: 'breaker-open', text, retryAt };
  }
  const { exclusive } = reply;
  const text = exclusive === undefined ? texts.customerFull(reply) : texts.oneAtATime({ exclusive, until: retryAt });
  return { ok: false, code: 'customer-cap', text, retryAt };
}

/** What a brake can't understand it does not allow; trying again would not help. */
function refused(reply: Refused, language: Language): BrakesAnswer {
  return { ok: false, code: 'brakes-refused', text: actionTexts(language).brakesRefused(reply) };
}

function openedText(because: OpenedBy, language: Language): string {
  const texts = actionTexts(language);
  switch (because.rule) {
    case 'in-a-row':
      return texts.failedInRow(because);
    case 'share':
      return texts.failedOfDay(because);
    case 'after-pause':
      return texts.failedAfterPause;
  }
}
