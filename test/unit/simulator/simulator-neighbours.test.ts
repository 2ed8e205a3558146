import { describe, expect, it } from 'vitest';
import { type Neighbour, Neighbours } from '../../../dev/simulator/neighbours.ts';
import { RateLimiter } from '../../../dev/simulator/rate-limit.ts';

const MINUTE = 60_000;

/** Which of 50 requests, one a second, are refused beside a neighbour. */
function refusedBeside(neighbour: Neighbour): number[] {
  const limiter = new RateLimiter({ requests: 100, windowMs: MINUTE });
  const others = new Neighbours([neighbour], { seed: 1, begunAt: 0 });
  const seconds = Array.from({ length: 50 }, (_, second) => second + 1);
  return seconds.filter((second) => {
    others.act(limiter, second * 1_000);
    return limiter.admit(second * 1_000) !== undefined;
  });
}

describe('a simulated neighbour', () => {
  it('takes its bursts from the limit', () => {
    const refused = refusedBeside({ kind: 'bursts', everyMs: 30_000, requests: 60 });

    expect(refused[0]).toBeGreaterThan(30);
    expect(refused).toContain(50);
  });

  it('takes a constant part of the limit', () => {
    const refused = refusedBeside({ kind: 'constant', everyMs: 500 });

    expect(refused[0]).toBeGreaterThan(30);
    expect(refused[0]).toBeLessThan(37);
  });

  it('makes the vendor refuse everybody for a while', () => {
    const refused = refusedBeside({ kind: 'fills', everyMs: MINUTE, forMs: 10_000 });

    expect(refused).toHaveLength(10);
  });

  it('does the same again for the same seed, and counts what it was refused itself', () => {
    const limiter = new RateLimiter({ requests: 100, windowMs: MINUTE });
    const others = new Neighbours([{ kind: 'bursts', everyMs: MINUTE, requests: 130 }], { seed: 1, begunAt: 0 });
    others.act(limiter, 2_000);
    const runs = [1, 2].map(() => refusedBeside({ kind: 'constant', everyMs: 500 }));

    expect(others.refused).toBe(30);
    expect(runs[0]).toEqual(runs[1]);
  });
});
