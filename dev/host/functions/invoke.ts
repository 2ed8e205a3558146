import { randomUUID } from 'node:crypto';
import { programmingModel, type Registrations } from './core-api.ts';
import type { FunctionCallback, InvocationResponse, TypedData } from './core-types.ts';
import type { HostFunction } from './function-table.ts';
import { errorOf } from './worker-error.ts';

/** One line of the app's or the host's log. */
export type LogSink = (entry: { level: string; category: string; message: string; functionName?: string }) => void;

/** A handler's outcome: what it sent back, or the error as the worker reports it. */
export type InvocationOutcome = { ok: true; response: InvocationResponse } | { ok: false; error: Error };

export interface Invocation {
  fn: HostFunction;
  trigger: TypedData;
  triggerMetadata?: Record<string, TypedData>;
  /** Observes what the handler returned, before it becomes a wire value. */
  sawResult?: (result: unknown) => void;
}

/**
 * Observes every invocation with the raw values before and after; for tests that compare them with
 * recordings.
 */
export type InvocationObserver = (invocation: Invocation, outcome: InvocationOutcome) => void;

/**
 * Runs handlers through the invocation model of `@azure/functions`, with the app's hooks around
 * them.
 */
export class Invoker {
  readonly #hooks: Registrations['hooks'];
  readonly #log: LogSink;
  readonly #hookData: Record<string, unknown> = {};
  readonly #clientInput: () => TypedData;
  observer: InvocationObserver | undefined;

  /** `clientInput` makes the value of a durableClient input binding. */
  constructor(hooks: Registrations['hooks'], log: LogSink, clientInput: () => TypedData) {
    this.#hooks = hooks;
    this.#log = log;
    this.#clientInput = clientInput;
  }

  /** Never rejects: a throwing handler, hook or conversion is an outcome. */
  async invoke(invocation: Invocation): Promise<InvocationOutcome> {
    let outcome: InvocationOutcome;
    try {
      outcome = { ok: true, response: await this.#run(invocation) };
    } catch (thrown) {
      outcome = { ok: false, error: errorOf(thrown) };
    }
    this.observer?.(invocation, outcome);
    return outcome;
  }

  /** Runs the app's appStart or appTerminate hooks. */
  async runAppHooks(name: 'appStart' | 'appTerminate'): Promise<void> {
    await this.#runHooks(name, { hookData: this.#hookData, appHookData: this.#hookData });
  }

  async #run({ fn, trigger, triggerMetadata = {}, sawResult }: Invocation): Promise<InvocationResponse> {
    const invocationId = randomUUID();
    const inputData = [{ name: fn.trigger.name, data: trigger }];
    for (const binding of Object.values(fn.metadata.bindings)) {
      if (/^(durable|orchestration)Client$/.test(binding.type))
        inputData.push({ name: binding.name, data: this.#clientInput() });
    }
    const core = {
      invocationId,
      request: { invocationId, functionId: fn.name, inputData, triggerMetadata },
      metadata: fn.metadata,
      log: (level: string, category: string, message: string) =>
        this.#log({ level, category, message, functionName: fn.name }),
    };
    const model = programmingModel().getInvocationModel(core);
    const { context, inputs } = await model.getArguments();
    if (this.#hooks.length === 0) {
      const result = await model.invokeFunction(context, inputs, fn.callback);
      sawResult?.(result);
      return model.getResponse(context, result);
    }
    return this.#runHooked(fn, model, context, inputs);
  }

  async #runHooked(
    fn: HostFunction,
    model: ReturnType<ReturnType<typeof programmingModel>['getInvocationModel']>,
    invocationContext: unknown,
    inputs: unknown[],
  ): Promise<InvocationResponse> {
    const hookData: Record<string, unknown> = {};
    const pre = { hookData, invocationContext, inputs, functionCallback: fn.callback as FunctionCallback };
    await this.#runHooks('preInvocation', pre);
    const post: { hookData: object; invocationContext: unknown; inputs: unknown[]; result: unknown; error: unknown } = {
      hookData,
      invocationContext,
      inputs: pre.inputs,
      result: null,
      error: null,
    };
    try {
      post.result = await model.invokeFunction(invocationContext, pre.inputs, pre.functionCallback);
    } catch (thrown) {
      post.error = thrown;
    }
    await this.#runHooks('postInvocation', post);
    if (post.error !== null && post.error !== undefined) throw post.error;
    return model.getResponse(invocationContext, post.result);
  }

  async #runHooks(name: string, context: Record<string, unknown> | object): Promise<void> {
    for (const hook of this.#hooks.filter((entry) => entry.name === name)) {
      await hook.callback(context as Record<string, unknown>);
    }
  }
}
