/** A history event as the real host passes it to the app: these names, null fields included. */
export interface HistoryEvent {
  EventType: number;
  /** Counter of the scheduled events of one execution; -1 for every other event. */
  EventId: number;
  IsPlayed: boolean;
  /** ISO time with trailing zeros of the fraction cut, as .NET writes it. */
  Timestamp: string;
  Name?: string | null;
  Version?: string | null;
  Input?: string | null;
  Result?: string | null;
  Reason?: string | null;
  Details?: string;
  TaskScheduledId?: number;
  TimerId?: number;
  FireAt?: string;
  InstanceId?: string;
  OrchestrationInstance?: { InstanceId: string; ExecutionId: string };
  ParentInstance?: ParentInstance | null;
  [field: string]: unknown;
}

/** Who started a sub-orchestration, as ExecutionStarted carries it. */
export interface ParentInstance {
  Name: string;
  OrchestrationInstance: { InstanceId: string; ExecutionId: string };
  TaskScheduleId: number;
  Version: string | null;
}

export type RuntimeStatus = 'Pending' | 'Running' | 'Completed' | 'Failed' | 'Terminated' | 'Suspended';

/** What is kept of an entity between operations; `state` is its JSON text. */
export interface EntityRecord {
  exists: boolean;
  state: string | null;
}

/**
 * One row of the instance table: an orchestration, or an entity (`@name@key`). Texts are JSON
 * unless said otherwise.
 */
export interface InstanceRecord {
  instanceId: string;
  executionId: string;
  name: string;
  version: string | null;
  status: RuntimeStatus;
  input: string | null;
  /** JSON; the plain text of a reason or failure when `outputIsText`. */
  output: string | null;
  outputIsText: boolean;
  customStatus: string | null;
  /** Epoch ms. */
  createdAt: number;
  updatedAt: number;
  parent: ParentInstance | null;
  entity: EntityRecord | null;
}

/** One operation on its way to an entity. */
export interface EntityRequest {
  id: string;
  operation: string;
  isSignal: boolean;
  /** JSON text, or null when no input was given. */
  input: string | null;
  /**
   * The instance that sent it; null for a client. Operations of one sender to one entity keep their
   * order.
   */
  sender: string | null;
  /** Who waits for the answer; null for a signal. */
  caller: { instanceId: string; executionId: string } | null;
}

/** One activity call on its way to its handler. */
export interface ActivityWork {
  executionId: string;
  taskId: number;
  name: string;
  /** JSON text of the input as the orchestrator gave it; null for undefined and null. */
  input: string | null;
}

interface MessageBase {
  /**
   * Increases with every message of the hub; also the order of delivery among messages due
   * together.
   */
  id: number;
  /** The instance it is for; for an activity the orchestration that waits for it. */
  target: string;
  /** Epoch ms before which it is not delivered. */
  visibleAt: number;
}

/**
 * Everything that waits in a queue (`wake` = the first turn after continueAsNew). A message leaves
 * the hub only in the same commit as what it caused.
 */
export type Message = MessageBase &
  (
    | { kind: 'event'; executionId: string | null; event: HistoryEvent }
    | { kind: 'wake'; executionId: string }
    | { kind: 'operation'; request: EntityRequest }
    | { kind: 'activity'; work: ActivityWork }
  );

/** A message before the hub has numbered it. */
export type NewMessage = Message extends infer M ? (M extends Message ? Omit<M, 'id'> : never) : never;

/** The new history of one instance: what stays of the old one, and what is added. */
export interface HistoryChange {
  instanceId: string;
  keep: number;
  add: HistoryEvent[];
}

/** One transaction: either all of it is in the store, or nothing. */
export interface Commit {
  instances?: InstanceRecord[];
  removedInstances?: string[];
  history?: HistoryChange[];
  messages?: Message[];
  removedMessages?: number[];
  /**
   * Messages that were handed to a worker and reappear at `visibleAt` unless it finishes.
   */
  hidden?: { id: number; visibleAt: number }[];
  timers?: TimerRecord[];
}

/** What is kept of a timer trigger between runs (epoch ms). */
export interface TimerRecord {
  name: string;
  last: number;
  next: number;
  lastUpdated: number;
}

/** All that a store holds, read once when a host starts. */
export interface StoredHub {
  instances: { record: InstanceRecord; history: HistoryEvent[] }[];
  messages: Message[];
  timers: TimerRecord[];
}

/**
 * Where the task hub lives. `commit` is synchronous and atomic; after it returns, a killed process
 * finds all of it.
 */
export interface TaskHubStore {
  load(): StoredHub;
  commit(change: Commit): void;
  close(): void;
}
