import type { Registrations } from './core-api.ts';
import type { Binding, FunctionCallback, FunctionMetadata } from './core-types.ts';

/** A registered function with the binding that triggers it. */
export interface HostFunction {
  name: string;
  metadata: FunctionMetadata;
  trigger: Binding;
  callback: FunctionCallback;
}

const TRIGGERS = {
  http: 'httpTrigger',
  timer: 'timerTrigger',
  orchestration: 'orchestrationTrigger',
  activity: 'activityTrigger',
  entity: 'entityTrigger',
} as const;
export type TriggerKind = keyof typeof TRIGGERS;

/** All functions of one app, found without regard to the case of their names. */
export class FunctionTable {
  readonly #byName = new Map<string, HostFunction>();

  /**
   * Throws when two names differ in case only, or a trigger or binding is of a kind this host does
   * not have.
   */
  constructor(registrations: Registrations) {
    for (const { metadata, callback } of registrations.functions) {
      const trigger = Object.values(metadata.bindings).find((binding) => /trigger$/i.test(binding.type));
      if (!trigger) throw new Error(`Function '${metadata.name}' has no trigger.`);
      if (!Object.values(TRIGGERS).some((type) => type.toLowerCase() === trigger.type.toLowerCase())) {
        throw new Error(`Function '${metadata.name}': the embedded host does not run a ${trigger.type}.`);
      }
      refuseOtherBindings(metadata, trigger);
      const key = metadata.name.toLowerCase();
      const other = this.#byName.get(key);
      if (other) {
        throw new Error(
          `Functions '${other.name}' and '${metadata.name}': names are unique without regard to case; the real host stops at startup ("Method overloads are not supported").`,
        );
      }
      this.#byName.set(key, { name: metadata.name, metadata, trigger, callback });
    }
  }

  /** The function of that name and kind, or undefined. */
  find(kind: TriggerKind, name: string): HostFunction | undefined {
    const found = this.#byName.get(name.toLowerCase());
    return found && found.trigger.type.toLowerCase() === TRIGGERS[kind].toLowerCase() ? found : undefined;
  }

  /** All functions of one kind in the order of registration. */
  all(kind: TriggerKind): HostFunction[] {
    const type = TRIGGERS[kind].toLowerCase();
    return [...this.#byName.values()].filter((entry) => entry.trigger.type.toLowerCase() === type);
  }
}

/**
 * Inputs and outputs that nobody would fill or take: an app that has them would only seem to work.
 */
function refuseOtherBindings({ name, bindings }: FunctionMetadata, trigger: Binding): void {
  const other = Object.values(bindings).find(
    (binding) => binding !== trigger && !/^(http|durableClient|orchestrationClient)$/i.test(binding.type),
  );
  if (!other) return;
  const kind = other.direction === 'in' ? 'input' : 'output';
  throw new Error(`Function '${name}': the embedded host has no ${other.type} ${kind}.`);
}
