import { expect, test } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { holdClockWhileUnequal } from '../../../dev/simulator/quiescence.ts';

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test('the clock stands still until server and client agree on what is open', async () => {
  const clock = new VirtualClock();
  const start = clock.now();
  const server = { openRequests: 1 };
  holdClockWhileUnequal(clock, server, { inFlight: 0 });

  const advanced = clock.advance(1_000);
  await turns(20);
  const before = clock.now() - start;
  server.openRequests = 0;
  await advanced;

  expect([before, clock.now() - start]).toEqual([0, 1_000]);
});

test('the gate can be taken away', async () => {
  const clock = new VirtualClock();
  const start = clock.now();

  holdClockWhileUnequal(clock, { openRequests: 1 }, { inFlight: 0 })();
  await clock.advance(1_000);

  expect(clock.now() - start).toBe(1_000);
});
