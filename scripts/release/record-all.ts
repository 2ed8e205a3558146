import type { Recorded } from '../../test/releases/fixture.ts';
import { recordScenario } from '../../test/releases/record.ts';
import { releaseScenarios } from '../../test/releases/scenarios.ts';

/** Plays every scenario with the app as it is, under this version of its histories. */
export async function recordAll(histories: string): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  for (const scenario of releaseScenarios) recorded.push(await recordScenario(scenario, histories));
  return recorded;
}
