import type {
  Commit,
  HistoryEvent,
  InstanceRecord,
  Message,
  StoredHub,
  TaskHubStore,
  TimerRecord,
} from '../engine/types.ts';

/**
 * A task hub in memory. It outlives the host that uses it, so a test can stop one host and start
 * the next on the same store, as a restart of the process does.
 */
export class MemoryStore implements TaskHubStore {
  readonly #instances = new Map<string, { record: InstanceRecord; history: HistoryEvent[] }>();
  readonly #messages = new Map<number, Message>();
  readonly #timers = new Map<string, TimerRecord>();

  load(): StoredHub {
    return {
      instances: [...this.#instances.values()].map(({ record, history }) => ({ record, history: [...history] })),
      messages: [...this.#messages.values()],
      timers: [...this.#timers.values()],
    };
  }

  commit(change: Commit): void {
    for (const id of change.removedInstances ?? []) this.#instances.delete(id);
    for (const record of change.instances ?? []) {
      const existing = this.#instances.get(record.instanceId);
      if (existing) existing.record = record;
      else this.#instances.set(record.instanceId, { record, history: [] });
    }
    for (const { instanceId, keep, add } of change.history ?? []) {
      const history = this.#instances.get(instanceId)?.history;
      if (!history) continue;
      if (keep < history.length) history.length = keep;
      for (const event of add) history.push(event);
    }
    for (const id of change.removedMessages ?? []) this.#messages.delete(id);
    for (const message of change.messages ?? []) this.#messages.set(message.id, message);
    for (const { id, visibleAt } of change.hidden ?? []) {
      const message = this.#messages.get(id);
      if (message) this.#messages.set(id, { ...message, visibleAt });
    }
    for (const timer of change.timers ?? []) this.#timers.set(timer.name, timer);
  }

  close(): void {}
}
