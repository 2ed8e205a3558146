import { expect, it } from 'vitest';
import { fuzzAnswer } from '../../../fuzz/fuzz-answer.ts';

// `npm run test:fuzz -- --answer` sends more.
it('the page behind a link takes no answer from a thousand requests that come near to one', async () => {
  const { statuses, wrong } = await fuzzAnswer(7, 1_000);

  expect(wrong).toEqual([]);
  // They reach each of its checks.
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '403', '404', '410']));
});
