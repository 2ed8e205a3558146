import { EventType, timestamp } from '../engine/history.ts';
import { isFinal } from '../engine/hub.ts';
import type { HistoryEvent, InstanceRecord } from '../engine/types.ts';

const NAMES = new Map(Object.entries(EventType).map(([name, type]) => [type as number, name]));

const HIDDEN = new Set<number>([
  EventType.OrchestratorStarted,
  EventType.OrchestratorCompleted,
  EventType.TaskScheduled,
  EventType.SubOrchestrationInstanceCreated,
]);

export interface HistoryViewOptions {
  showInput: boolean;
  showOutput: boolean;
}

/**
 * The history as `showHistory` answers it: names for types, scheduled events folded into their completions, results only
 * on request. Throws a RangeError with the real host's text when two events share a key (it answers 400 then).
 */
export function historyView(record: InstanceRecord, events: HistoryEvent[], options: HistoryViewOptions): object[] {
  const scheduled = new Map<string, HistoryEvent>();
  const view: object[] = [];
  for (const event of events) {
    if (event.EventType === EventType.TaskScheduled || event.EventType === EventType.SubOrchestrationInstanceCreated) {
      const key = `${NAMES.get(event.EventType)}_${event.EventId}`;
      if (scheduled.has(key)) throw new RangeError(`An item with the same key has already been added. Key: ${key}`);
      scheduled.set(key, event);
    }
    if (!HIDDEN.has(event.EventType)) view.push(viewOf(event, scheduled, options));
  }
  if (isFinal(record.status)) view.push(completion(record, options));
  return view;
}

function viewOf(event: HistoryEvent, scheduled: Map<string, HistoryEvent>, options: HistoryViewOptions): object {
  const { EventType: type, EventId, IsPlayed, TaskScheduledId, TimerId, Timestamp, Result, ...rest } = event;
  const view: Record<string, unknown> = { EventType: NAMES.get(type), ...rest };
  if (options.showOutput && Result !== undefined) view.Result = Result === null ? null : JSON.parse(Result);
  view.Timestamp = Timestamp;
  if (type === EventType.ExecutionStarted) startedView(view, event, options);
  const origin =
    scheduled.get(`TaskScheduled_${TaskScheduledId}`) ??
    scheduled.get(`SubOrchestrationInstanceCreated_${TaskScheduledId}`);
  if (TaskScheduledId !== undefined && origin) {
    view.ScheduledTime = origin.Timestamp.replace('Z', '+00:00');
    view.FunctionName = origin.Name;
    if (options.showInput) view.Input = null;
  }
  return view;
}

function startedView(view: Record<string, unknown>, event: HistoryEvent, options: HistoryViewOptions): void {
  for (const hidden of ['OrchestrationInstance', 'ParentInstance', 'Name', 'Version', 'Tags']) delete view[hidden];
  if (!options.showInput) delete view.Input;
  view.FunctionName = event.Name;
}

function completion(record: InstanceRecord, options: HistoryViewOptions): object {
  const result = record.outputIsText ? record.output : (JSON.parse(record.output ?? 'null') as unknown);
  return {
    EventType: 'ExecutionCompleted',
    OrchestrationStatus: record.status,
    ...(options.showOutput ? { Result: result } : {}),
    FailureDetails: null,
    Timestamp: timestamp(record.updatedAt),
  };
}
