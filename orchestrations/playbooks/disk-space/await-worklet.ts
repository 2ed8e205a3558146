import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceAction } from '../../../shared/domain/occurrences/proposal.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { diskSpace } from '../../../shared/playbooks/disk-space/definition.ts';
import type { CommandChecked } from '../../activities/commands/check-command.ts';
import { nowOf, waitUntil } from '../../runtime/durable-time.ts';
import { activities, budgets } from '../../runtime/names.ts';
import type { RunPolicy } from '../../runtime/run.ts';
import { vendorStep } from '../../runtime/steps.ts';

/** Input of `awaitWorklet`: what was sent, and when (epoch ms). */
export interface WorkletRun {
  readonly action: DeviceAction;
  readonly at: number;
  readonly policy: Pick<RunPolicy, 'diskSpace' | 'retryAfterMinutes'>;
}

/** How it went. */
export interface WorkletEnd {
  /** One sentence for a ticket. */
  readonly how: string;
  /** When it had left the queue, or was given up (epoch ms): what is read of the drive must be newer. */
  readonly endedAt: number;
}

/** Looks whether the worklet has left its queue: the first after `settleMinutes`, the last after `workletTimeoutMinutes`. */
const CHECKS = 3;

/** Requests of one look: the queue and, when the worklet has left it, a scan and the events. */
const CHECK_REQUESTS = 3;

/**
 * Waits until a worklet has left its device's queue, at most `workletTimeoutMinutes`. An orchestration of its own so that the history of the
 * remediation stays small. Its end proves nothing about the disk.
 */
export function* awaitWorklet(context: OrchestrationContext): Generator<Task, WorkletEnd> {
  const how = yield* waitForQueue(context, context.df.getInput<WorkletRun>());
  return { how, endedAt: nowOf(context) };
}

function* waitForQueue(context: OrchestrationContext, { action, at, policy }: WorkletRun): Generator<Task, string> {
  const { settleMinutes, workletTimeoutMinutes } = diskSpace.rulesIn(policy);
  const betweenMinutes = Math.max(0, workletTimeoutMinutes - settleMinutes) / (CHECKS - 1);
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
    if (checked.ok && !checked.value.queued) return endText(checked.value);
    checkAt += betweenMinutes * MINUTE_MS;
  }
  return `It had not ended after ${workletTimeoutMinutes} minutes.`;
}

function endText({ exitCode }: CommandChecked): string {
  if (exitCode === undefined) return 'It has left the queue of the device; Automox tells no result.';
  return exitCode === 0 ? 'Automox says that it succeeded.' : `Automox says that it failed with exit code ${exitCode}.`;
}
