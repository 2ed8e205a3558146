import type { Attributes as ApiAttributes, Meter } from '@opentelemetry/api';
import { METRICS, type Measure, type MetricInfo, type MetricName } from './metrics.ts';

type Record = (value: number, attributes: ApiAttributes) => void;
type Measurement = readonly [name: MetricName, value: number, attributes: ApiAttributes];

/** A meter is there within a second; more than this waiting for it means that it never comes. */
const MAX_WAITING = 1_000;

/**
 * Measures with the meter that `open` gives, which is asked for with the first measurement: a start
 * pays nothing. What comes before it is there is kept. If it cannot be opened, nothing is measured,
 * and `onFailure` hears why once.
 */
export function makeMeasure(open: () => Promise<Meter>, onFailure: (error: unknown) => void): Measure {
  let records: ReadonlyMap<MetricName, Record> | undefined;
  let waiting: Measurement[] | undefined;
  const start = async () => {
    try {
      records = instrumentsOf(await open());
    } catch (error) {
      records = new Map();
      onFailure(error);
    }
    for (const [name, value, attributes] of waiting ?? []) records.get(name)?.(value, attributes);
    waiting = [];
  };
  return (name, value, about) => {
    const attributes: ApiAttributes = about ?? {};
    if (records) return records.get(name)?.(value, attributes);
    const isFirst = waiting === undefined;
    waiting ??= [];
    if (waiting.length < MAX_WAITING) waiting.push([name, value, attributes]);
    if (isFirst) void start();
  };
}

function instrumentsOf(meter: Meter): ReadonlyMap<MetricName, Record> {
  const names = Object.keys(METRICS) as readonly MetricName[];
  return new Map(names.map((name) => [name, instrument(meter, name, METRICS[name])]));
}

function instrument(meter: Meter, name: MetricName, { kind, unit, description, buckets }: MetricInfo): Record {
  const about = { unit, description };
  if (kind === 'counter') {
    const counter = meter.createCounter(name, about);
    return (value, attributes) => counter.add(value, attributes);
  }
  if (kind === 'gauge') {
    const gauge = meter.createGauge(name, about);
    return (value, attributes) => gauge.record(value, attributes);
  }
  const advice = buckets && { advice: { explicitBucketBoundaries: [...buckets] } };
  const histogram = meter.createHistogram(name, { ...about, ...advice });
  return (value, attributes) => histogram.record(value, attributes);
}
