import type { Verdict } from './oracle/judge.ts';
import { judge } from './oracle/judge.ts';
import { play } from './play.ts';
import { drawScenario, scenarioText } from './scenario.ts';

/** What came of one seed; `problem` = the scenario could not be played to its end. */
export interface SeedResult extends Verdict {
  readonly seed: number;
  readonly scenario: string;
  readonly problem?: string;
}

const NOTHING: Verdict = { falseStatements: [], lostAnswers: [], doubled: [], unserved: [], leftOpen: [], unknown: [] };

/** Plays the scenario of a seed and judges it. */
export async function runSeed(seed: number): Promise<SeedResult> {
  const scenario = drawScenario(seed);
  const about = { seed, scenario: scenarioText(scenario) };
  try {
    const evidence = await play(scenario);
    return { ...about, ...judge(evidence, { isOfUser: scenario.plot.includes('workstation') }) };
  } catch (error) {
    return { ...about, ...NOTHING, problem: String(error instanceof Error ? (error.stack ?? error) : error) };
  }
}

/** What was wrong, in lines; '' = nothing. */
export function complaint({ scenario, problem, ...verdict }: SeedResult): string {
  const lines = Object.entries(verdict).flatMap(([kind, found]) =>
    Array.isArray(found) ? found.map((what) => `  ${kind}: ${what}`) : [],
  );
  if (problem !== undefined) lines.push(`  problem: ${problem}`);
  return lines.length === 0 ? '' : [scenario, ...lines].join('\n');
}
