import { historySignature } from '../../dev/host/testing.ts';
import type { Recorded } from '../../test/releases/fixture.ts';

/**
 * Returns the scenarios whose orchestrations take other steps than in the last release, by name:
 * kinds and names of steps alone, of all runs of the same orchestrator together.
 */
export function changedScenarios(before: readonly Recorded[], now: readonly Recorded[]): string[] {
  const old = new Map(before.map((recorded) => [recorded.scenario, stepsOf(recorded)]));
  return now
    .filter((recorded) => old.has(recorded.scenario) && old.get(recorded.scenario) !== stepsOf(recorded))
    .map(({ scenario }) => scenario);
}

/** The steps of each orchestrator in each of its runs, as one text. */
function stepsOf({ open, end }: Recorded): string {
  const runs = [...open.hub.instances, ...end.hub.instances]
    .filter(({ record }) => record.entity === null && record.status === 'Completed')
    .map(({ record, history }) => `${record.name}: ${historySignature(history).join(', ')}`);
  return [...new Set(runs)].sort().join('\n');
}
