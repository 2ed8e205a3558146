import { HistoryLog } from './replay/history-log.ts';
import type { Commit, HistoryChange, InstanceRecord, Message, NewMessage, TaskHubStore, TimerRecord } from './types.ts';

/** An instance in memory: its row, its history, and what has arrived and not been worked on. */
export interface Instance {
  record: InstanceRecord;
  readonly history: HistoryLog;
}

/** A change to the hub before its messages are numbered. */
export interface Change {
  instances?: InstanceRecord[];
  removedInstances?: string[];
  history?: HistoryChange[];
  messages?: NewMessage[];
  removedMessages?: number[];
  hidden?: { id: number; visibleAt: number }[];
  timers?: TimerRecord[];
}

const FINAL = new Set(['Completed', 'Failed', 'Terminated']);

/** Whether an orchestration of this status has ended. */
export function isFinal(status: string): boolean {
  return FINAL.has(status);
}

/**
 * The task hub: what is in the store, mirrored in memory. Every change goes through `apply`: first
 * the store commits it, then memory follows, so a process killed in between loses nothing that
 * anyone has read.
 */
export class TaskHub {
  readonly instances = new Map<string, Instance>();
  readonly timers = new Map<string, TimerRecord>();
  /** Messages found in the store at start; the dispatcher takes them over. */
  readonly leftOver: Message[];
  readonly #store: TaskHubStore;
  readonly #delayMs: (message: Message) => number;
  /** When the last operation between two instances is due; only kept once faults delay messages. */
  readonly #lastOperation = new Map<string, number>();
  #nextMessageId = 1;

  /** `delayMs` makes messages late (a fault); default: none is. */
  constructor(store: TaskHubStore, delayMs: (message: Message) => number = () => 0) {
    this.#store = store;
    this.#delayMs = delayMs;
    const stored = store.load();
    for (const { record, history } of stored.instances) {
      this.instances.set(record.instanceId, { record, history: new HistoryLog(history) });
    }
    for (const timer of stored.timers) this.timers.set(timer.name, timer);
    this.leftOver = stored.messages.sort((a, b) => a.id - b.id);
    for (const { id } of stored.messages) this.#nextMessageId = Math.max(this.#nextMessageId, id + 1);
  }

  /**
   * Commits `change` and answers its messages with their numbers. Throws when the store does, and
   * then nothing changed.
   */
  apply(change: Change): Message[] {
    const messages = (change.messages ?? []).map((message) => this.#numbered(message));
    const commit: Commit = { ...change, messages };
    this.#store.commit(commit);
    for (const id of change.removedInstances ?? []) this.instances.delete(id);
    for (const record of change.instances ?? []) {
      const existing = this.instances.get(record.instanceId);
      if (existing) existing.record = record;
      else this.instances.set(record.instanceId, { record, history: new HistoryLog() });
    }
    for (const { instanceId, keep, add } of change.history ?? []) this.#applyHistory(instanceId, keep, add);
    for (const timer of change.timers ?? []) this.timers.set(timer.name, timer);
    return messages;
  }

  #numbered(message: NewMessage): Message {
    const numbered: Message = { ...message, id: this.#nextMessageId++ };
    const delay = this.#delayMs(numbered);
    numbered.visibleAt += delay;
    if (numbered.kind !== 'operation' || (delay === 0 && this.#lastOperation.size === 0)) return numbered;
    // Between one sender and one entity nothing overtakes, as the real host sorts by sender.
    const pair = `${numbered.request.sender} ${numbered.target}`;
    numbered.visibleAt = Math.max(numbered.visibleAt, this.#lastOperation.get(pair) ?? 0);
    this.#lastOperation.set(pair, numbered.visibleAt);
    return numbered;
  }

  close(): void {
    this.#store.close();
  }

  #applyHistory(instanceId: string, keep: number, add: HistoryChange['add']): void {
    const instance = this.instances.get(instanceId);
    if (!instance) return;
    instance.history.apply(keep, add);
    if (isFinal(instance.record.status)) instance.history.forgetText();
  }
}
