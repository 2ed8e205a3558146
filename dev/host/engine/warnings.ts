import type { TurnResult } from './replay/orchestration-turn.ts';
import { ActionType } from './replay/orchestrator-state.ts';
import type { HistoryEvent, InstanceRecord } from './types.ts';
import type { WorkerContext } from './worker-context.ts';

type Where = Pick<WorkerContext, 'log' | 'versioning'>;

function warn({ log }: Where, functionName: string, message: string, level = 'warning'): void {
  log({ level, category: 'host', functionName, message });
}

/** What each host has said of instances it leaves alone: each is tried again and again. */
const rejected = new WeakMap<object, Set<string>>();

/** Rejected work stays in the queue: a host of a version that accepts it picks it up. */
export function warnRejected(where: Where, { instanceId, name, version, status }: InstanceRecord): void {
  const said = rejected.get(where) ?? new Set();
  rejected.set(where, said);
  if (said.has(instanceId)) return;
  said.add(instanceId);
  const { defaultVersion, match } = where.versioning;
  const own = `defaultVersion ${defaultVersion ?? 'none'}, ${match}`;
  const text = `instance ${instanceId} waits: its version '${version}' is not accepted by this app (${own}). The real host leaves it ${status} without a word.`;
  warn(where, name, text);
}

/** A sub-orchestration whose id is taken: its parent waits indefinitely. */
export function warnRefused(where: Where, start: HistoryEvent): void {
  const id = start.OrchestrationInstance?.InstanceId;
  const parent = start.ParentInstance?.OrchestrationInstance.InstanceId ?? 'a client';
  warn(
    where,
    start.Name ?? '',
    `sub-orchestration '${id}' of ${parent} does not start: an instance of this id is running. Its parent hangs.`,
  );
}

/**
 * Says what the real host keeps silent about after a turn: names nobody has, tasks left open,
 * changed code.
 */
export function warnAfterTurn(where: Where, { instanceId, name }: InstanceRecord, result: TurnResult): void {
  if (result.stuckOn !== undefined) {
    const text = `instance ${instanceId} hangs: '${name}' asks for '${result.stuckOn}', which is not registered or not supported here. The real host schedules nothing and stays silent; the instance remains Running indefinitely.`;
    warn(where, name, text);
  }
  if (result.lingers) {
    const text = `instance ${instanceId}: '${name}' has returned, but the instance stays Running until its open tasks end. Cancel timers that lost.`;
    warn(where, name, text);
  }
  if (result.ended?.output?.startsWith('Non-Deterministic')) {
    warn(where, name, `instance ${instanceId} failed: ${result.ended.output}`, 'error');
  }
}

/**
 * A task that is yielded in a second Task.any or Task.all is listed twice, and the extension
 * schedules what is listed: the two sides count differently from there on, and answers go astray
 * (azure-functions-durable-js issue 574).
 */
export function warnReusedTask(where: Where, { instanceId, name }: InstanceRecord, result: unknown): void {
  const observed = new Set<object>();
  const isReused = (action: ListedAction): boolean => {
    if (action.compoundActions) return action.compoundActions.some(isReused);
    if (action.actionType === ActionType.WaitForExternalEvent || !observed.has(action)) return !observed.add(action);
    return true;
  };
  const { actions } = (result ?? {}) as { actions?: ListedAction[][] };
  if (!actions?.flat().some(isReused)) return;
  const text = `instance ${instanceId}: '${name}' yields a task again in another Task.any or Task.all. The extension schedules it a second time and later answers reach the wrong task. Make a new task, or one Task.any for all.`;
  warn(where, name, text);
}

interface ListedAction {
  actionType: number;
  compoundActions?: ListedAction[];
}
