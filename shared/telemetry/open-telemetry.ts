import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import { metrics, trace } from '@opentelemetry/api';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { recorder } from './record-span.ts';
import { firstOnly, refusalPolicy, reportingFailure } from './reporting-failure.ts';
import type { Opened, TelemetryTargets } from './telemetry.ts';

/** What every series is named after; `OTEL_SERVICE_NAME` says otherwise. */
const SERVICE = 'rmm-remediation';

const EXPORT_EVERY_MS = 60_000;

/**
 * The meter and the tracer of providers that send to `targets` once a minute. They become the global
 * ones, unless the process has some already (an agent's): then those are measured and traced with, and nothing is sent
 * twice. `onFailure` hears the first export that failed.
 */
export async function openTelemetry(
  targets: TelemetryTargets,
  credential: TokenCredential,
  onFailure: (error: unknown) => void,
): Promise<Opened> {
  const report = firstOnly(onFailure);
  const exporters = await Promise.all([
    ...(targets.insights ? [insightsExporter(targets.insights, credential, report)] : []),
    ...(targets.collector ? [collectorExporter()] : []),
  ]);
  // Two processes that count up one series would each overwrite what the other has sent.
  const own = resourceFromAttributes({ 'service.name': SERVICE, 'service.instance.id': randomUUID() });
  const resource = defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }));
  const meters = new MeterProvider({
    resource,
    readers: exporters.map(({ metrics: exporter }) => {
      const reporting = reportingFailure(exporter, report);
      return new PeriodicExportingMetricReader({ exporter: reporting, exportIntervalMillis: EXPORT_EVERY_MS });
    }),
  });
  const tracers = new BasicTracerProvider({
    resource,
    spanProcessors: exporters.map(
      ({ spans }) => new BatchSpanProcessor(reportingFailure(spans, report), { scheduledDelayMillis: EXPORT_EVERY_MS }),
    ),
  });
  metrics.setGlobalMeterProvider(meters);
  trace.setGlobalTracerProvider(tracers);
  return {
    meter: metrics.getMeter(SERVICE),
    record: recorder(trace.getTracer(SERVICE)),
    flush: async () => void (await Promise.all([meters.forceFlush(), tracers.forceFlush()])),
  };
}

/** One place to send to. */
interface Exporters {
  readonly metrics: PushMetricExporter;
  readonly spans: SpanExporter;
}

async function insightsExporter(
  { connectionString, signIn }: NonNullable<TelemetryTargets['insights']>,
  credential: TokenCredential,
  onFailure: (error: unknown) => void,
): Promise<Exporters> {
  const { AzureMonitorMetricExporter, AzureMonitorTraceExporter } = await import('./insights-exporter.ts');
  const options = {
    connectionString,
    disableOfflineStorage: true,
    additionalPolicies: [{ policy: refusalPolicy(onFailure), position: 'perCall' as const }],
    ...(signIn && { credential }),
  };
  return { metrics: new AzureMonitorMetricExporter(options), spans: new AzureMonitorTraceExporter(options) };
}

async function collectorExporter(): Promise<Exporters> {
  const { OTLPMetricExporter, OTLPTraceExporter } = await import('./collector-exporter.ts');
  return { metrics: new OTLPMetricExporter(), spans: new OTLPTraceExporter() };
}
