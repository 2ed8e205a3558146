import { type Instance, isFinal } from './hub.ts';
import { EventType } from './replay/history.ts';
import type { HistoryEvent, Message } from './types.ts';

/** What one turn takes from the messages that are due. */
export interface Accepted {
  /** Messages that leave the hub with this turn, used or dropped. */
  taken: Message[];
  /** Messages for the turn after it. */
  later: Message[];
  /**
   * New events, in order of arrival; what belongs to an earlier execution or is there already is
   * left out.
   */
  arrived: HistoryEvent[];
  /** Set when a new execution begins with this turn (it is part of `arrived`). */
  start: HistoryEvent | undefined;
  isContinued: boolean;
  /** A sub-orchestration that cannot start because its id is taken by a running instance. */
  refused: HistoryEvent | undefined;
}

const COMPLETIONS = new Set<number>([
  EventType.TaskCompleted,
  EventType.TaskFailed,
  EventType.SubOrchestrationInstanceCompleted,
  EventType.SubOrchestrationInstanceFailed,
  EventType.TimerFired,
]);

/** Sorts the messages of one instance into what this turn uses, what waits, and what is dropped. */
export function acceptMessages(instance: Instance | undefined, messages: Message[]): Accepted {
  const wake = messages.find(
    (message) => message.kind === 'wake' && message.executionId === instance?.record.executionId,
  );
  if (wake) {
    const later = messages.filter((message) => message !== wake);
    return { taken: [wake], later, arrived: [], start: undefined, isContinued: true, refused: undefined };
  }
  const accepted: Accepted = {
    taken: messages,
    later: [],
    arrived: [],
    start: undefined,
    isContinued: false,
    refused: undefined,
  };
  let executionId = instance && !isFinal(instance.record.status) ? instance.record.executionId : undefined;
  const answered = new Set(instance?.history.events.filter(isCompletion).map(answerKey));
  for (const message of messages) {
    if (message.kind !== 'event') continue;
    const { event } = message;
    if (event.EventType === EventType.ExecutionStarted) {
      if (!canStart(instance, event) || accepted.start) {
        if (event.OrchestrationInstance?.ExecutionId !== instance?.record.executionId) accepted.refused = event;
        continue;
      }
      accepted.start = event;
      executionId = event.OrchestrationInstance?.ExecutionId;
      answered.clear();
    } else if (executionId === undefined || (message.executionId !== null && message.executionId !== executionId))
      continue;
    if (isCompletion(event)) {
      if (answered.has(answerKey(event))) continue;
      answered.add(answerKey(event));
    }
    accepted.arrived.push(event);
  }
  return accepted;
}

/**
 * A start is taken unless another execution of the id is running, or this one has begun (a message
 * delivered twice).
 */
function canStart(instance: Instance | undefined, start: HistoryEvent): boolean {
  if (!instance) return true;
  const { record, history } = instance;
  if (record.executionId === start.OrchestrationInstance?.ExecutionId)
    return record.status === 'Pending' && history.events.length === 0;
  return isFinal(record.status);
}

function isCompletion(event: HistoryEvent): boolean {
  return COMPLETIONS.has(event.EventType);
}

function answerKey(event: HistoryEvent): string {
  return event.EventType === EventType.TimerFired ? `timer ${event.TimerId}` : `task ${event.TaskScheduledId}`;
}
