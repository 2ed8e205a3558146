import { orchestrationFailureDetails } from '../../functions/worker-error.ts';
import type { InstanceRecord, NewMessage } from '../types.ts';
import { subOrchestrationCompleted, subOrchestrationFailed } from './history.ts';

/**
 * The message that reports to a parent how its sub-orchestration ended; none for an instance
 * without a parent.
 */
export function answerToParent(record: InstanceRecord, details: string, now: number): NewMessage | undefined {
  const { parent, output, status } = record;
  if (!parent) return undefined;
  const { InstanceId: target, ExecutionId: executionId } = parent.OrchestrationInstance;
  const id = parent.TaskScheduleId;
  const event =
    status === 'Completed'
      ? subOrchestrationCompleted(id, output, now)
      : subOrchestrationFailed(id, output ?? '', orchestrationFailureDetails(details), now);
  return { kind: 'event', target, executionId, visibleAt: now, event };
}
