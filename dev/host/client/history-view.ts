import { isFinal } from '../engine/hub.ts';
import { EventType, timestamp } from '../engine/replay/history.ts';
import { VERSION_MISMATCH } from '../engine/replay/versions.ts';
import type { HistoryEvent, InstanceRecord } from '../engine/types.ts';

const NAMES = new Map(Object.entries(EventType).map(([name, type]) => [type as number, name]));

const HIDDEN = new Set<number>([EventType.OrchestratorStarted, EventType.OrchestratorCompleted]);
const FOLDED = new Set<number>([EventType.TaskScheduled, EventType.SubOrchestrationInstanceCreated]);

export interface HistoryViewOptions {
  showInput: boolean;
  showOutput: boolean;
}

/**
 * The history as `showHistory` answers it: names for types, scheduled events folded into their
 * completions, results only on request. Throws a RangeError with the real host's text when two
 * events share a key (it answers 400 then).
 */
export function historyView(record: InstanceRecord, events: HistoryEvent[], options: HistoryViewOptions): object[] {
  const scheduled = scheduledByKey(events);
  const answered = new Set(events.map(originKey));
  const view = events
    .filter((event) => !HIDDEN.has(event.EventType))
    .filter((event) => !(FOLDED.has(event.EventType) && answered.has(scheduledKey(event))))
    .map((event) => viewOf(event, scheduled, options));
  if (isFinal(record.status)) view.push(completion(record, options));
  return view;
}

function scheduledByKey(events: HistoryEvent[]): Map<string, HistoryEvent> {
  const scheduled = new Map<string, HistoryEvent>();
  for (const event of events) {
    if (!FOLDED.has(event.EventType)) continue;
    const key = scheduledKey(event);
    if (scheduled.has(key)) throw new RangeError(`An item with the same key has already been added. Key: ${key}`);
    scheduled.set(key, event);
  }
  return scheduled;
}

function scheduledKey(event: HistoryEvent): string {
  return `${NAMES.get(event.EventType)}_${event.EventId}`;
}

/** Key of the scheduled event that a completion answers. */
function originKey({ EventType: type, TaskScheduledId }: HistoryEvent): string {
  const isTask = type === EventType.TaskCompleted || type === EventType.TaskFailed;
  return `${isTask ? 'TaskScheduled' : 'SubOrchestrationInstanceCreated'}_${TaskScheduledId}`;
}

function viewOf(event: HistoryEvent, scheduled: Map<string, HistoryEvent>, options: HistoryViewOptions): object {
  const { EventType: type, EventId, IsPlayed, TaskScheduledId, TimerId, Timestamp, Result, ...rest } = event;
  const view: Record<string, unknown> = { EventType: NAMES.get(type), ...rest };
  if (options.showOutput && Result !== undefined) view.Result = Result === null ? null : JSON.parse(Result);
  view.Timestamp = Timestamp;
  if (type === EventType.ExecutionStarted) startedView(view, event, options);
  if (FOLDED.has(type)) delete view.Version;
  const origin = scheduled.get(originKey(event));
  if (TaskScheduledId !== undefined && origin) {
    view.ScheduledTime = origin.Timestamp.replace('Z', '+00:00');
    view.FunctionName = origin.Name;
    if (origin.InstanceId !== undefined) view.InstanceId = origin.InstanceId;
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
  const isMismatch = record.output === VERSION_MISMATCH;
  const result = record.outputIsText ? record.output : (JSON.parse(record.output ?? 'null') as unknown);
  return {
    EventType: 'ExecutionCompleted',
    OrchestrationStatus: record.status,
    ...(options.showOutput ? { Result: isMismatch ? null : result } : {}),
    FailureDetails: isMismatch ? mismatchDetails() : null,
    Timestamp: timestamp(record.updatedAt),
  };
}

function mismatchDetails(): object {
  const [type = '', message = ''] = VERSION_MISMATCH.split(': ');
  return {
    ErrorType: type,
    ErrorMessage: message,
    StackTrace: null,
    InnerFailure: null,
    IsNonRetriable: true,
    Properties: null,
  };
}
