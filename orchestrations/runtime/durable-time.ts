import type { OrchestrationContext, Task } from 'durable-functions';

/** Returns the orchestration's own time, epoch ms (a copy: the SDK's date object is mutable). */
export function nowOf(context: OrchestrationContext): number {
  return context.df.currentUtcDateTime.getTime();
}

/**
 * Sleeps until `at` (epoch ms). The real host may fire a timer up to a second early, so the clock
 * is compared and waited for again.
 */
export function* waitUntil(context: OrchestrationContext, at: number): Generator<Task, void> {
  while (nowOf(context) < at) yield context.df.createTimer(new Date(at));
}
