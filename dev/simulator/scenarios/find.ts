import { bulk } from './bulk.ts';
import { day } from './day.ts';
import { lively } from './lively.ts';
import type { Scenario } from './scenario.ts';

const DEFAULT_BULK = 1_000;

/** One line per scenario, for help texts. */
export function listScenarios(): string {
  const lines = [
    ...[lively, day].map(({ name, description }) => [name, description] as const),
    ['bulk:N', 'N open disk alerts from the start (bulk = 1,000), one per machine'] as const,
  ];
  return lines.map(([name, description]) => `  ${name.padEnd(8)} ${description}`).join('\n');
}

/**
 * The scenario of a name such as `lively` or `bulk:500`; throws with the list of names for any
 * other.
 */
export function findScenario(name: string): Scenario {
  const named = [lively, day].find((scenario) => scenario.name === name);
  if (named) return named;
  const count = /^bulk(?::([1-9]\d{0,4}))?$/.exec(name);
  if (count) return bulk(Number(count[1] ?? DEFAULT_BULK));
  throw new Error(`There is no scenario "${name}". Known scenarios:\n${listScenarios()}`);
}
