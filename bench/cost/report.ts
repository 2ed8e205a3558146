import type { Verb } from '../../dev/tables/memory-tables.ts';
import { printTable } from '../storm/figures.ts';
import { countedOf, type IdleSource, type Operations, total } from './model.ts';
import { byService, type Prices, priceOf } from './prices.ts';
import type { Cost } from './scenarios.ts';

/** A cost and what it is of. */
export interface Line {
  readonly name: string;
  readonly cost: Cost;
}

const whole = (count: number) => count.toFixed(0);
const tenth = (count: number) => (Number.isInteger(count) ? whole(count) : count.toFixed(1));

/** What the app and Durable did, counted. */
export function printCounted(lines: readonly Line[]): void {
  const heads = [
    'scenario',
    'turns',
    'entity turns (operations)',
    'activities',
    'timers',
    'history events',
    'messages',
  ];
  const rows = lines.map(({ name, cost: { events } }) => [
    name,
    tenth(events.turns),
    `${tenth(events.entityTurns)} (${tenth(events.entityOperations)})`,
    ...[events.activities, events.timers, events.historyEvents, events.sent].map(tenth),
  ]);
  printTable('Durable events, counted', heads, rows);
  const verbs: readonly Verb[] = ['get', 'query', 'insert', 'replace', 'upsert', 'transaction', 'delete'];
  const own = lines.map(({ name, cost }) => [name, ...verbs.map((verb) => tenth(cost.own.get(verb) ?? 0))]);
  printTable('Operations on our tables, counted', ['scenario', ...verbs], own);
}

/** What storage operations that makes, estimated, and what they cost. */
export function printEstimated(lines: readonly Line[], prices: Prices): void {
  const heads = [
    'scenario',
    'queue writes',
    'table reads',
    'table writes',
    '**operations**',
    'reads of queues',
    '$/1,000',
  ];
  const rows = lines.map(({ name, cost: { operations } }) => [
    name,
    ...[operations.queueWrites, operations.tableReads, operations.tableWrites].map(tenth),
    `**${tenth(countedOf(operations))}**`,
    whole(operations.queueReads),
    (priceOf(operations, prices) * 1_000).toFixed(3),
  ]);
  printTable('Storage operations, estimated', heads, rows);
}

/** An idle hour by its sources, the scale controller apart. */
export function printIdle(title: string, sources: readonly IdleSource[], prices: Prices): void {
  const kinds = (operations: Partial<Operations>) => {
    const { queue, table, blob } = byService(operations);
    return [queue, table, blob, total(operations)].map(whole);
  };
  const month = (operations: Partial<Operations>) => (priceOf(operations, prices) * 730).toFixed(2);
  const rows = sources.map(({ source, operations }) => [source, ...kinds(operations), month(operations)]);
  const all = sources.reduce<Partial<Operations>>((sum, { operations }) => added(sum, operations), {});
  printTable(
    title,
    ['source', 'queue', 'table', 'blob', 'operations', '$ a month'],
    [...rows, ['**together**', ...kinds(all), month(all)]],
  );
}

function added(one: Partial<Operations>, other: Partial<Operations>): Partial<Operations> {
  const kinds = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Operations>;
  return Object.fromEntries([...kinds].map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)]));
}
