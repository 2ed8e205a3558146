import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceAction } from '../../shared/domain/approvals/proposal.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { actionTexts } from '../../shared/texts/action/index.ts';
import type { Language } from '../../shared/texts/language.ts';
import type { CommandChecked } from '../activities/commands/check-command.ts';
import { nowOf, waitUntil } from '../runtime/durable-time.ts';
import { activities, budgets, orchestrators } from '../runtime/names.ts';
import type { RunPolicy } from '../runtime/run.ts';
import { vendorStep } from '../runtime/steps.ts';
import { runPart } from '../runtime/sub-orchestration.ts';

/** Input of `awaitWorklet`: what was sent, and when (epoch ms). */
export interface WorkletRun {
  readonly action: DeviceAction;
  readonly at: number;
  /** False where Automox's answer was lost. */
  readonly isTaken: boolean;
  /** When it is first inspected, and when the wait ends. */
  readonly settleMinutes: number;
  readonly timeoutMinutes: number;
  readonly policy: Pick<RunPolicy, 'retryAfterMinutes'>;
  /** What its end is written in. */
  readonly language: Language;
}

/** How it went. */
export interface WorkletEnd {
  /** It has left the queue; false = the wait ended first. */
  readonly ended: boolean;
  /** Automox took it, or says what it ended with. */
  readonly isKnown: boolean;
  /** What it ended with, where Automox says so. */
  readonly exitCode?: number;
  /** One sentence for a ticket. */
  readonly how: string;
  /**
   * When it had left the queue, or the wait ended (epoch ms): what is read of the device must be
   * newer.
   */
  readonly endedAt: number;
}

/**
 * Checks whether the worklet has left its queue: the first after `settleMinutes`, the last after
 * `timeoutMinutes`.
 */
const CHECKS = 3;

/**
 * Requests of one inspection: the queue and, when the worklet has left it, a scan and the events.
 */
const CHECK_REQUESTS = 3;

/**
 * Waits until a worklet has left its device's queue, at most `timeoutMinutes`. An orchestration of
 * its own so that the history of the remediation stays small. Its end proves nothing about the
 * device.
 */
export function* awaitWorklet(context: OrchestrationContext): Generator<Task, WorkletEnd> {
  const run = context.df.getInput<WorkletRun>();
  const checked = yield* waitForQueue(context, run);
  const endedAt = nowOf(context);
  const { isTaken, language, timeoutMinutes: minutes } = run;
  if (!checked)
    return { ended: false, isKnown: isTaken, how: actionTexts(language).workletNotEnded({ minutes }), endedAt };
  const { exitCode } = checked;
  const isKnown = isTaken || exitCode !== undefined;
  return { ended: true, isKnown, ...(exitCode !== undefined && { exitCode }), how: endText(checked, run), endedAt };
}

/** Waits for a worklet that was sent, in its own orchestration: 2 history events. */
export function* workletEnd(context: OrchestrationContext, run: WorkletRun): Generator<Task, WorkletEnd> {
  return yield* runPart<WorkletEnd>(context, orchestrators.awaitWorklet, run);
}

function* waitForQueue(
  context: OrchestrationContext,
  { action, at, settleMinutes, timeoutMinutes, policy }: WorkletRun,
): Generator<Task, CommandChecked | undefined> {
  const betweenMinutes = Math.max(0, timeoutMinutes - settleMinutes) / (CHECKS - 1);
  let checkAt = at + settleMinutes * MINUTE_MS;
  for (let checks = 0; checks < CHECKS; checks++) {
    yield* waitUntil(context, checkAt);
    const checked = yield* vendorStep<CommandChecked>(context, {
      budget: budgets.automox,
      activity: activities.checkCommand,
      requests: CHECK_REQUESTS,
      urgency: 'verify',
      input: { action, since: at },
      waits: policy,
    });
    if (checked.ok && !checked.value.queued) return checked.value;
    checkAt += betweenMinutes * MINUTE_MS;
  }
  return undefined;
}

function endText({ exitCode, endsDiffer }: CommandChecked, { isTaken, language }: WorkletRun): string {
  const texts = actionTexts(language);
  if (endsDiffer) return texts.workletEndsDiffer;
  if (exitCode === undefined) return isTaken ? texts.workletLeft : texts.workletNotSeen;
  return exitCode === 0 ? texts.workletSucceeded : texts.workletFailed({ exitCode });
}
