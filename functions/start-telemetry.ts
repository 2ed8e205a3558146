import { AsyncLocalStorage } from 'node:async_hooks';
import { app, type InvocationContext } from '@azure/functions';
import { azureCredential } from '../shared/secrets/open-key-source.ts';
import type { Settings } from '../shared/settings.ts';
import { makeTelemetry, type Telemetry } from '../shared/telemetry/telemetry.ts';
import { logJson } from './observed.ts';

/**
 * Measures and traces for whom the settings name, and sends the rest when the worker ends. Undefined
 * where they name nobody. Loads no SDK yet.
 */
export function startTelemetry({
  telemetry: targets,
  identity,
}: Settings): Pick<Telemetry, 'measure' | 'trace'> | undefined {
  if (!targets) return undefined;
  const { measure, trace, flush } = makeTelemetry(
    targets,
    azureCredential(identity),
    (what, error) =>
      // Its message may hold an address.
      logJson('telemetry-failed', { what, error: error instanceof Error ? error.name : 'unknown' }),
    parentByInvocation(),
  );
  app.hook.appTerminate(flush);
  return { measure, trace };
}

/**
 * What the host says of the trace that an invocation belongs to. Not of an orchestrator: nothing is
 * traced in one, and its turns must not wait for anything asynchronous.
 */
function parentByInvocation(): () => string | undefined {
  const current = new AsyncLocalStorage<string | undefined>();
  app.hook.preInvocation((context) => {
    const { traceContext, options } = context.invocationContext as InvocationContext;
    if (options.trigger.type === 'orchestrationTrigger') return;
    const { functionHandler } = context;
    context.functionHandler = (...inputs) => current.run(traceContext?.traceParent, () => functionHandler(...inputs));
  });
  return () => current.getStore();
}
