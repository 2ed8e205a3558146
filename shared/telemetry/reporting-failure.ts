import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';

/** OpenTelemetry's `ExportResultCode.SUCCESS`. */
const SUCCESS = 0;

/** The same exporter, which tells its first failure: OpenTelemetry itself is silent, and a wrong address would go unnoticed. */
export function reportingFailure(
  exporter: PushMetricExporter,
  onFailure: (error: unknown) => void,
): PushMetricExporter {
  const send = exporter.export.bind(exporter);
  let isTold = false;
  exporter.export = (metrics, done) =>
    send(metrics, (result) => {
      if (result.code !== SUCCESS && !isTold) {
        isTold = true;
        onFailure(result.error);
      }
      done(result);
    });
  return exporter;
}
