import type { InstanceView } from './client/host-client.ts';
import type { VirtualClock } from './clock.ts';
import { EventType } from './engine/replay/history.ts';
import type { HistoryEvent } from './engine/types.ts';
import type { Host } from './host.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const DAY_MS = 86_400_000;

/**
 * What an orchestration did, step by step: kinds and names only, no ids, times or values. Instances
 * that run while the code changes break when this changes.
 */
export function historySignature(history: readonly HistoryEvent[]): string[] {
  return history.flatMap((event) => {
    const step = stepOf(event);
    return step === undefined ? [] : [step];
  });
}

function stepOf(event: HistoryEvent): string | undefined {
  switch (event.EventType) {
    case EventType.TaskScheduled:
      return `activity ${event.Name}`;
    case EventType.SubOrchestrationInstanceCreated:
      return `sub-orchestration ${event.Name}`;
    case EventType.TimerCreated:
      return 'timer';
    case EventType.EventSent:
      return requestOf(event);
    case EventType.EventRaised:
      return GUID.test(event.Name ?? '') ? undefined : `event ${event.Name}`;
    default:
      return undefined;
  }
}

/** Entity name without its key, and operation. */
function requestOf(event: HistoryEvent): string {
  const { op, signal } = JSON.parse(event.Input ?? '{}') as { op?: string; signal?: boolean };
  return `${signal ? 'signal' : 'call'} entity ${event.InstanceId?.split('@')[1]} ${op}`;
}

/**
 * An instance and its history as a person reads it: when, what, and the values in short. For
 * failure messages.
 */
function timeline(view: InstanceView, history: readonly HistoryEvent[]): string {
  const names = new Map<number, string>();
  const started = Date.parse(history[0]?.Timestamp ?? '') || view.createdAt;
  const lines = [`${view.name} '${view.instanceId}' is ${view.runtimeStatus}; input ${short(view.input)}`];
  let turn = started;
  for (const event of history) {
    // A timer's own stamp is the time it was set: the turn says when it was felt.
    if (event.EventType === EventType.OrchestratorStarted) turn = Date.parse(event.Timestamp);
    const text = lineOf(event, names);
    if (text !== undefined) lines.push(`${elapsed(turn - started)}  ${text}`);
  }
  if (view.runtimeStatus === 'Running') {
    const open = [...names.values()];
    lines.push(open.length > 0 ? `waiting for ${open.join(', ')}` : 'waiting for an event');
  } else lines.push(`output ${short(view.output)}`);
  return lines.join('\n  ');
}

function lineOf(event: HistoryEvent, names: Map<number, string>): string | undefined {
  const step = stepOf(event);
  const origin = event.TaskScheduledId ?? event.TimerId;
  const what = origin === undefined ? '' : (names.get(origin) ?? 'something');
  if (origin !== undefined) names.delete(origin);
  if (event.EventId >= 0 && step !== undefined) {
    const until = event.FireAt === undefined ? '' : ` until ${event.FireAt}`;
    if (event.EventType !== EventType.EventSent) names.set(event.EventId, `${step}${until}`);
    return `→ ${step}${until}`;
  }
  if (event.Reason !== undefined) return `✗ ${what}: ${short(event.Reason)}`;
  if (event.Result !== undefined) return `← ${what}: ${short(event.Result)}`;
  if (event.EventType === EventType.TimerFired) return `← ${what}`;
  if (step !== undefined) return `← ${step}: ${short(event.Input)}`;
  if (event.EventType === EventType.EventRaised) return '← entity answered';
  return event.EventType === EventType.ExecutionTerminated ? `terminated: ${event.Input}` : undefined;
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function elapsed(ms: number): string {
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(Math.floor);
  const clock = [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
  return `+${clock}`;
}

/**
 * The output of a completed instance. Throws with its timeline when it has not completed, so that a
 * test shows why.
 */
export function outcomeOf(host: Host, instanceId: string): unknown {
  const view = host.client.status(instanceId);
  if (!view) throw new Error(`There is no instance '${instanceId}'.`);
  if (view.runtimeStatus === 'Completed') return view.output;
  throw new Error(timeline(view, host.client.history(instanceId)));
}

/**
 * Moves the clock from timer to timer until `isReached`, at most `limitMs` (default 30 days).
 * Throws when time runs out or nothing is left to wait for; `what` names the goal in the message.
 */
export async function advanceUntil(
  clock: VirtualClock,
  isReached: () => boolean,
  what: string,
  limitMs = 30 * DAY_MS,
): Promise<void> {
  const end = clock.now() + limitMs;
  for (;;) {
    await clock.settled();
    if (isReached()) return;
    const due = clock.nextDue();
    if (due === undefined || due > end) {
      throw new Error(`${what} did not happen by ${new Date(Math.min(end, due ?? clock.now())).toISOString()}.`);
    }
    await clock.advanceTo(due);
  }
}

/**
 * Moves the clock until no orchestration is Pending or Running. Throws, with the timelines of the
 * rest, at the limit.
 */
export async function advanceToQuiet(host: Host, clock: VirtualClock, limitMs = 30 * DAY_MS): Promise<void> {
  const open = () => host.client.list((view) => view.runtimeStatus === 'Running' || view.runtimeStatus === 'Pending');
  try {
    await advanceUntil(clock, () => open().length === 0, 'The end of all orchestrations', limitMs);
  } catch (error) {
    const rest = open().map((view) => timeline(view, host.client.history(view.instanceId)));
    throw new Error([(error as Error).message, ...rest].join('\n'));
  }
}

/**
 * Moves the clock until the instance has received the external event, or has asked for the named
 * step.
 */
export async function advanceToStep(
  host: Host,
  clock: VirtualClock,
  instanceId: string,
  step: string,
  limitMs = 30 * DAY_MS,
): Promise<void> {
  const isReached = () => historySignature(host.client.history(instanceId)).includes(step);
  await advanceUntil(clock, isReached, `Step '${step}' of ${instanceId}`, limitMs);
}
