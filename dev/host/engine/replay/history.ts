import type { HistoryEvent, ParentInstance } from '../types.ts';

/** The numbers of DurableTask.Core's EventType that reach an app. */
export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
  EventSent: 14,
  EventRaised: 15,
  ExecutionSuspended: 19,
  ExecutionResumed: 20,
} as const;

const PLAYED_LATER = new Set<number>([
  EventType.ExecutionStarted,
  EventType.TaskCompleted,
  EventType.TaskFailed,
  EventType.SubOrchestrationInstanceCompleted,
  EventType.SubOrchestrationInstanceFailed,
  EventType.TimerFired,
  EventType.EventRaised,
  EventType.ExecutionSuspended,
]);

/** Whether the real host marks an event of this kind as played once its episode is over. */
export function isPlayedLater(event: HistoryEvent): boolean {
  return PLAYED_LATER.has(event.EventType);
}

/** Epoch ms as .NET writes a UTC time: trailing zeros of the fraction are cut. */
export function timestamp(ms: number): string {
  const iso = new Date(ms).toISOString();
  return iso.endsWith('.000Z') ? `${iso.slice(0, 19)}Z` : iso.replace(/0+Z$/, 'Z');
}

function event(type: number, id: number, now: number, fields: Partial<HistoryEvent> = {}): HistoryEvent {
  return { EventType: type, ...fields, EventId: id, IsPlayed: false, Timestamp: timestamp(now) };
}

/**
 * What ExecutionStarted needs to know; `generation` is 0 for a start by a client and null
 * otherwise.
 */
export interface Start {
  instanceId: string;
  executionId: string;
  name: string;
  version: string | null;
  input: string | null;
  parent: ParentInstance | null;
  generation: 0 | null;
}

export const executionStarted = (start: Start, now: number): HistoryEvent => ({
  OrchestrationInstance: { InstanceId: start.instanceId, ExecutionId: start.executionId },
  ...event(EventType.ExecutionStarted, -1, now, {
    ParentInstance: start.parent,
    Name: start.name,
    Version: start.version,
    Input: start.input,
    Tags: null,
    Correlation: null,
    ParentTraceContext: null,
    ScheduledStartTime: null,
    Generation: start.generation,
    GenerateNewTrace: false,
  }),
});

export const orchestratorStarted = (now: number): HistoryEvent => event(EventType.OrchestratorStarted, -1, now);
export const orchestratorCompleted = (now: number): HistoryEvent => event(EventType.OrchestratorCompleted, -1, now);

export const taskScheduled = (id: number, name: string, now: number): HistoryEvent =>
  event(EventType.TaskScheduled, id, now, {
    Name: name,
    Version: '',
    Input: null,
    ParentTraceContext: null,
    Tags: null,
  });

export const taskCompleted = (taskId: number, result: string | null, now: number): HistoryEvent =>
  event(EventType.TaskCompleted, -1, now, { TaskScheduledId: taskId, Result: result });

export const taskFailed = (taskId: number, reason: string, details: string, now: number): HistoryEvent =>
  event(EventType.TaskFailed, -1, now, {
    TaskScheduledId: taskId,
    Reason: reason,
    Details: details,
    FailureDetails: null,
  });

export const subOrchestrationCreated = (
  id: number,
  name: string,
  version: string | null,
  instanceId: string,
  now: number,
): HistoryEvent =>
  event(EventType.SubOrchestrationInstanceCreated, id, now, {
    Name: name,
    Version: version,
    InstanceId: instanceId,
    Input: null,
    ClientSpanId: null,
    Tags: null,
  });

export const subOrchestrationCompleted = (taskId: number, result: string | null, now: number): HistoryEvent =>
  event(EventType.SubOrchestrationInstanceCompleted, -1, now, { TaskScheduledId: taskId, Result: result });

export const subOrchestrationFailed = (taskId: number, reason: string, details: string, now: number): HistoryEvent =>
  event(EventType.SubOrchestrationInstanceFailed, -1, now, {
    TaskScheduledId: taskId,
    Reason: reason,
    Details: details,
    FailureDetails: null,
  });

export const timerCreated = (id: number, fireAt: string, now: number): HistoryEvent =>
  event(EventType.TimerCreated, id, now, { FireAt: fireAt });

export const timerFired = (timerId: number, fireAt: string, now: number): HistoryEvent =>
  event(EventType.TimerFired, -1, now, { TimerId: timerId, FireAt: fireAt });

export const eventSent = (id: number, target: string, input: string, now: number): HistoryEvent =>
  event(EventType.EventSent, id, now, { InstanceId: target, Name: 'op', Input: input });

export const eventRaised = (name: string, input: string | null, now: number): HistoryEvent =>
  event(EventType.EventRaised, -1, now, { Name: name, Input: input, ParentTraceContext: null });

export const executionTerminated = (reason: string, now: number): HistoryEvent =>
  event(EventType.ExecutionTerminated, -1, now, { Input: reason });

export const executionSuspended = (reason: string, now: number): HistoryEvent =>
  event(EventType.ExecutionSuspended, -1, now, { Reason: reason });

export const executionResumed = (reason: string, now: number): HistoryEvent =>
  event(EventType.ExecutionResumed, -1, now, { Reason: reason });
