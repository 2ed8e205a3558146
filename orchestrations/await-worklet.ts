import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceAction } from '../shared/domain/proposal.ts';
import { MINUTE_MS } from '../shared/durations.ts';
import type { CommandChecked } from './activities/check-command.ts';
import { waitUntil } from './durable-time.ts';
import { activities, budgets } from './names.ts';
import type { RunPolicy } from './run.ts';
import { vendorStep } from './steps.ts';

/** Input of `awaitWorklet`: what was sent, and when (epoch ms). */
export interface WorkletRun {
  readonly action: DeviceAction;
  readonly at: number;
  readonly policy: Pick<RunPolicy, 'diskSpace' | 'retryAfterMinutes'>;
}

/** How it went, in one sentence for a ticket. */
export interface WorkletEnd {
  readonly how: string;
}

/** Looks whether the worklet has left its queue, spread over `workletTimeoutMinutes`. */
const CHECKS = 3;

/** Requests of one look: the queue, and the events when it is empty. */
const CHECK_REQUESTS = 2;

/**
 * Waits until a worklet has left its device's queue, at most `workletTimeoutMinutes`, and says how it ended. An orchestration of its own
 * so that the history of the remediation stays small. Its end proves nothing about the disk: only a new reading does.
 */
export function* awaitWorklet(context: OrchestrationContext): Generator<Task, WorkletEnd> {
  const { action, at, policy } = context.df.getInput<WorkletRun>();
  const { settleMinutes, workletTimeoutMinutes } = policy.diskSpace;
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
    if (checked.ok && !checked.value.queued) return { how: endText(checked.value) };
    checkAt += (workletTimeoutMinutes * MINUTE_MS) / CHECKS;
  }
  return { how: `It had not ended after ${workletTimeoutMinutes} minutes.` };
}

function endText({ exitCode }: CommandChecked): string {
  if (exitCode === undefined) return 'It has left the queue of the device; Automox tells no result.';
  return exitCode === 0 ? 'Automox says that it succeeded.' : `Automox says that it failed with exit code ${exitCode}.`;
}
