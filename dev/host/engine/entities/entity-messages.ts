import { EventType } from '../replay/history.ts';
import type { EntityRequest, HistoryEvent } from '../types.ts';

const NAMESPACE = 'Microsoft.Azure.WebJobs.Extensions.DurableTask';
const NO_PREDECESSOR = '0001-01-01T00:00:00';

/** Entity name and key of a scheduler id `@name@key`; undefined for any other instance id. */
export function parseEntityId(instanceId: string): { name: string; key: string } | undefined {
  const match = /^@([^@]+)@(.*)$/s.exec(instanceId);
  return match ? { name: match[1] as string, key: match[2] as string } : undefined;
}

/**
 * Instance id of an entity. Clients and orchestrators pass the name in lower case; entities do not.
 */
export function entityInstanceId(name: string, key: string): string {
  return `@${name}@${key}`;
}

/** Text of the EventSent event that stands for a call or signal in the caller's history. */
export function requestMessage(
  request: EntityRequest,
  sender: { instanceId: string; executionId: string },
  times: { timestamp: string; predecessor: string; requestTime: string },
): string {
  return JSON.stringify({
    $type: `${NAMESPACE}.RequestMessage, ${NAMESPACE}`,
    op: request.operation,
    ...(request.isSignal ? { signal: true } : {}),
    ...(request.input === null ? {} : { input: request.input }),
    id: request.id,
    parent: sender.instanceId,
    parentExecution: sender.executionId,
    Timestamp: times.timestamp,
    Predecessor: times.predecessor,
    requestTime: times.requestTime,
  });
}

/** Id of the request an EventSent of history carries; the entity's answer comes back under it. */
export function requestIdOf(event: HistoryEvent): string {
  const message: unknown = JSON.parse(event.Input ?? 'null');
  return typeof message === 'object' && message !== null && 'id' in message ? String(message.id) : '';
}

/**
 * Timestamp of the last request this execution sent to `target`, which the next one names as its
 * predecessor.
 */
export function predecessorOf(target: string, history: HistoryEvent[]): string {
  for (let index = history.length - 1; index >= 0; index--) {
    const event = history[index] as HistoryEvent;
    if (event.EventType === EventType.EventSent && event.InstanceId === target) {
      const sent = JSON.parse(event.Input ?? '{}') as { Timestamp?: string };
      return sent.Timestamp ?? NO_PREDECESSOR;
    }
  }
  return NO_PREDECESSOR;
}

/**
 * Text of the EventRaised event that carries an entity's answer. `result` is JSON text; errors lose
 * everything else.
 */
export function responseMessage(result: string | null, isError: boolean): string {
  return JSON.stringify({
    $type: `${NAMESPACE}.ResponseMessage, ${NAMESPACE}`,
    result,
    ...(isError ? { exceptionType: 'Error' } : {}),
  });
}
