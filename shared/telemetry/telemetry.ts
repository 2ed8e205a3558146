import type { TokenCredential } from '@azure/identity';
import type { Meter } from '@opentelemetry/api';
import { makeMeasure } from './measure.ts';
import type { Measure } from './metrics.ts';
import type { Trace } from './spans.ts';
import { type CurrentParent, makeTrace, type RecordSpan } from './trace.ts';

/** Where metrics and spans are sent: to Application Insights, to an OpenTelemetry collector, or both. */
export interface TelemetryTargets {
  /** `signIn`: it takes only what our Azure identity sends. */
  readonly insights?: { readonly connectionString: string; readonly signIn: boolean };
  /**
   * The exporter reads address and headers from the standard variables (`OTEL_EXPORTER_OTLP_…`)
   * itself.
   */
  readonly collector: boolean;
}

/** What measures and traces, and how to send what is not sent yet before the process ends. */
export interface Telemetry {
  readonly measure: Measure;
  readonly trace: Trace;
  readonly flush: () => Promise<void>;
}

/** What an opened telemetry measures and traces with. */
export interface Opened {
  readonly meter: Meter;
  readonly record: RecordSpan;
  readonly flush: () => Promise<void>;
}

/**
 * Telemetry that sends to `targets`. SDK and exporters are loaded with the first measurement
 * or span.
 * `onFailure` hears once that they cannot be loaded, and once that they could not send: then the
 * app goes on without.
 */
export function makeTelemetry(
  targets: TelemetryTargets,
  credential: TokenCredential,
  onFailure: (what: 'not-opened' | 'not-sent', error: unknown) => void,
  currentParent?: CurrentParent,
): Telemetry {
  let opened: Promise<Opened> | undefined;
  const load = async () => {
    const { openTelemetry } = await import('./open-telemetry.ts');
    return openTelemetry(targets, credential, (error) => onFailure('not-sent', error));
  };
  const open = () => {
    if (opened) return opened;
    opened = load();
    opened.catch((error) => onFailure('not-opened', error));
    return opened;
  };
  const measure = makeMeasure(
    async () => (await open()).meter,
    () => {},
  );
  const { trace, taken } = makeTrace(async () => (await open()).record, currentParent);
  // What could not be opened has nothing to send.
  const flush = () =>
    Promise.resolve(opened).then(
      async (known) => {
        await taken();
        return known?.flush();
      },
      () => undefined,
    );
  return { measure, trace, flush };
}
