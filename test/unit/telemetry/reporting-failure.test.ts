import { describe, expect, it } from 'vitest';
import { firstOnly, refusalPolicy } from '../../../shared/telemetry/reporting-failure.ts';

describe('a request of the exporter', () => {
  it.each([
    [200, 0],
    [206, 0],
    [403, 1],
    [429, 1],
    [500, 1],
  ])('that is answered with %i is told %i times', async (status, times) => {
    const told: unknown[] = [];
    const policy = refusalPolicy((error) => told.push(error));

    const answer = await policy.sendRequest('request', async () => ({ status }));

    expect(answer).toEqual({ status });
    expect(told).toHaveLength(times);
  });

  it('that finds no connection is told, and fails as before', async () => {
    const told: unknown[] = [];
    const policy = refusalPolicy((error) => told.push(error));
    const broken = new Error('ECONNRESET');

    await expect(policy.sendRequest('request', () => Promise.reject(broken))).rejects.toBe(broken);
    expect(told).toEqual([broken]);
  });
});

describe('firstOnly', () => {
  it('passes on the first failure and no other', () => {
    const told: unknown[] = [];
    const tell = firstOnly((error) => told.push(error));

    tell('one');
    tell('two');

    expect(told).toEqual(['one']);
  });
});
