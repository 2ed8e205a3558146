import type { DurableClient, DurableOrchestrationStatus } from 'durable-functions';
import { OrchestrationRuntimeStatus } from 'durable-functions';
import { z } from 'zod';

/**
 * Starts an orchestration under a fixed id. One that is pending or running under it already is left
 * alone (the host answers 409); one that has ended is replaced, so callers start only what their
 * own row says is due. `version`: default, that of the app.
 */
export async function startOnce(
  client: DurableClient,
  name: string,
  instanceId: string,
  input: object,
  version?: string,
): Promise<'started' | 'running'> {
  for (let tries = 1; ; tries++) {
    try {
      await client.startNew(name, { instanceId, input, ...(version !== undefined && { version }) });
      return 'started';
    } catch (error) {
      if (await isRunning(client, instanceId)) return 'running';
      // It has ended since the host refused: then it is started, as it would have been a moment later.
      if (!isTaken(error) || tries >= START_TRIES) throw error;
    }
  }
}

/** One that ends at just that moment is rare; three times in a row it is something else. */
const START_TRIES = 3;

/** The SDK has no error type for it. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('already exists');
}

/** The part of a run's input that names it. */
const RunInput = z.object({
  subject: z.object({ key: z.object({ run: z.int() }) }),
  version: z.string().optional(),
});

/** How a start went; `version` = of the app that started the instance that runs already. */
export interface RunStarted {
  readonly how: 'started' | 'running' | 'older-runs';
  readonly version?: string | undefined;
}

/**
 * `startOnce` for the run with this number. `older-runs`: the instance that runs under the id is
 * that of an older run. Recognised by the number in its input, which is exact; its `createdTime`
 * comes from another clock, in whole seconds. One that does not report its number counts as
 * running: nothing is ended on a guess.
 */
export async function startRun(
  client: DurableClient,
  name: string,
  {
    id: instanceId,
    input,
    version,
  }: { readonly id: string; readonly input: object; readonly version?: string | undefined },
  run: number,
): Promise<RunStarted> {
  if ((await startOnce(client, name, instanceId, input, version)) === 'started') return { how: 'started' };
  const running = await runningStatus(client, instanceId);
  const { data: found } = RunInput.safeParse(running?.input);
  const isOlder = found !== undefined && found.subject.key.run < run;
  return { how: isOlder ? 'older-runs' : 'running', version: found?.version };
}

/** True when the instance exists and has not ended. */
export async function isRunning(client: DurableClient, instanceId: string): Promise<boolean> {
  return (await runningStatus(client, instanceId)) !== undefined;
}

/** Returns the status of an instance that has not ended, or undefined. */
export async function runningStatus(
  client: DurableClient,
  instanceId: string,
): Promise<DurableOrchestrationStatus | undefined> {
  const status = await statusOf(client, instanceId);
  return status && !ended.has(status.runtimeStatus) ? status : undefined;
}

/** Returns the instance's status, or undefined when there is none. */
export async function statusOf(
  client: DurableClient,
  instanceId: string,
): Promise<DurableOrchestrationStatus | undefined> {
  try {
    return await client.getStatus(instanceId);
  } catch (error) {
    // The SDK has no error type for it: an unknown id is a message with the status code.
    if (error instanceof Error && error.message.includes('replied with HTTP 404')) return undefined;
    throw error;
  }
}

const ended: ReadonlySet<OrchestrationRuntimeStatus> = new Set([
  OrchestrationRuntimeStatus.Completed,
  OrchestrationRuntimeStatus.Failed,
  OrchestrationRuntimeStatus.Terminated,
  OrchestrationRuntimeStatus.Canceled,
]);
