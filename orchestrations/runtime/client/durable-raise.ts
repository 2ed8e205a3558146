import type { DurableClient } from 'durable-functions';
import { isRunning } from './durable-start.ts';

/**
 * Raises an event to a running orchestration; false when it has ended. Idempotent where the event's
 * name is unique to one wait.
 */
export async function raiseIfRunning(
  client: DurableClient,
  instanceId: string,
  event: string,
  payload: unknown,
): Promise<boolean> {
  if (!(await isRunning(client, instanceId))) return false;
  await client.raiseEvent(instanceId, event, payload);
  return true;
}
