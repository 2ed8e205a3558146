import { describe, expect, it } from 'vitest';
import { ateraBudget, automoxBudgets } from '../../../shared/budget/budgets.ts';
import { type Fence, makeFence } from '../../../shared/budget/fence.ts';
import { CLOCK_SKEW_MS, DELIVERY_AFTER_ABORT_MS, type Lease } from '../../../shared/budget/lease.ts';
import { type Lane, restOf, standingLease, withStanding } from '../../../shared/budget/standing.ts';
import type { Clock } from '../../../shared/clock.ts';
import { memoryFence } from '../../helpers/hosts/leases.ts';

const START = Date.parse('2026-03-02T23:00:00Z');

/** A clock that nothing waits by. */
const clockOf = (now: () => number): Clock => ({ now, sleep: async () => {}, setTimer: () => () => {} });

/** A sequence of numbers in [0, 1) that follows from its seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Steps that take a lane's leases for so many minutes, as unkindly as the proof allows: clocks at
 * any place of the band at each reading, executions that come late or twice, requests at the edges
 * of a lease, and aborted ones that arrive nevertheless. Returns when each arrived, in true time.
 */
async function arrivals(budget: string, lane: Lane, seed: number, minutes: number): Promise<number[]> {
  const random = randomFrom(seed);
  let time = START;
  const skew = () => (random() < 0.5 ? Math.round(random()) : random()) * CLOCK_SKEW_MS;
  const clock = clockOf(() => Math.floor(time + skew()));
  const fence = makeFence({ table: memoryFence(), clock });
  const arrived: number[] = [];
  let steps = 0;
  while (time < START + minutes * 60_000) {
    const decided = time;
    const lease = standingLease(budget, lane, clock.now(), `step-${steps++}`);
    const executions = random() < 0.2 ? 2 : 1;
    for (let execution = 0; execution < executions; execution++) {
      time = decided + (random() < 0.1 ? 50_000 * random() : 300 * random());
      const used = await use(fence, lease, lease.n);
      if (used !== undefined && random() < 0.5) await use(fence, restOf(lease, used), lease.n - used);
    }
    time = decided + 4_000 * random();
  }
  return arrived.sort((a, b) => a - b);

  /** Sends up to `tokens` requests; undefined where another execution or step has the lease. */
  async function use(opener: Fence, lease: Lease, tokens: number): Promise<number | undefined> {
    const opening = await opener.open(lease);
    if (!('session' in opening)) return undefined;
    let used = 0;
    const wanted = random() < 0.5 ? tokens + 1 : Math.ceil(tokens * random());
    // At once, or as late as the lease lasts.
    if (random() < 0.5) time = Math.max(time, lease.notAfter - CLOCK_SKEW_MS - 1_500 * random());
    for (; used < wanted; used++) {
      try {
        const { abortAt } = opening.session.begin(1);
        const isAborted = random() < 0.5;
        arrived.push(isAborted ? abortAt + DELIVERY_AFTER_ABORT_MS * random() : time);
      } catch {
        break;
      }
    }
    return used;
  }
}

/** The most that any window of this length holds. */
function fullest(times: readonly number[], windowMs: number): number {
  let [most, first] = [0, 0];
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - windowMs) first++;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

const atera = withStanding(ateraBudget(350), ['poll', 'runs']);
const automox = withStanding(automoxBudgets(1_250).automox, ['runs']);

describe('standing leases', () => {
  it.each([
    ['of polls', atera, atera.standing?.poll, { part: 3, reached: 3 }],
    ['of runs at Atera', atera, atera.standing?.runs, { part: 15, reached: 15 }],
    // The ninth lease begins within the last second of such a window.
    ['of runs at Automox', automox, automox.standing?.runs, { part: 45, reached: 30 }],
  ])('%s are never used beyond their part in any window', async (_name, { id, windowMs }, lane, { part, reached }) => {
    if (!lane) throw new Error('There is no such lane');
    const most: number[] = [];

    for (let seed = 1; seed <= 40; seed++) most.push(fullest(await arrivals(id, lane, seed, 60), windowMs));

    expect(Math.max(...most)).toBeLessThanOrEqual(part);
    expect(Math.max(...most)).toBeGreaterThanOrEqual(reached);
  });

  it('take their part from what the ledger grants', () => {
    expect(atera.n + (atera.standing?.tokens ?? 0)).toBe(350);
    expect(atera.standing).toMatchObject({ poll: { n: 1 }, runs: { n: 5 }, tokens: 18 });
    expect(automox.standing?.tokens).toBe(45);
    expect(automox.n + 45).toBe(automoxBudgets(1_250).automox.n);
  });

  it('are left out where they would be much of a small share', () => {
    expect(withStanding(ateraBudget(100), ['poll', 'runs'])).toMatchObject({ n: 97, standing: { tokens: 3 } });
    expect(withStanding(ateraBudget(20), ['poll', 'runs'])).toEqual(ateraBudget(20));
  });

  it('are told apart: another step finds one taken, another execution of the same step waits for its end', async () => {
    const fence = makeFence({ table: memoryFence(), clock: clockOf(() => START) });
    const lease = standingLease('atera', { lane: 1, n: 5 }, START, 'one');

    expect(await fence.open(lease)).toHaveProperty('session');
    expect(await fence.open(lease)).toEqual({ superseded: true, waitUntil: lease.notAfter + 1_000 });
    expect(await fence.open({ ...lease, owner: 'other' })).toEqual({ taken: true });
  });

  it.each([
    ['ten minutes', undefined, 10],
    ['as long as the vendor asks', 1_800, 30],
    ['an hour at most', 86_400, 60],
  ])('are closed for %s after a refusal', async (_name, retryAfterSeconds, minutes) => {
    let now = START;
    const fence = makeFence({ table: memoryFence(), clock: clockOf(() => now) });
    await fence.closeLanes('atera', retryAfterSeconds);
    const isFree = async (at: number) => {
      now = START + at * 60_000;
      return 'session' in (await fence.open(standingLease('atera', { lane: 1, n: 5 }, now, `at-${at}`)));
    };

    expect([await isFree(0), await isFree(minutes - 0.5), await isFree(minutes + 1)]).toEqual([false, false, true]);
  });
});
