import { app } from '@azure/functions';
import { azureCredential } from '../shared/secrets/open-key-source.ts';
import type { Settings } from '../shared/settings.ts';
import type { Measure } from '../shared/telemetry/metrics.ts';
import { makeTelemetry } from '../shared/telemetry/telemetry.ts';
import { logJson } from './dependencies.ts';

/**
 * Measures for whom the settings name, and sends the rest when the worker ends. Undefined where
 * they name nobody. Loads no SDK yet.
 */
export function startTelemetry({ telemetry: targets, identity }: Settings): Measure | undefined {
  if (!targets) return undefined;
  const { measure, flush } = makeTelemetry(targets, azureCredential(identity), (what, error) =>
    // Its message may hold an address.
    logJson('telemetry-failed', { what, error: error instanceof Error ? error.name : 'unknown' }),
  );
  app.hook.appTerminate(flush);
  return measure;
}
