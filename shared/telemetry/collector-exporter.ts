// As insights-exporter.ts, for a collector.
export { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
