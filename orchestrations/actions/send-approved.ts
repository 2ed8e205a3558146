import type { OrchestrationContext, Task } from 'durable-functions';
import type { Proposal } from '../../shared/domain/approvals/proposal.ts';
import { sentText } from '../../shared/domain/occurrences/what-was-done.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { actionTexts } from '../../shared/texts/action/index.ts';
import type { CommandSent } from '../activities/commands/send-command.ts';
import { nowOf, waitUntil } from '../runtime/durable-time.ts';
import { StoppedBeforeWrite } from '../runtime/endings/stopped-before-write.ts';
import type { RemediationRun } from '../runtime/run.ts';
import type { Step } from '../runtime/steps.ts';
import type { ActionEnd } from './act-on-device.ts';
import { type BrakeRequest, returnBrakes } from './brakes.ts';
import { type CommandInput, confirmDevice, sendCommand } from './command-steps.ts';
import { declined, FINAL, notConfirmed, notSent, stoppedBeforeWrite } from './not-now.ts';

/** What a person approved, who it was, and the brakes that are held for it. */
interface Approved {
  readonly proposal: Proposal;
  readonly brakes: BrakeRequest;
  readonly approved: Pick<CommandInput, 'evidence' | 'approval' | 'inspectedAt'>;
  readonly by: string;
}

/**
 * Confirms the device and sends the command, at most once. The brakes are held; whatever happens
 * here, they are given back, at once or by `end`.
 */
export function* sendApproved(
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
    // Kill switch and mute certainly kept it; an activity that broke may have sent it.
    giveBack({ acted: isSending && !(error instanceof StoppedBeforeWrite) });
    if (!(error instanceof StoppedBeforeWrite)) throw error;
    return stoppedBeforeWrite(context, run, { proposal, by }, error);
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
      if (error instanceof StoppedBeforeWrite) throw error;
      yield* waitUntil(context, nowOf(context) + minutes * MINUTE_MS);
    }
  }
  return yield* sendCommand(context, run, input);
}
