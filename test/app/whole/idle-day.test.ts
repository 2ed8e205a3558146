import { AggregationTemporality } from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import type { Faults } from '../../../dev/host/faults.ts';
import { addFullServer, MINUTE, startApp } from '../../helpers/app/app.ts';
import { collectMetrics } from '../../helpers/app/metrics.ts';
import { collectSpans } from '../../helpers/app/spans.ts';

/**
 * What Application Insights is likely to bill for a row beside our own text: the columns that every
 * row has. Estimates; the workbook shows what it was.
 */
const LINE_BYTES = 700;
const SPAN_BYTES = 1_200;
const METRIC_BYTES = 900;

const MINUTES_A_DAY = 1_440;

/** Counts what the host runs, whatever the log levels say. */
function executionCounter() {
  const counts = { activities: 0, turns: 0, entities: 0 };
  const count = <T>(what: keyof typeof counts, answer: T) => {
    counts[what]++;
    return answer;
  };
  const faults: Faults = {
    activity: () => count('activities', 'none' as const),
    repeatTurn: () => count('turns', false),
    repeatEntity: () => count('entities', false),
  };
  return { counts, faults };
}

describe('a day on which nothing happens', () => {
  it('writes less than 20 MB of telemetry', { timeout: 240_000 }, async () => {
    await using metrics = collectMetrics(AggregationTemporality.DELTA);
    await using traced = collectSpans();
    const { counts, faults } = executionCounter();
    await using app = await startApp({
      measure: metrics.measure,
      trace: traced.trace,
      faults,
      automox: true,
      directory: 'none',
    });
    for (let number = 0; number < 20; number++) app.simulator.automox.enroll(addFullServer(app, 50));

    let metricRows = 0;
    for (let minute = 0; minute < MINUTES_A_DAY; minute++) {
      await app.clock.advance(MINUTE);
      metricRows += (await metrics.series()).length;
    }

    const polls = app.simulator.requestsOf('GET /alerts').length;
    // One of the host for each execution, and Durable's: a call and its execution are one each, an
    // orchestration at most one a turn.
    const ofHost = polls + counts.activities + counts.turns + counts.entities;
    const own = (await traced.all()).length;
    const spans = ofHost + 2 * (counts.activities + counts.entities) + counts.turns + own;
    const lines = app.log.filter((line) => line.startsWith('{"event"'));
    const lineBytes = lines.reduce((sum, line) => sum + line.length + LINE_BYTES, 0);
    const bytes = lineBytes + spans * SPAN_BYTES + metricRows * METRIC_BYTES;
    const report = { polls, ...counts, own, spans, lines: lines.length, lineBytes, metricRows, megabytes: bytes / 1e6 };
    console.log(`idle day: ${JSON.stringify(report)}`);
    expect(polls).toBeGreaterThan(700);
    expect(lines.length).toBeGreaterThanOrEqual(polls);
    expect(metricRows).toBeGreaterThanOrEqual(polls);
    expect(bytes).toBeLessThan(20_000_000);
  });
});
