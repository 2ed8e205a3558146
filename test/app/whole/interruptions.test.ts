import { describe, expect, it } from 'vitest';
import { interruptionKinds } from '../../interruptions/interruptions.ts';
import { drawScenario, plots } from '../../interruptions/scenario.ts';
import { complaint, runSeed } from '../../interruptions/seed.ts';

/**
 * Every plot and every kind of interruption, those after a yes apart; then one that ended badly
 * once.
 */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 16, 24, 29, 37, 56, 64, 249, 508];

describe('a scenario that is interrupted', () => {
  it.each(SEEDS)(
    'ends without a false word, a lost answer, a second effect or somebody left alone, seed %d',
    async (seed) => {
      expect(complaint(await runSeed(seed))).toBe('');
    },
  );

  it('is one of all plots and all kinds of interruption', () => {
    const scenarios = SEEDS.map(drawScenario);

    expect(new Set(scenarios.map(({ plot }) => plot))).toEqual(new Set(plots));
    expect(new Set(scenarios.flatMap((scenario) => scenario.interruptions.map(({ kind }) => kind)))).toEqual(
      new Set(interruptionKinds),
    );
  });
});
