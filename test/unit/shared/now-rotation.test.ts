import type { DurableClient } from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/index.ts';
import { EAGER, kept, makeRotation, type Pace } from '../../../functions/services/now/rotation.ts';

const SECOND = 1_000;
const noClient = {} as DurableClient;

/** How often a part that is due every 30 seconds is read in a minute of a page that asks each second. */
async function readsInAMinute(pace?: Pace): Promise<number> {
  const clock = new VirtualClock();
  let reads = 0;
  const part = kept({ name: 'remediations', everyMs: 30 * SECOND, read: async () => ++reads });
  const rotation = makeRotation([part], clock, pace);
  for (let second = 0; second < 60; second++) {
    await rotation.refresh(noClient);
    await clock.advance(SECOND);
  }
  return reads;
}

describe('what Now shows', () => {
  it('is read sparingly from tables that cost, and every two seconds from those of a demo', async () => {
    expect([await readsInAMinute(), await readsInAMinute(EAGER)]).toEqual([2, 30]);
  });
});
