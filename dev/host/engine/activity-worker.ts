import { activityMetadata, activityTrigger, jsonOfResult } from '../functions/typed-data.ts';
import { activityFailureDetails, activityFailureReason } from '../functions/worker-error.ts';
import { taskCompleted, taskFailed } from './history.ts';
import type { HistoryEvent, Message } from './types.ts';
import type { WorkerContext } from './worker-context.ts';

/**
 * Runs one activity. Its message stays in the hub, hidden, until the result is committed: a killed host runs it again
 * once it reappears.
 */
export async function runActivity(context: WorkerContext, message: Message & { kind: 'activity' }): Promise<void> {
  const { work, target } = message;
  const fn = context.functions.find('activity', work.name);
  if (!fn) {
    const text = `activity '${work.name}' of instance ${target} is not registered any more; its message is dropped`;
    context.log({ level: 'warning', category: 'host', message: text });
    return context.commit({ removedMessages: [message.id] });
  }
  context.commit({ hidden: [{ id: message.id, visibleAt: context.clock.now() + context.activityVisibilityMs }] });
  const outcome = await context.invoker.invoke({
    fn,
    trigger: activityTrigger(work.input),
    triggerMetadata: activityMetadata(target, fn.trigger.name, work.input),
  });
  if (context.isStopped()) return;
  const now = context.clock.now();
  let event: HistoryEvent;
  if (outcome.ok) event = taskCompleted(work.taskId, jsonOfResult(outcome.response.returnValue), now);
  else {
    const reason = activityFailureReason(fn.name, outcome.error);
    event = taskFailed(work.taskId, reason, activityFailureDetails(outcome.error), now);
  }
  context.commit({
    removedMessages: [message.id],
    messages: [{ kind: 'event', target, executionId: work.executionId, visibleAt: now, event }],
  });
}
