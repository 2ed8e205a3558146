import { z } from 'zod';
import type { InvocationOutcome } from '../../functions/invoke.ts';
import { jsonOfResult } from '../../functions/typed-data.ts';
import { eventRaised } from '../replay/history.ts';
import type { EntityRecord, EntityRequest, NewMessage } from '../types.ts';
import { entityInstanceId, responseMessage } from './entity-messages.ts';

/** What durable-functions answers for a batch of operations. */
const EntityAnswer = z.object({
  entityExists: z.boolean(),
  entityState: z.string().nullish(),
  results: z.array(z.object({ isError: z.boolean(), result: z.string().nullish() })),
  signals: z.array(
    z.object({
      target: z.object({ name: z.string(), key: z.string() }),
      name: z.string(),
      input: z.string().nullish(),
    }),
  ),
});

/**
 * The trigger value of an entity: its state and a batch of operations. The name arrives in lower
 * case.
 */
export function entityPayload(
  self: { name: string; key: string },
  entity: EntityRecord,
  batch: readonly EntityRequest[],
): string {
  return JSON.stringify({
    self: { name: self.name.toLowerCase(), key: self.key },
    exists: entity.exists,
    state: entity.state,
    batch: batch.map(({ operation, input, isSignal, id }) => ({ name: operation, input, isSignal, id })),
  });
}

/**
 * What a batch changes: the new state (kept even when an operation threw), answers to callers and
 * signals.
 */
export function finishEntityTurn(
  instanceId: string,
  entity: EntityRecord,
  batch: readonly EntityRequest[],
  outcome: InvocationOutcome,
  now: number,
  newId: () => string,
): { entity: EntityRecord; messages: NewMessage[] } {
  const answer = readAnswer(outcome);
  const messages: NewMessage[] = [];
  for (const [index, request] of batch.entries()) {
    if (!request.caller) continue;
    const { isError = true, result = null } = answer?.results[index] ?? {};
    const event = eventRaised(request.id, responseMessage(result ?? null, isError), now);
    const { executionId } = request.caller;
    messages.push({ kind: 'event', target: request.caller.instanceId, executionId, visibleAt: now, event });
  }
  if (!answer) return { entity, messages };
  for (const signal of answer.signals) {
    const request = {
      id: newId(),
      operation: signal.name,
      isSignal: true,
      sender: instanceId,
      input: signal.input || null,
      caller: null,
    };
    // The real host does not lower-case the name of an entity that another entity signals.
    const target = entityInstanceId(signal.target.name, signal.target.key);
    messages.push({ kind: 'operation', target, visibleAt: now, request });
  }
  return { entity: { exists: answer.entityExists, state: answer.entityState ?? null }, messages };
}

function readAnswer(outcome: InvocationOutcome): z.infer<typeof EntityAnswer> | undefined {
  if (!outcome.ok) return undefined;
  const parsed = EntityAnswer.safeParse(JSON.parse(jsonOfResult(outcome.response.returnValue) ?? 'null'));
  return parsed.data;
}
