import { randomUUID } from 'node:crypto';
import type { InstanceRecord, Message } from '../types.ts';
import type { WorkerContext } from '../worker-context.ts';
import { parseEntityId } from './entity-messages.ts';
import { entityPayload, finishEntityTurn } from './entity-turn.ts';

/**
 * Runs all operations that are due for one entity as one batch, and commits state, answers and
 * signals together.
 */
export async function runEntityTurn(context: WorkerContext, target: string, messages: Message[]): Promise<Message[]> {
  const operations = messages.filter((message) => message.kind === 'operation');
  const done = messages.map((message) => message.id);
  const self = parseEntityId(target);
  const fn = self && context.functions.find('entity', self.name);
  if (!self || !fn) {
    const text = `entity ${target}: no function has this name; ${operations.length} operation(s) are dropped`;
    context.log({ level: 'warning', category: 'host', message: text });
    context.commit({ removedMessages: done });
    return [];
  }
  const record = context.hub.instances.get(target)?.record ?? newEntity(target, self.name, context.clock.now());
  const entity = record.entity ?? { exists: false, state: null };
  const batch = operations.map((message) => message.request);
  const invocation = { fn, trigger: { string: entityPayload(self, entity, batch) } };
  if (context.faults.repeatEntity?.(target)) await context.invoker.invoke(invocation);
  const outcome = await context.invoker.invoke(invocation);
  if (context.isStopped()) return [];
  const now = context.clock.now();
  if (!outcome.ok)
    context.log({ level: 'error', category: 'host', message: `entity ${target} failed: ${outcome.error.message}` });
  const result = finishEntityTurn(target, entity, batch, outcome, now, randomUUID);
  context.commit({
    instances: [{ ...record, entity: result.entity, updatedAt: now }],
    messages: result.messages,
    removedMessages: done,
  });
  return [];
}

function newEntity(instanceId: string, name: string, now: number): InstanceRecord {
  return {
    instanceId,
    executionId: randomUUID().replaceAll('-', ''),
    name: `@${name.toLowerCase()}`,
    version: null,
    status: 'Running',
    input: null,
    output: null,
    outputIsText: false,
    customStatus: '{"entityExists":true}',
    createdAt: now,
    updatedAt: now,
    parent: null,
    entity: { exists: false, state: null },
  };
}
