import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { entityInstanceId } from '../engine/entities/entity-messages.ts';
import { type Change, type Instance, isFinal, type TaskHub } from '../engine/hub.ts';
import {
  eventRaised,
  executionResumed,
  executionStarted,
  executionSuspended,
  executionTerminated,
} from '../engine/replay/history.ts';
import type { HistoryEvent, InstanceRecord } from '../engine/types.ts';
import type { FunctionTable } from '../functions/function-table.ts';

export interface StartOptions {
  instanceId?: string;
  /** JSON text; null for no input at all. */
  input: string | null;
  version?: string;
}

export type StartResult = { started: true; instanceId: string } | { started: false; status: string };
/** `finished` and `unknown` are answers, not errors: the real API has status codes for them. */
export type Delivery = 'accepted' | 'finished' | 'unknown';

export interface ManagementOptions {
  hub: TaskHub;
  clock: Clock;
  functions: FunctionTable;
  commit(change: Change): void;
  defaultVersion: string | null;
}

/**
 * Everything a client can do to instances and entities; the HTTP routes and the test conveniences
 * both stand on it.
 */
export class Management {
  readonly #options: ManagementOptions;

  constructor(options: ManagementOptions) {
    this.#options = options;
  }

  /**
   * Starts an orchestration. A Pending, Running or Suspended instance of that id is refused, a
   * finished one replaced.
   */
  start(name: string, { instanceId = randomUUID().replaceAll('-', ''), input, version }: StartOptions): StartResult {
    const { hub, clock, commit, defaultVersion } = this.#options;
    const existing = hub.instances.get(instanceId)?.record;
    if (existing && !isFinal(existing.status)) return { started: false, status: existing.status };
    const now = clock.now();
    const executionId = randomUUID();
    const chosen = version || defaultVersion;
    const start = { instanceId, executionId, name, version: chosen, input, parent: null, generation: 0 as const };
    const record: InstanceRecord = {
      instanceId,
      executionId,
      name,
      version: chosen,
      status: 'Pending',
      input,
      output: null,
      outputIsText: false,
      customStatus: null,
      createdAt: now,
      updatedAt: now,
      parent: null,
      entity: null,
    };
    const event = executionStarted(start, now);
    commit({
      instances: [record],
      history: [{ instanceId, keep: 0, add: [] }],
      messages: [{ kind: 'event', target: instanceId, executionId: null, visibleAt: now, event }],
    });
    return { started: true, instanceId };
  }

  /** The instance, entities included. */
  find(instanceId: string): Instance | undefined {
    return this.#options.hub.instances.get(instanceId);
  }

  raiseEvent(instanceId: string, name: string, input: string): Delivery {
    return this.#send(instanceId, (now) => eventRaised(name, input, now));
  }

  terminate(instanceId: string, reason: string): Delivery {
    return this.#send(instanceId, (now) => executionTerminated(reason, now));
  }

  /** Returns the present status instead when it is not one that can be suspended. */
  suspend(instanceId: string, reason: string): Delivery | { refused: string } {
    const status = this.find(instanceId)?.record.status;
    if (status === 'Suspended') return { refused: status };
    return this.#send(instanceId, (now) => executionSuspended(reason, now));
  }

  /** Returns the present status instead when the instance is not suspended. */
  resume(instanceId: string, reason: string): Delivery | { refused: string } {
    const status = this.find(instanceId)?.record.status;
    if (status === 'Running' || status === 'Pending') return { refused: status };
    return this.#send(instanceId, (now) => executionResumed(reason, now));
  }

  /** Deletes a finished instance with its history; answers its status when it has not finished. */
  purge(instanceId: string): 'purged' | 'unknown' | { status: string } {
    const instance = this.find(instanceId);
    if (!instance) return 'unknown';
    const { status, entity } = instance.record;
    if (!isFinal(status) && !entity) return { status };
    this.#options.commit({ removedInstances: [instanceId] });
    return 'purged';
  }

  /**
   * Deletes every instance the predicate accepts, running ones and entities included, as the real
   * host does.
   */
  purgeWhere(accept: (record: InstanceRecord) => boolean): number {
    const ids = this.list(accept).map((instance) => instance.record.instanceId);
    if (ids.length > 0) this.#options.commit({ removedInstances: ids });
    return ids.length;
  }

  /** Accepted instances in the order of their ids, as table storage lists them. */
  list(accept: (record: InstanceRecord) => boolean): Instance[] {
    const found = [...this.#options.hub.instances.values()].filter((instance) => accept(instance.record));
    return found.sort((a, b) => (a.record.instanceId < b.record.instanceId ? -1 : 1));
  }

  /** Signals an entity; answers false when no function has its name. `input` is JSON text. */
  signalEntity(name: string, key: string, operation: string, input: string | null): boolean {
    const { clock, commit, functions } = this.#options;
    if (!functions.find('entity', name)) return false;
    const target = entityInstanceId(name.toLowerCase(), key);
    const request = { id: randomUUID(), operation, isSignal: true, input, sender: null, caller: null };
    commit({ messages: [{ kind: 'operation', target, visibleAt: clock.now(), request }] });
    return true;
  }

  /** JSON text of an entity's state; undefined when it has none, exists or not. */
  entityState(name: string, key: string): string | undefined {
    const entity = this.find(entityInstanceId(name.toLowerCase(), key))?.record.entity;
    return entity?.exists ? (entity.state ?? undefined) : undefined;
  }

  #send(instanceId: string, makeEvent: (now: number) => HistoryEvent): Delivery {
    const { clock, commit } = this.#options;
    const record = this.find(instanceId)?.record;
    if (!record || record.entity) return 'unknown';
    if (isFinal(record.status)) return 'finished';
    const now = clock.now();
    commit({
      messages: [{ kind: 'event', target: instanceId, executionId: null, visibleAt: now, event: makeEvent(now) }],
    });
    return 'accepted';
  }
}
