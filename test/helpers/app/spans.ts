import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { recorder } from '../../../shared/telemetry/record-span.ts';
import { type CurrentParent, makeTrace } from '../../../shared/telemetry/trace.ts';

/** The real SDK with an exporter in memory. */
export function collectSpans(currentParent?: CurrentParent) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const { trace, taken } = makeTrace(async () => recorder(provider.getTracer('test')), currentParent);
  return {
    trace,
    /** What has ended so far. */
    async of(name: string) {
      await taken();
      return exporter.getFinishedSpans().filter((span) => span.name === name);
    },
    async all() {
      await taken();
      return exporter.getFinishedSpans();
    },
    [Symbol.asyncDispose]: () => provider.shutdown(),
  };
}
