import type { OrchestrationContext, Task } from 'durable-functions';

/**
 * Runs a part of an orchestration in a history of its own and returns its plain JSON result. It has
 * the version of its parent: started under that of the app, it would hang after a rollback, since
 * an older worker leaves alone what a newer version started.
 */
export function* runPart<T>(context: OrchestrationContext, name: string, input: object): Generator<Task, T> {
  // The part's own plain JSON.
  return (yield context.df.callSubOrchestrator(name, input, undefined, context.df.version)) as T;
}
