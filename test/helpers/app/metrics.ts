import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { makeMeasure } from '../../../shared/telemetry/measure.ts';
import type { Measure, MetricName } from '../../../shared/telemetry/metrics.ts';

/** One series of a metric as it was exported; of a histogram the sum and the number of values. */
interface Series {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly value: number;
  readonly count?: number;
}

/** The real SDK with an exporter in memory. */
export function collectMetrics(temporality = AggregationTemporality.CUMULATIVE) {
  const exporter = new InMemoryMetricExporter(temporality);
  // The test says when: no timer of the reader's fires within a test.
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 86_400_000 });
  const provider = new MeterProvider({ readers: [reader] });
  const failures: unknown[] = [];
  const measure: Measure = makeMeasure(
    async () => provider.getMeter('test'),
    (error) => failures.push(error),
  );
  return {
    measure,
    failures,
    /** What one export sends now. */
    async series(): Promise<readonly Series[]> {
      await provider.forceFlush();
      const [latest] = exporter.getMetrics().slice(-1);
      exporter.reset();
      return (latest?.scopeMetrics ?? []).flatMap(({ metrics }) =>
        metrics.flatMap(({ descriptor, dataPoints }) =>
          dataPoints.map(({ attributes, value }) => ({ name: descriptor.name, attributes, ...numbers(value) })),
        ),
      );
    },
    /** Series of one metric: attributes in one text, and the value. */
    async of(name: MetricName): Promise<Readonly<Record<string, number>>> {
      const own = (await this.series()).filter((one) => one.name === name);
      return Object.fromEntries(
        own.map(({ attributes, value, count }) => [Object.values(attributes).join(' '), count ?? value]),
      );
    },
    /** What the exporter says of a metric. */
    async descriptorOf(name: MetricName) {
      await provider.forceFlush();
      const all = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
      return all.find(({ descriptor }) => descriptor.name === name)?.descriptor;
    },
    [Symbol.asyncDispose]: () => provider.shutdown(),
  };
}

function numbers(value: unknown): Pick<Series, 'value' | 'count'> {
  if (typeof value === 'number') return { value };
  const { sum = 0, count } = value as { sum?: number; count: number };
  return { value: sum, count };
}
