import { normalise } from './normalise.ts';
import { type Observed, recordedView } from './observed.ts';
import type { Exchange } from './recording.ts';
import { exactView, looseView, type OrchestratorCall, recordedCall } from './view.ts';

/** One line per difference between the invocations a recording holds and those our host made. */
export function compareInvocations(expected: Exchange[], observed: Observed[], isShortened: boolean): string[] {
  const differences: string[] = [];
  for (const [instance, recorded] of groupCalls(
    expected.filter((entry) => entry.kind === 'orchestrator').map(recordedCall),
  )) {
    const ours = groupCalls(observed.flatMap((entry) => (entry.call ? [entry.call] : []))).get(instance) ?? [];
    differences.push(...compareCalls(instance, recorded, ours, isShortened));
  }
  differences.push(...compareEntities(expected, observed));
  for (const kind of ['activity', 'http', 'timer']) {
    const recorded = expected
      .filter((entry) => entry.kind === kind && !isInterrupted(entry))
      .map((entry) => keyed(entry.name ?? '', recordedView(entry)));
    if (recorded.length === 0) continue;
    const ours = observed.filter((entry) => entry.kind === kind).map((entry) => keyed(entry.name, entry));
    differences.push(...compareSets(kind, recorded, ours));
  }
  return differences;
}

interface EntityView {
  input: { batch: { name: string; input: unknown; isSignal: boolean }[] };
  returned: { results: object[] };
}

/**
 * Operations of each entity in order with their results: how many fall into one batch is a matter
 * of timing.
 */
function compareEntities(expected: Exchange[], observed: Observed[]): string[] {
  const operations = (views: { name: string; instance: string; view: unknown }[]) =>
    views.flatMap(({ name, instance, view }) => {
      const { input, returned } = view as EntityView;
      return input.batch.map((operation, index) =>
        JSON.stringify([name, instance, operation, returned.results[index]]),
      );
    });
  const recorded = expected
    .filter((entry) => entry.kind === 'entity')
    .map((entry) => ({ name: entry.name ?? '', ...recordedView(entry) }));
  return compareSets('entity', operations(recorded), operations(observed.filter((entry) => entry.kind === 'entity')));
}

function keyed(name: string, { instance, view }: { instance: string; view: unknown }): string {
  return JSON.stringify([name, normalise(instance), view]);
}

function groupCalls(calls: OrchestratorCall[]): Map<string, OrchestratorCall[]> {
  const groups = new Map<string, OrchestratorCall[]>();
  for (const call of calls) {
    const key = `${call.name} ${String(normalise(call.payload.instanceId))}`;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return groups;
}

/** Turn by turn where both hosts cut the turns alike, else by the last and fullest turn of each. */
function compareCalls(
  instance: string,
  recorded: OrchestratorCall[],
  ours: OrchestratorCall[],
  isShortened: boolean,
): string[] {
  const exact =
    ours.length === recorded.length &&
    recorded.every((call, index) => same(exactView(call), exactView(ours[index] as OrchestratorCall)));
  if (exact) return [];
  const [last, ourLast] = [recorded.at(-1), ours.at(-1)];
  if (!last || !ourLast) return [`${instance}: recorded ${recorded.length} turns, ours ${ours.length}`];
  const isParallel = isShortened || recorded.some((call) => /"actionType":(11|12)/.test(JSON.stringify(call.output)));
  const [a, b] = isParallel ? [looseView(last), looseView(ourLast)] : [recorded.map(exactView), ours.map(exactView)];
  if (isParallel && same(a, b)) return [];
  return [
    `${instance}: ${recorded.length} turns recorded, ${ours.length} ours; ${firstDifference(JSON.stringify(a), JSON.stringify(b))}`,
  ];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function compareSets(kind: string, recorded: string[], ours: string[]): string[] {
  const left = [...ours];
  const missing = recorded.filter((entry) => {
    const index = left.indexOf(entry);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return missing.map(
    (entry) =>
      `${kind}: recorded ${entry.slice(0, 400)}; unmatched of ours: ${left.slice(0, 2).join(' | ').slice(0, 400)}`,
  );
}

/** A handler that was killed has no outcome. */
export function isInterrupted(entry: Exchange): boolean {
  return entry.kind === 'activity' && entry.output === undefined;
}

function firstDifference(a: string, b: string): string {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const from = Math.max(0, start - 100);
  return `recorded …${a.slice(from, start + 200)}, ours …${b.slice(from, start + 200)}`;
}
