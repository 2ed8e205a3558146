import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultyDays, saturatedDays } from '../../../bench/budget/arbitrary.ts';
import type { SimulationOptions } from '../../../bench/budget/options.ts';
import { simulate } from '../../../bench/budget/simulate.ts';

/**
 * Simulates days until they have sent `requests`; a day over the limit fails, with its options in
 * the message.
 */
function holdsOn(days: fc.Arbitrary<SimulationOptions>, requests: number): void {
  let sent = 0;
  const holds = fc.property(days, (day) => {
    const result = simulate(day);
    sent += result.sent;
    expect(result.windowsOver).toBe(0);
    expect(result.peak).toBeLessThanOrEqual(day.budget.n);
  });
  while (sent < requests) fc.assert(holds, { numRuns: 2, endOnFailure: true });
}

/**
 * A million requests take half a minute of work; a machine that is busy with other tests takes
 * longer.
 */
const PATIENCE = { timeout: 240_000 };

describe('no window, sliding or by the calendar, has more than the share', PATIENCE, () => {
  it('while it is used to the last request, with clocks off by the bound and messages doubled', () => {
    expect(() => holdsOn(saturatedDays(50_000), 750_000)).not.toThrow();
  });

  it('while activities queue, double and die, clocks step, the entity moves, the share changes and the vendor refuses', () => {
    expect(() => holdsOn(faultyDays(40_000), 250_000)).not.toThrow();
  });
});
