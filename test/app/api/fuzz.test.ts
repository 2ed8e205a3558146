import { describe, expect, it } from 'vitest';
import { fuzz } from '../../fuzz/fuzz.ts';

/** `npm run test:fuzz` sends 20,000. */
const REQUESTS = 600;

describe('requests made from the OpenAPI document', () => {
  it('never bring about a 500, an answer that the document does not know, or one that says too much', async () => {
    const { statuses, wrong } = await fuzz(7, REQUESTS);

    expect(wrong).toEqual([]);
    expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
    // They reach behind the checks of the input as well.
    expect(statuses['200']).toBeGreaterThan(REQUESTS / 10);
    expect(statuses['401']).toBeGreaterThan(0);
  });
});
