import { afterAll, afterEach } from 'vitest';
import { guardLeaks } from './guards/leaks.ts';
import { guardNetwork } from './guards/network.ts';
import { guardTimers, LONGEST_REAL_TIMER_MS } from './guards/real-timers.ts';

// Runs before every test file. Built-in modules outlive a test file when files share a process, so
// the guards are put in place once, and each file takes what it caused.
declare global {
  var rmmTestGuards: ReturnType<typeof placeGuards> | undefined;
}

globalThis.rmmTestGuards ??= placeGuards();
const { timers, network, leaks } = globalThis.rmmTestGuards;

function placeGuards() {
  // Leaks first: its own waiting must not be counted.
  return { leaks: guardLeaks(), timers: guardTimers(), network: guardNetwork() };
}

function failOn(...problems: [summary: string, found: string[]][]): void {
  const texts = problems.flatMap(([summary, found]) => (found.length > 0 ? [[summary, ...found].join('\n  - ')] : []));
  if (texts.length > 0) throw new Error(texts.join('\n'));
}

const NETWORK = 'Tests must not reach the network; use the simulator or a server on 127.0.0.1:';

afterEach(() => {
  failOn([NETWORK, network.takeRefused()]);
});

afterAll(async () => {
  failOn(
    [`Timers over ${LONGEST_REAL_TIMER_MS} ms of real time; use the virtual clock:`, timers.takeLongTimers()],
    ['Left running by this test file:', [...timers.takeOpenIntervals(), ...(await leaks.takeLeft())]],
    [NETWORK, network.takeRefused()],
  );
});
