import { describe, expect, it } from 'vitest';
import { measureEvent } from '../../../shared/telemetry/event-metrics.ts';
import { makeMeasure } from '../../../shared/telemetry/measure.ts';
import { METRICS, type MetricName } from '../../../shared/telemetry/metrics.ts';
import { collectMetrics } from '../../helpers/app/metrics.ts';

describe('a measurement', () => {
  it('opens the meter once, with the first one, and keeps what came before it was there', async () => {
    await using metrics = collectMetrics();

    metrics.measure('rmm.budget.granted', 2, { budget: 'atera', class: 'poll' });
    metrics.measure('rmm.budget.granted', 3, { budget: 'atera', class: 'poll' });

    expect(await metrics.of('rmm.budget.granted')).toEqual({ 'atera poll': 5 });
  });

  it('is lost without a word to the caller when the meter cannot be opened, and that is reported once', async () => {
    const failures: unknown[] = [];
    const measure = makeMeasure(
      () => Promise.reject(new Error('no such module')),
      (error) => failures.push(error),
    );

    measure('rmm.questions.open', 1);
    await Promise.resolve();
    await Promise.resolve();
    measure('rmm.questions.open', 2);

    expect(failures).toEqual([new Error('no such module')]);
  });

  it.each(Object.keys(METRICS) as MetricName[])('of %s is exported with its unit and meaning', async (name) => {
    await using metrics = collectMetrics();

    metrics.measure(name, 7);

    expect(await metrics.descriptorOf(name)).toMatchObject({
      unit: METRICS[name].unit,
      description: METRICS[name].description,
    });
  });
});

describe('a log event', () => {
  it('that says nothing in numbers measures nothing', async () => {
    const measured: unknown[] = [];

    measureEvent((...given) => measured.push(given), 'rows-purged', { table: 'alerts', removed: 4 }, 0);

    expect(measured).toEqual([]);
  });

  it('gives only codes: a text in the place of one becomes "other"', () => {
    const measured: unknown[] = [];

    measureEvent((...given) => measured.push(given), 'alert-listed', { code: 'Disk of Anna Smith' }, 0);

    expect(measured).toEqual([['rmm.alerts.listed', 1, { code: 'other' }]]);
  });
});
