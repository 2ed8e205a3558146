import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRICS, type MetricInfo } from '../../../shared/telemetry/metrics.ts';
import { SPANS } from '../../../shared/telemetry/spans.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const page = readFileSync(join(ROOT, 'docs/telemetry.md'), 'utf8');
const metrics: readonly [string, MetricInfo][] = Object.entries(METRICS);

const section = (title: string) => page.split('\n## ').find((text) => text.startsWith(title)) ?? '';

const filesOf = (...folders: string[]) =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => ({ path: join(folder, path), text: readFileSync(join(ROOT, folder, path), 'utf8') })),
  );

describe('docs/telemetry.md', () => {
  it('describes every metric as the code does', () => {
    const rows = metrics.map(([name, { kind, unit, description, attributes, from }]) => {
      const words = attributes.map((attribute) => `\`${attribute}\``).join(', ');
      return `| \`${name}\` | ${kind} | ${unit.replaceAll(/[{}]/g, '')} | ${description} | ${words} | ${from} |`;
    });

    expect(
      section('Metrics')
        .split('\n')
        .filter((line) => line.startsWith('| `rmm.')),
    ).toEqual(rows);
  });
});

describe('the spans', () => {
  it('are in docs/telemetry.md as in the code', () => {
    const rows = Object.entries(SPANS).map(([name, { description, attributes, from }]) => {
      const words = attributes.map((attribute) => `\`${attribute}\``).join(', ');
      return `| \`${name}\` | ${description} | ${words} | ${from} |`;
    });

    expect(
      section('Spans')
        .split('\n')
        .filter((line) => line.startsWith('| `rmm.')),
    ).toEqual(rows);
  });
});

describe('the metrics', () => {
  const deployed = filesOf('functions', 'orchestrations', 'shared');

  it.each(metrics)('%s is measured in one place, from the event that it names', (name, { from }) => {
    const places = deployed.filter(({ path, text }) => path !== 'shared/telemetry/metrics.ts' && text.includes(name));
    const [, event] = /^`(.+)`$/.exec(from) ?? [];
    const readings = readFileSync(join(ROOT, 'shared/telemetry/event-metrics.ts'), 'utf8');

    expect(places).toHaveLength(1);
    if (event === undefined) return;
    expect(readings).toContain(`'${event}':`);
    expect(deployed.some(({ text }) => text.includes(`log('${event}'`) || text.includes(`.log('${event}'`))).toBe(true);
  });

  it('and the spans are never taken by an orchestrator: a replay would count again', () => {
    const flows = filesOf('orchestrations/flows', 'orchestrations/playbooks', 'orchestrations/actions');

    expect(flows.length).toBeGreaterThan(30);
    expect(flows.filter(({ text }) => /\bmeasure\b|telemetry|\btrace\(/.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('are loaded with the SDK only where they are sent: at the start the code has types of it, and no more', () => {
    const loads = deployed.filter(({ text }) =>
      /^(import|export) (?!type )[^;]*'@(opentelemetry|azure\/monitor)/m.test(text),
    );

    expect(loads.map(({ path }) => path).toSorted()).toEqual([
      'shared/telemetry/collector-exporter.ts',
      'shared/telemetry/insights-exporter.ts',
      'shared/telemetry/open-telemetry.ts',
      'shared/telemetry/record-span.ts',
    ]);
    const late = /from '\.\/(collector-exporter|insights-exporter|open-telemetry)\.ts'/;
    expect(deployed.filter(({ text }) => late.test(text)).map(({ path }) => path)).toEqual([]);
    const recording = deployed.filter(({ text }) => text.includes("from './record-span.ts'")).map(({ path }) => path);
    expect(recording).toEqual(['shared/telemetry/open-telemetry.ts']);
  });
});
