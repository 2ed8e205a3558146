// A file of its own: it is loaded only where Application Insights is configured, and a bundle knows
// the names of a CommonJS module only by a static import.
export { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
