import { describe, expect, it } from 'vitest';
import { besideNeighbour, FILLING, type Rhythm, SHARE, SIZED } from '../../../bench/budget/neighbours.ts';

const SEEDS = [1, 2];

/**
 * The least part of what was free that the app got with any seed, and the fullest window of ours.
 */
function measure(rhythm: Rhythm, workers: number): { part: number; refused: number; peak: number } {
  const results = SEEDS.map((seed) => besideNeighbour(rhythm, { seed, workers }));
  const parts = results.map(({ servedPerWindow }) => servedPerWindow / rhythm.free);
  const refused = Math.max(...results.map(({ refusedPerWindow }) => refusedPerWindow));
  return { part: Math.min(...parts), refused, peak: Math.max(...results.map(({ peak }) => peak)) };
}

describe('beside a neighbour at the same limit, in the last 30 of 60 minutes', { timeout: 60_000 }, () => {
  it.each([...SIZED, ...FILLING])('gets 70 % of what is free, and never more than its share: $name', (rhythm) => {
    for (const workers of [25, 200]) {
      const { part, refused, peak } = measure(rhythm, workers);
      const figures = `${Math.round(part * 100)} % of ${Math.round(rhythm.free)} a minute, ${refused.toFixed(1)} refused`;
      console.log(`neighbour, ${rhythm.name}, ${workers} callers: ${figures}, peak ${peak} of ${SHARE}`);

      expect(part).toBeGreaterThanOrEqual(0.7);
      expect(peak).toBeLessThanOrEqual(SHARE);
    }
  });

  it('asks a vendor that refuses everything three times a minute at most', () => {
    const outage: Rhythm = {
      name: 'outage',
      neighbour: { kind: 'fills', everyMs: 7_200_000, forMs: 7_200_000 },
      free: 1,
    };

    const { refusedPerWindow } = besideNeighbour(outage, { seed: 1, workers: 25 });

    expect(refusedPerWindow).toBeLessThanOrEqual(3);
  });
});
