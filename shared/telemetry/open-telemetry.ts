import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import { metrics } from '@opentelemetry/api';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { firstOnly, refusalPolicy, reportingFailure } from './reporting-failure.ts';
import type { Opened, TelemetryTargets } from './telemetry.ts';

/** What every series is named after; `OTEL_SERVICE_NAME` says otherwise. */
const SERVICE = 'rmm-remediation';

const EXPORT_EVERY_MS = 60_000;

/**
 * The meter of a provider that sends to `targets` once a minute. It becomes the global one, unless
 * the process has one already (an agent's): then that one is measured with, and nothing is sent
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
  const provider = new MeterProvider({
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [envDetector] })),
    readers: exporters.map((exporter) => {
      const reporting = reportingFailure(exporter, report);
      return new PeriodicExportingMetricReader({ exporter: reporting, exportIntervalMillis: EXPORT_EVERY_MS });
    }),
  });
  metrics.setGlobalMeterProvider(provider);
  return { meter: metrics.getMeter(SERVICE), flush: () => provider.forceFlush() };
}

async function insightsExporter(
  { connectionString, signIn }: NonNullable<TelemetryTargets['insights']>,
  credential: TokenCredential,
  onFailure: (error: unknown) => void,
): Promise<PushMetricExporter> {
  const { AzureMonitorMetricExporter } = await import('./insights-exporter.ts');
  return new AzureMonitorMetricExporter({
    connectionString,
    disableOfflineStorage: true,
    additionalPolicies: [{ policy: refusalPolicy(onFailure), position: 'perCall' }],
    ...(signIn && { credential }),
  });
}

async function collectorExporter(): Promise<PushMetricExporter> {
  const { OTLPMetricExporter } = await import('./collector-exporter.ts');
  return new OTLPMetricExporter();
}
