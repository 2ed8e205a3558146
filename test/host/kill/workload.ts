import * as df from 'durable-functions';
import type { Host } from '../../../dev/host/index.ts';

/**
 * A mixed load: each kind of instance uses another part of the host. `noteActivity` hears of every
 * execution.
 */
export function registerWorkload(noteActivity: (key: string) => void): void {
  df.app.activity('step', {
    handler: async (input: { key: string; n: number }) => {
      noteActivity(`${input.key}#${input.n}`);
      // Long enough to be killed in.
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { n: input.n * 2 };
    },
  });
  df.app.entity<number>('sum', (context) => {
    const total = (context.df.getState(() => 0) ?? 0) + Number(context.df.getInput() ?? 0);
    context.df.setState(total);
    context.df.return(total);
  });
  df.app.orchestration('chain', function* (context) {
    const results: number[] = [];
    for (let n = 1; n <= 5; n++) {
      const { n: doubled }: { n: number } = yield context.df.callActivity('step', { key: context.df.instanceId, n });
      results.push(doubled);
    }
    return results;
  });
  df.app.orchestration('fan', function* (context) {
    const key = context.df.instanceId;
    const tasks = [1, 2, 3, 4].map((n) => context.df.callActivity('step', { key, n }));
    const results: { n: number }[] = yield context.df.Task.all(tasks);
    return results.map(({ n }) => n);
  });
  df.app.orchestration('waiter', function* (context) {
    yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 40));
    const event: unknown = yield context.df.waitForExternalEvent('go');
    return event;
  });
  df.app.orchestration('counter', function* (context) {
    const id = new df.EntityId('sum', context.df.instanceId);
    context.df.signalEntity(id, 'add', 3);
    yield context.df.callEntity(id, 'add', 4);
    const total: number = yield context.df.callEntity(id, 'add', 0);
    return total;
  });
  df.app.orchestration('parent', function* (context) {
    const result: unknown = yield context.df.callSubOrchestrator('chain', undefined, `${context.df.instanceId}-child`);
    return result;
  });
  df.app.orchestration('again', function* (context) {
    const { round } = context.df.getInput<{ round: number }>();
    yield context.df.callActivity('step', { key: context.df.instanceId, n: round });
    if (round < 3) context.df.continueAsNew({ round: round + 1 });
    return { round };
  });
}

const KINDS = ['chain', 'fan', 'waiter', 'counter', 'parent', 'again'];

/** Ids of all instances a load of `count` has (the children of parents not counted). */
function workloadIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${KINDS[index % KINDS.length]}-${index}`);
}

/**
 * Starts what has not been started, and raises the events that are waited for. Harmless when called
 * again.
 */
export function driveWorkload({ client }: Host, count: number): void {
  for (const instanceId of workloadIds(count)) {
    const name = instanceId.split('-')[0] ?? '';
    const status = client.status(instanceId);
    if (!status) client.start(name, { instanceId, input: { round: 1 } });
    else if (name === 'waiter' && status.runtimeStatus === 'Running' && !hasEvent(client.history(instanceId))) {
      client.raiseEvent(instanceId, 'go', { for: instanceId });
    }
  }
}

function hasEvent(history: readonly { Name?: string | null }[]): boolean {
  return history.some((event) => event.Name === 'go');
}

/** Outcome of every instance, children included; undefined while any is not finished. */
export function workloadOutcome({ client }: Host, count: number): Record<string, unknown> | undefined {
  const outcome: Record<string, unknown> = {};
  const children = workloadIds(count)
    .filter((id) => id.startsWith('parent-'))
    .map((id) => `${id}-child`);
  for (const id of [...workloadIds(count), ...children]) {
    const status = client.status(id);
    if (!status || !['Completed', 'Failed', 'Terminated'].includes(status.runtimeStatus)) return undefined;
    outcome[id] = [status.runtimeStatus, status.output];
  }
  return outcome;
}

/** Every activity execution an undisturbed run has, once. */
export function expectedActivities(count: number): string[] {
  return workloadIds(count).flatMap((id) => {
    const steps = (key: string, n: number) => Array.from({ length: n }, (_, index) => `${key}#${index + 1}`);
    if (id.startsWith('chain-')) return steps(id, 5);
    if (id.startsWith('fan-')) return steps(id, 4);
    if (id.startsWith('parent-')) return steps(`${id}-child`, 5);
    return id.startsWith('again-') ? steps(id, 3) : [];
  });
}
