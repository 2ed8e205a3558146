import { describe, expect, it } from 'vitest';
import { firstOnly, refusalPolicy } from '../../../shared/telemetry/reporting-failure.ts';

describe('a request of the exporter', () => {
  it.each([
    [200, 0],
    [206, 0],
    [403, 1],
    [429, 1],
    [500, 1],
  ])('that is answered with %i is reported %i times', async (status, times) => {
    const reported: unknown[] = [];
    const policy = refusalPolicy((error) => reported.push(error));

    const answer = await policy.sendRequest('request', async () => ({ status }));

    expect(answer).toEqual({ status });
    expect(reported).toHaveLength(times);
  });

  it('that finds no connection is reported, and fails as before', async () => {
    const reported: unknown[] = [];
    const policy = refusalPolicy((error) => reported.push(error));
    const broken = new Error('ECONNRESET');

    await expect(policy.sendRequest('request', () => Promise.reject(broken))).rejects.toBe(broken);
    expect(reported).toEqual([broken]);
  });
});

describe('firstOnly', () => {
  it('passes on the first failure and no other', () => {
    const reported: unknown[] = [];
    const report = firstOnly((error) => reported.push(error));

    report('one');
    report('two');

    expect(reported).toEqual(['one']);
  });
});
