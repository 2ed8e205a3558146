import { percentile, printTable, sumsBy } from './figures.ts';
import { SEVERITIES } from './fleet.ts';
import type { StormMeasure, StormResult } from './storm.ts';

const POLL = 'GET /alerts';

/** Requests for each alert of a storm, the polls' lists apart and included. */
export function requestsPerAlert({ operations, results }: StormMeasure): { apart: number; included: number } {
  const apart = operations.filter((operation) => operation !== POLL).length;
  return { apart: apart / results.length, included: operations.length / results.length };
}

/** Where a storm's requests went: by endpoint, and by playbook and ending. */
export function printRequests(title: string, measure: StormMeasure): void {
  const { operations, results } = measure;
  const each = (count: number) => (count / results.length).toFixed(2);
  const byOperation = sumsBy(
    operations,
    (operation) => operation,
    () => 1,
  );
  const rows = byOperation.map(([operation, count]) => [operation, `${count}`, each(count)]);
  printTable(`${title}: requests by endpoint`, ['endpoint', 'requests', 'per alert'], rows);
  const groups = [...Map.groupBy(results, ({ playbook, ending }) => `${playbook} | ${ending}`)];
  const endings = groups.map(([group, of]) => [group, `${of.length}`, mean(of.map(({ requests }) => requests))]);
  printTable(`${title}: requests by ending`, ['playbook', 'ending', 'alerts', 'requests each'], endings);
  console.log(`${title}: the last ticket was opened after ${measure.lastTicketMinutes.toFixed(1)} minutes`);
  const { apart, included } = requestsPerAlert(measure);
  console.log(`${title}: ${apart.toFixed(2)} requests per alert, ${included.toFixed(2)} with the polls' lists`);
}

function mean(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
}

/**
 * How long alerts waited until they were inspected, by severity and class of the device, and what
 * the limit was meanwhile. Those of devices that are away are left out: they are inspected after
 * their grace.
 */
export function printWaits(title: string, measure: StormMeasure): void {
  const { usedWhileWaiting } = measure;
  const results = measure.results.filter(({ alert }) => alert.what !== 'offline');
  const rows = SEVERITIES.flatMap((severity) =>
    (['server', 'laptop'] as const).map((kind) => {
      const waits = waitsOf(results, ({ alert }) => alert.severity === severity && alert.device.kind === kind);
      return [severity, kind, `${waits.length}`, seconds(waits, 0.5), seconds(waits, 0.95), seconds(waits, 1)];
    }),
  );
  printTable(
    `${title}: seconds from the listing page to the first inspection`,
    ['severity', 'class', 'alerts', 'p50', 'p95', 'last'],
    rows.filter(([, , count]) => count !== '0'),
  );
  const urgent = urgentWaits(results);
  const inTime = urgent.filter((wait) => wait <= 1).length;
  console.log(`${title}: ${inTime} of ${urgent.length} critical alerts on servers were decided within a minute`);
  const all = waitsOf(results, () => true);
  console.log(`${title}: all ${all.length} were decided after ${seconds(all, 1)} s`);
  const used = [...usedWhileWaiting].sort((a, b) => a - b);
  if (used.length === 0) return console.log(`${title}: nobody waited for the rate budget`);
  const part = (at: number) => `${(percentile(used, at) * 100).toFixed(0)} %`;
  console.log(`${title}: while somebody waited, ${part(0.5)} of the share was used (least ${part(0.05)}, p5)`);
}

/** The waits of critical alerts on servers, in minutes, ascending. */
export function urgentWaits(results: readonly StormResult[]): number[] {
  return waitsOf(results, ({ alert }) => alert.severity === 'Critical' && alert.device.kind === 'server');
}

function waitsOf(results: readonly StormResult[], isMeant: (result: StormResult) => boolean): number[] {
  return results
    .filter(isMeant)
    .map(({ waitMinutes }) => waitMinutes)
    .sort((a, b) => a - b);
}

function seconds(sorted: readonly number[], part: number): string {
  return (percentile(sorted, part) * 60).toFixed(1);
}
