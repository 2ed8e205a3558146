import { registerHooks } from 'node:module';
import type { FunctionCallback, FunctionMetadata, HookCallback, ProgrammingModel } from './core-types.ts';

/** What one app registered while it was being collected. */
export interface Registrations {
  functions: { metadata: FunctionMetadata; callback: FunctionCallback }[];
  hooks: { name: string; callback: HookCallback }[];
}

interface CoreState {
  model: ProgrammingModel | undefined;
  collecting: Registrations | undefined;
  api: object | undefined;
}

/**
 * `@azure/functions` is one instance per process while this module may be loaded more than once
 * (Vitest), so what the two share hangs on a global symbol.
 */
const STATE = Symbol.for('embedded-functions-host.core');
const globals = globalThis as typeof globalThis & { [STATE]?: CoreState };
globals[STATE] ??= { model: undefined, collecting: undefined, api: undefined };
const state = globals[STATE];

const SPECIFIER = '@azure/functions-core';
const STAND_IN_URL = 'embedded-functions-host:core';

function collector(): Registrations {
  if (!state.collecting) {
    throw new Error('app.* was called outside of startHost({ register }): registrations belong to one host.');
  }
  return state.collecting;
}

const api = {
  version: '4.1045.200',
  hostVersion: '4.1045.200',
  Disposable: class {},
  registerFunction(metadata: FunctionMetadata, callback: FunctionCallback) {
    collector().functions.push({ metadata, callback });
    return { dispose() {} };
  },
  registerHook(name: string, callback: HookCallback) {
    const { hooks } = collector();
    const hook = { name, callback };
    hooks.push(hook);
    return { dispose: () => void hooks.splice(hooks.indexOf(hook), 1) };
  },
  setProgrammingModel(model: ProgrammingModel) {
    state.model = model;
  },
  getProgrammingModel: () => state.model,
  log() {},
};

/**
 * Makes `require('@azure/functions-core')` find the stand-in. Must run before the app registers its
 * first function.
 */
function install(): void {
  if (state.api) return;
  state.api = api;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier !== SPECIFIER) return nextResolve(specifier, context);
      return { url: STAND_IN_URL, format: 'commonjs', shortCircuit: true };
    },
    load(url, context, nextLoad) {
      if (url !== STAND_IN_URL) return nextLoad(url, context);
      const source = `module.exports = globalThis[Symbol.for(${JSON.stringify(STATE.description)})].api;`;
      return { format: 'commonjs', source, shortCircuit: true };
    },
  });
}

install();

/**
 * Runs `register` and answers everything it registered through `app.*` and `df.app.*`. Not
 * reentrant.
 */
export function collectRegistrations(register: () => void): Registrations {
  if (state.collecting) throw new Error('startHost({ register }) was called while another registration was running.');
  const registrations: Registrations = { functions: [], hooks: [] };
  state.collecting = registrations;
  try {
    register();
  } finally {
    state.collecting = undefined;
  }
  if (registrations.functions.length > 0 && !state.model) {
    throw new Error(
      '@azure/functions was used before the host was imported and did not find it. Import the host first.',
    );
  }
  return registrations;
}

/** The programming model of `@azure/functions`; there is one once any function was registered. */
export function programmingModel(): ProgrammingModel {
  if (!state.model) throw new Error('No function has been registered yet.');
  return state.model;
}
