import type { TokenCredential } from '@azure/identity';
import type { Meter } from '@opentelemetry/api';
import { makeMeasure } from './measure.ts';
import type { Measure } from './metrics.ts';

/** Where metrics are sent: to Application Insights, to an OpenTelemetry collector, or both. */
export interface TelemetryTargets {
  /** `signIn`: it takes only what our Azure identity sends. */
  readonly insights?: { readonly connectionString: string; readonly signIn: boolean };
  /**
   * The exporter reads address and headers from the standard variables (`OTEL_EXPORTER_OTLP_…`)
   * itself.
   */
  readonly collector: boolean;
}

/** What measures, and how to send what is not sent yet before the process ends. */
export interface Telemetry {
  readonly measure: Measure;
  readonly flush: () => Promise<void>;
}

/** What an opened telemetry measures with. */
export interface Opened {
  readonly meter: Meter;
  readonly flush: () => Promise<void>;
}

/**
 * Telemetry that sends to `targets`. SDK and exporters are loaded with the first measurement.
 * `onFailure` hears once that they cannot be loaded, and once that they could not send: then the
 * app goes on without.
 */
export function makeTelemetry(
  targets: TelemetryTargets,
  credential: TokenCredential,
  onFailure: (what: 'not-opened' | 'not-sent', error: unknown) => void,
): Telemetry {
  let opened: Promise<Opened> | undefined;
  const open = async () => {
    const { openTelemetry } = await import('./open-telemetry.ts');
    return openTelemetry(targets, credential, (error) => onFailure('not-sent', error));
  };
  const measure = makeMeasure(
    async () => {
      opened = open();
      return (await opened).meter;
    },
    (error) => onFailure('not-opened', error),
  );
  // What could not be opened has nothing to send.
  const flush = () =>
    Promise.resolve(opened).then(
      (known) => known?.flush(),
      () => undefined,
    );
  return { measure, flush };
}
