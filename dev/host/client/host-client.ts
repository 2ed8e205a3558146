import type { HistoryEvent, RuntimeStatus } from '../engine/types.ts';
import type { Delivery, Management } from './management.ts';
import { statusJson } from './status-view.ts';

/** One instance as a test reads it; `input`, `output` and `customStatus` are parsed. */
export interface InstanceView {
  instanceId: string;
  name: string;
  runtimeStatus: RuntimeStatus;
  input: unknown;
  /** The result, or the text of a failure or reason. */
  output: unknown;
  customStatus: unknown;
  version: string | null;
  /** Epoch ms. */
  createdAt: number;
  updatedAt: number;
}

/**
 * Conveniences for tests and tools: what the Durable client does, without HTTP. Inputs are values,
 * not JSON.
 */
export class HostClient {
  readonly #management: Management;

  constructor(management: Management) {
    this.#management = management;
  }

  /**
   * Starts an orchestration and answers its id. Throws when an instance of that id has not
   * finished.
   */
  start(name: string, options: { instanceId?: string; input?: unknown; version?: string } = {}): string {
    // The SDK sends the empty string for no input.
    const input = options.input === undefined ? '""' : JSON.stringify(options.input);
    const { instanceId, version } = options;
    const result = this.#management.start(name, {
      input,
      ...(instanceId ? { instanceId } : {}),
      ...(version ? { version } : {}),
    });
    if (!result.started)
      throw new Error(`An instance '${instanceId}' with the status ${result.status} already exists.`);
    return result.instanceId;
  }

  /** Undefined for an unknown id. */
  status(instanceId: string): InstanceView | undefined {
    const record = this.#management.find(instanceId)?.record;
    if (!record) return undefined;
    const { input, output, customStatus } = record;
    return {
      instanceId,
      name: record.name,
      runtimeStatus: record.status,
      input: parse(input),
      output: record.outputIsText ? output : parse(output),
      customStatus: parse(customStatus),
      version: record.version,
      createdAt: record.createdAt,
      updatedAt: record.updatedAt,
    };
  }

  /** The raw history of the present execution; empty for an unknown id. */
  history(instanceId: string): readonly HistoryEvent[] {
    return this.#management.find(instanceId)?.history.events ?? [];
  }

  /** All orchestrations (no entities), ordered by id; `accept` picks. */
  list(accept: (view: InstanceView) => boolean = () => true): InstanceView[] {
    const found = this.#management.list((record) => record.entity === null);
    return found.map(({ record }) => this.status(record.instanceId) as InstanceView).filter(accept);
  }

  raiseEvent(instanceId: string, name: string, data: unknown = null): Delivery {
    return this.#management.raiseEvent(instanceId, name, JSON.stringify(data));
  }

  terminate(instanceId: string, reason: string): Delivery {
    return this.#management.terminate(instanceId, reason);
  }

  suspend(instanceId: string, reason: string): ReturnType<Management['suspend']> {
    return this.#management.suspend(instanceId, reason);
  }

  resume(instanceId: string, reason: string): ReturnType<Management['resume']> {
    return this.#management.resume(instanceId, reason);
  }

  /** Deletes a finished instance; answers whether it was there and finished. */
  purge(instanceId: string): boolean {
    return this.#management.purge(instanceId) === 'purged';
  }

  /** Sends an operation to an entity. Throws when no function has its name. */
  signalEntity(name: string, key: string, operation: string, input?: unknown): void {
    const json = input === undefined ? null : JSON.stringify(input);
    if (!this.#management.signalEntity(name, key, operation, json))
      throw new Error(`There is no entity function '${name}'.`);
  }

  /** Parsed state of an entity; undefined when it has none. */
  entityState(name: string, key: string): unknown {
    const state = this.#management.entityState(name, key);
    return state === undefined ? undefined : (JSON.parse(state) as unknown);
  }

  /** The status body exactly as the HTTP API answers it (may be invalid JSON, as there). */
  statusBody(instanceId: string): string | undefined {
    const instance = this.#management.find(instanceId);
    return instance ? statusJson(instance) : undefined;
  }
}

function parse(json: string | null): unknown {
  return json === null ? null : (JSON.parse(json) as unknown);
}
