import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultyDays, saturatedDays } from '../../bench/budget/arbitrary.ts';
import type { SimulationOptions } from '../../bench/budget/options.ts';
import { simulate } from '../../bench/budget/simulate.ts';

/** Simulates one day after the other and answers how many requests they sent; a day over the limit fails, and is shrunk. */
function holdsOn(days: fc.Arbitrary<SimulationOptions>, numRuns: number): number {
  let sent = 0;
  const holds = fc.property(days, (day) => {
    const result = simulate(day);
    sent += result.sent;
    expect(result.windowsOver).toBe(0);
    expect(result.peak).toBeLessThanOrEqual(day.budget.n);
  });
  fc.assert(holds, { numRuns, endOnFailure: true });
  return sent;
}

/** A million requests take half a minute of work; a machine that is busy with other tests takes longer. */
const PATIENCE = { timeout: 240_000 };

describe('no window, sliding or by the calendar, sees more than the share', PATIENCE, () => {
  it('while it is used to the last request, with clocks off by the bound and messages doubled', () => {
    const sent = holdsOn(saturatedDays(60_000), 18);

    expect(sent).toBeGreaterThan(800_000);
  });

  it('while activities queue, double and die, clocks step, the entity moves, the share changes and the vendor refuses', () => {
    const sent = holdsOn(faultyDays(40_000), 24);

    expect(sent).toBeGreaterThan(200_000);
  });
});
