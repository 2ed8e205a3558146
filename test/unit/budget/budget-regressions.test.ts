import { describe, expect, it } from 'vitest';
import { NO_FAULTS, type SimulationOptions } from '../../../bench/budget/options.ts';
import { PHASES_OF_FOUR, PHASES_UP_TO_FOUR, pollsAndFixes, saturated } from '../../../bench/budget/scenarios.ts';
import { simulate, waitAt } from '../../../bench/budget/simulate.ts';
import { ateraBudget } from '../../../shared/budget/budgets.ts';

/** Twenty minutes at 700 a minute with some activities executed twice or stuck in a queue. */
function doubled(more: Partial<SimulationOptions>): SimulationOptions {
  const faults = { ...NO_FAULTS, duplicate: 0.02, longQueue: 0.02 };
  return saturated(100, PHASES_OF_FOUR, { budget: ateraBudget(700), durationMs: 1_200_000, faults, ...more });
}

describe('the limit', () => {
  it('of 700 holds when activities are executed twice', () => {
    const result = simulate(doubled({}));

    expect(result).toMatchObject({ windowsOver: 0 });
    expect(result.peak).toBeLessThanOrEqual(700);
  });

  it('is exceeded (720 of 700) when the loser of the fence settles the lease that the winner is using', () => {
    expect(simulate(doubled({ mistake: 'fence-loser-settles' })).peak).toBeGreaterThan(700);
  });

  it('is exceeded when both executions of an activity send', () => {
    expect(simulate(doubled({ mistake: 'no-fence' })).peak).toBeGreaterThan(700);
  });

  it('is exceeded when an activity that was long in its queue sends although its lease has ended', () => {
    expect(simulate(doubled({ mistake: 'ignores-lease-end' })).peak).toBeGreaterThan(700);
  });

  it('is exceeded when clocks differ by more than the bound it is built for', () => {
    const steps = { ...NO_FAULTS, clockStepEveryMs: 20_000, entityMoveEveryMs: 20_000 };

    expect(simulate(doubled({ faults: steps })).windowsOver).toBe(0);
    expect(simulate(doubled({ faults: steps, skewMs: 6_000 })).windowsOver).toBeGreaterThan(0);
  });
});

describe('what the limit costs', () => {
  it.each([25, 200])(
    'uses 95 % of the share with %i workers, at three operations for four requests or less',
    (workers) => {
      const result = simulate(saturated(workers));

      expect(result.utilisation).toBeGreaterThanOrEqual(0.95);
      expect(result.operationsPerRequest).toBeLessThanOrEqual(0.75);
    },
  );

  it.each([25, 200])('with %i workers whose phases return a fifth of their tokens, still uses 93 %', (workers) => {
    const result = simulate(saturated(workers, PHASES_UP_TO_FOUR));

    expect(result.utilisation).toBeGreaterThanOrEqual(0.93);
    expect(result.operationsPerRequest).toBeLessThanOrEqual(0.75);
  });

  it('lets 95 of 100 fixes begin within two seconds while polls want all there is', () => {
    const options = pollsAndFixes();

    const result = simulate(options);

    expect(waitAt(result.counts, 0.95, 'remediate', options.warmUpMs)).toBeLessThanOrEqual(2_000);
  });

  it('is not called every second by those whose turn was guessed too early', () => {
    const budget = { ...ateraBudget(50), windowMs: 300_000 };

    const result = simulate(saturated(60, PHASES_UP_TO_FOUR, { budget, durationMs: 14_400_000 }));

    expect(result.operationsPerRequest).toBeLessThan(3);
  });
});
