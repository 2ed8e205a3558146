import type { DurableClient } from 'durable-functions';
import { isRunning } from './durable-start.ts';

/**
 * Ends an orchestration if it still runs. The reason is text with a word before it: the host stores
 * a missing or JSON-like reason in a way that breaks the status of the instance (and of every list
 * with it), and the SDK does not encode it.
 */
export async function terminateIfRunning(client: DurableClient, instanceId: string, reason: string): Promise<void> {
  if (await isRunning(client, instanceId)) await client.terminate(instanceId, encodeURIComponent(`Ended: ${reason}`));
}
