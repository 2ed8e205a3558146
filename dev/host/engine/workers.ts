import { runActivity } from './activity-worker.ts';
import type { Workers } from './dispatcher.ts';
import { runEntityTurn } from './entities/entity-worker.ts';
import { runOrchestrationTurn } from './replay/orchestration-worker.ts';
import type { Message } from './types.ts';
import type { WorkerContext } from './worker-context.ts';

/**
 * The workers of one host. A failure inside them (a full disk, a bug) is logged; the messages stay
 * in the hub.
 */
export function makeWorkers(context: WorkerContext): Workers {
  const guard = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!context.isStopped()) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        context.log({ level: 'error', category: 'host', message: `${what}: ${text}` });
      }
      return otherwise;
    }
  };
  return {
    activity: (message) => guard(`activity ${message.work.name}`, () => runActivity(context, message), undefined),
    instance: (target, messages) =>
      guard(`instance ${target}`, () => {
        hide(context, messages);
        return isEntityWork(context, target, messages)
          ? runEntityTurn(context, target, messages)
          : runOrchestrationTurn(context, target, messages);
      }, []),
  };
}

/** What a killed host had dequeued for a turn is visible again only after a while. */
function hide({ commit, clock, turnVisibilityMs }: WorkerContext, messages: Message[]): void {
  const visibleAt = clock.now() + turnVisibilityMs;
  commit({ hidden: messages.map(({ id }) => ({ id, visibleAt })) });
}

/** An id of the form `@name@key` may belong to an orchestration too: what is sent to it decides. */
function isEntityWork(context: WorkerContext, target: string, messages: Message[]): boolean {
  return (
    context.hub.instances.get(target)?.record.entity != null || messages.some((message) => message.kind === 'operation')
  );
}
