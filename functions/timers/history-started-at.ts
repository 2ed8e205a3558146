import type { DurableOrchestrationStatus } from 'durable-functions';
import { z } from 'zod';

/**
 * The part of the input of an orchestration that continues in new histories which says when its
 * latest one began.
 */
const Input = z.object({ historyAt: z.number() });

/**
 * Returns when the latest history of an instance began (epoch ms): its `createdTime` may be that of
 * the first one, as hosts differ.
 */
export function historyStartedAt({ input, createdTime }: DurableOrchestrationStatus): number {
  const reported = Input.safeParse(input);
  return reported.success ? reported.data.historyAt : new Date(createdTime).getTime();
}
