import type { HostFunction } from '../functions/function-table.ts';
import type { InvocationOutcome } from '../functions/invoke.ts';
import { activityMetadata, activityTrigger, jsonOfResult } from '../functions/typed-data.ts';
import { activityFailureDetails, activityFailureReason } from '../functions/worker-error.ts';
import { taskCompleted, taskFailed } from './replay/history.ts';
import type { HistoryEvent, Message } from './types.ts';
import type { WorkerContext } from './worker-context.ts';

type ActivityMessage = Message & { kind: 'activity' };

/**
 * Runs one activity. Its message stays in the hub, hidden, until the result is committed: a killed
 * host runs it again once it reappears. Of several results the first one counts.
 */
export async function runActivity(context: WorkerContext, message: ActivityMessage): Promise<void> {
  const { work, target } = message;
  const fn = context.functions.find('activity', work.name);
  if (!fn) {
    const text = `activity '${work.name}' of instance ${target} is not registered any more; its message is dropped`;
    context.log({ level: 'warning', category: 'host', message: text });
    context.commit({ removedMessages: [message.id] });
    return;
  }
  const visibleAt = context.clock.now() + context.activityVisibilityMs;
  context.commit({ hidden: [{ id: message.id, visibleAt }] });
  const fault = context.faults.activity?.(target, work) ?? 'none';
  if (fault === 'lost-before') {
    context.deliver({ ...message, visibleAt });
    return;
  }
  const invoke = () => invokeActivity(context, fn, message);
  const [outcome] = await Promise.all(fault === 'twice-together' ? [invoke(), invoke()] : [invoke()]);
  if (context.isStopped()) return;
  if (fault === 'lost-after') context.deliver({ ...message, visibleAt });
  else finishActivity(context, fn, message, outcome);
  if (fault === 'twice-later') {
    await context.clock.sleep(context.activityVisibilityMs);
    await invoke();
  }
}

function invokeActivity(
  context: WorkerContext,
  fn: HostFunction,
  { work, target }: ActivityMessage,
): Promise<InvocationOutcome> {
  return context.invoker.invoke({
    fn,
    trigger: activityTrigger(work.input),
    triggerMetadata: activityMetadata(target, fn.trigger.name, work.input),
  });
}

function finishActivity(
  context: WorkerContext,
  fn: HostFunction,
  { id, target, work }: ActivityMessage,
  outcome: InvocationOutcome,
): void {
  const now = context.clock.now();
  let event: HistoryEvent;
  if (outcome.ok) event = taskCompleted(work.taskId, jsonOfResult(outcome.response.returnValue), now);
  else {
    const reason = activityFailureReason(fn.name, outcome.error);
    event = taskFailed(work.taskId, reason, activityFailureDetails(outcome.error), now);
  }
  context.commit({
    removedMessages: [id],
    messages: [{ kind: 'event', target, executionId: work.executionId, visibleAt: now, event }],
  });
}
