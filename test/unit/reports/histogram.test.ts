import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, type Histogram, percentile, sumOf, withDuration } from '../../../shared/reports/histogram.ts';

const of = (seconds: readonly number[]) =>
  seconds.reduce<Histogram>((into, one) => withDuration(into, one * 1_000), {});

describe('a histogram of durations', () => {
  it('gives percentiles of added days that are right to a tenth', () => {
    const durations = fc.array(fc.integer({ min: 20, max: 3_000_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(durations, durations, fc.constantFrom(0.5, 0.95), (one, other, share) => {
        const sorted = [...one, ...other].sort((a, b) => a - b);
        const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;

        const found = percentile(sumOf([of(one), of(other)]), share) ?? 0;

        expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.1 * exact + 1);
      }),
    );
  });

  it('counts what is immediate, or before its time, as none', () => {
    expect(percentile(of([0, -5, 0]), 0.95)).toBe(0);
    expect(countOf(of([0, -5, 0]))).toBe(3);
    expect(percentile({}, 0.5)).toBeUndefined();
  });
});
