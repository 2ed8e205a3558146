import type { OrchestrationContext } from 'durable-functions';
import type { Proposal } from '../../shared/domain/approvals/proposal.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { actionTexts } from '../../shared/texts/action/index.ts';
import type { Language } from '../../shared/texts/language.ts';
import { muteTexts } from '../../shared/texts/mute/index.ts';
import type { BlockedBy } from '../activities/commands/command-preflight.ts';
import type { Confirmation } from '../activities/commands/confirm-device.ts';
import { nowOf } from '../runtime/durable-time.ts';
import { defer } from '../runtime/endings/endings.ts';
import { MUTED, type StoppedBeforeWrite, triedAgainAt } from '../runtime/endings/stopped-before-write.ts';
import type { RemediationRun } from '../runtime/run.ts';
import type { Step } from '../runtime/steps.ts';
import type { ActionEnd } from './act-on-device.ts';
import type { Answered } from './approval.ts';

/** What was approved, and by whom. */
interface Approved {
  readonly proposal: Proposal;
  readonly by: string;
}

/**
 * What a refusal of the command means that no waiting changes; whatever else failed may pass, also
 * a key that is being replaced.
 */
export const FINAL: ReadonlySet<string> = new Set([
  'vendor_forbidden',
  'vendor_not_found',
  'vendor_rejected_request',
  'mode_forbids',
  'occurrence_over',
]);

/**
 * The approval stays valid: the action runs once the switch is off or the mute has ended, if that is
 * in time and the device's state is unchanged.
 */
export function stoppedBeforeWrite(
  context: OrchestrationContext,
  run: RemediationRun,
  { proposal, by }: Approved,
  { stop }: StoppedBeforeWrite,
): Extract<ActionEnd<never>, { kind: 'later' }> {
  const held = actionTexts(run.customer.language).approvedStopped({
    proposal: proposal.text,
    by,
    message: stop.message,
  });
  const { end } = later(context, stop.by, held, triedAgainAt(context, run, stop), stop.message);
  return { kind: 'later', end: { ...end, ...(stop.mute && { mute: stop.mute }) } };
}

/** Nobody is asked while it is muted. */
export function notAsked(
  context: OrchestrationContext,
  { customer: { language } }: RemediationRun,
  { mute, message }: Extract<Answered, { state: 'muted' }>,
): Extract<ActionEnd<never>, { kind: 'later' }> {
  const { end } = later(context, MUTED, muteTexts(language).ended({ message }), mute.until, message);
  return { kind: 'later', end: { ...end, mute } };
}

/** Atera could not be read, or no longer reports the device that was matched. */
export function notConfirmed(
  { customer: { language } }: RemediationRun,
  proposal: Proposal,
  confirmed: Step<Confirmation>,
): Exclude<ActionEnd<never>, { kind: 'acted' }> {
  if (!confirmed.ok) return { kind: 'failed', step: confirmed };
  const { value } = confirmed;
  const texts = actionTexts(language);
  const reason = value.state === 'refused' ? value.reason : texts.notConfirmed;
  return declined(proposal, texts.notDone({ reason }), language);
}

/** Nothing was sent, and the approval stays good where that may change. */
export function notSent(
  context: OrchestrationContext,
  { policy, customer: { language } }: RemediationRun,
  { proposal, by }: Approved,
  blockedBy: BlockedBy,
): Exclude<ActionEnd<never>, { kind: 'acted' }> {
  const texts = actionTexts(language);
  const approved = { proposal: proposal.text, by };
  switch (blockedBy.state) {
    case 'refused':
      return declined(proposal, texts.notDone(blockedBy), language);
    case 'not-now': {
      const { code, reason, at } = blockedBy;
      return later(context, code, texts.approvedBut({ ...approved, reason }), at, reason);
    }
    case 'offline': {
      const retryAt = nowOf(context) + policy.returnCheckMinutes * MINUTE_MS;
      const text = texts.approvedNotConnected(approved);
      return later(context, 'waits-for-device', text, retryAt, texts.notConnected);
    }
  }
}

/** Nothing was done, and a person must do it. */
export function declined(
  { text }: Proposal,
  why: string,
  language: Language,
): Extract<ActionEnd<never>, { kind: 'declined' }> {
  return { kind: 'declined', tried: actionTexts(language).declined({ proposal: text, why }) };
}

/**
 * The run ends and begins again at `nextAt` (epoch ms), in a minute at the soonest. `why` as in
 * `PlaybookEnd`.
 */
export function later(
  context: OrchestrationContext,
  code: string,
  text: string,
  nextAt: number,
  why?: string,
): Extract<ActionEnd<never>, { kind: 'later' }> {
  const at = Math.max(nextAt, nowOf(context) + MINUTE_MS);
  return { kind: 'later', end: defer(code, text, at, why) };
}
