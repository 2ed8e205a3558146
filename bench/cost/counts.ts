import { MemoryStore, type Message, type TaskHubStore } from '../../dev/host/index.ts';

type Commit = Parameters<TaskHubStore['commit']>[0];

/**
 * What Durable did: each is counted where the embedded host commits it, so that an event is one
 * whatever the clock says.
 */
export interface DurableEvents {
  /** Orchestrations that a client started; sub-orchestrations are messages. */
  starts: number;
  /** Turns of orchestrations, each a replay. */
  turns: number;
  /** Batches of operations that an entity worked on. */
  entityTurns: number;
  entityOperations: number;
  activities: number;
  timers: number;
  /** Rows that turns added to histories; those of entities apart. */
  historyEvents: number;
  /** Transactions that write them: up to 99 rows each. */
  historyWrites: number;
  /** Messages put into a control queue or into the queue of activities. */
  sent: number;
  /** Messages that were read and removed. */
  taken: number;
  /** Messages over 45 KB, which are kept in blobs. */
  large: number;
  /** What the app's Durable client asked beside starts: statuses, entities, events to instances. */
  clientReads: number;
}

/** Rows of one transaction that writes a history (AzureTableTrackingStore). */
const HISTORY_ROWS = 99;

/** What a message holds at most before it goes to a blob (MessageManager). */
const LARGE_BYTES = 45 * 1024;

/** `HistoryEvent.EventType`. */
const TIMER_CREATED = 10;

/** Nothing counted yet. */
export function noEvents(): DurableEvents {
  return {
    ...{ starts: 0, turns: 0, entityTurns: 0, entityOperations: 0, activities: 0, timers: 0 },
    ...{ historyEvents: 0, historyWrites: 0, sent: 0, taken: 0, large: 0, clientReads: 0 },
  };
}

/** A task hub in memory that counts what is committed to it. */
export class CountingStore extends MemoryStore {
  readonly events = noEvents();
  /** The most events that the history of any orchestration had. */
  longestHistory = 0;
  /**
   * The first turn after continueAsNew runs in the process: its message is none in Azure Storage.
   */
  readonly #inProcess = new Set<number>();

  override commit(change: Commit): void {
    const { events } = this;
    for (const message of change.messages ?? []) this.#count(message);
    for (const id of change.removedMessages ?? []) if (!this.#inProcess.delete(id)) events.taken++;
    for (const { keep, add } of change.history ?? []) {
      this.longestHistory = Math.max(this.longestHistory, keep + add.length);
      // A start writes no history yet.
      if (add.length === 0) continue;
      events.turns++;
      events.historyEvents += add.length;
      events.historyWrites += Math.ceil(add.length / HISTORY_ROWS);
      events.timers += add.filter(({ EventType }) => EventType === TIMER_CREATED).length;
    }
    const isTurn = (change.removedMessages ?? []).length > 0;
    if (isTurn) events.entityTurns += (change.instances ?? []).filter(({ entity }) => entity !== null).length;
    super.commit(change);
  }

  #count(message: Message): void {
    const { events } = this;
    if (message.kind === 'wake') return void this.#inProcess.add(message.id);
    events.sent++;
    if (message.kind === 'activity') events.activities++;
    if (message.kind === 'operation') events.entityOperations++;
    if (message.kind === 'event' && message.executionId === null && isStart(message)) events.starts++;
    if (Buffer.byteLength(JSON.stringify(message)) > LARGE_BYTES) events.large++;
  }
}

/**
 * `HistoryEvent.EventType` of ExecutionStarted is 0; a part has a parent, and no row of its own
 * before its first turn.
 */
function isStart({ event }: Message & { readonly kind: 'event' }): boolean {
  return event.EventType === 0 && !event.ParentInstance;
}
