import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { callSite } from './call-site.ts';

/**
 * Longest real timer a test or the code under it may set: enough to yield, too short to wait for
 * something.
 */
export const LONGEST_REAL_TIMER_MS = 100;

export interface TimerGuard {
  /** Names and forgets the too long timers set since the last call. */
  takeLongTimers(): string[];
  /** Names, clears and forgets the intervals that still keep the process alive. */
  takeOpenIntervals(): string[];
}

type Interval = ReturnType<typeof setInterval>;

/**
 * Counts the timers that project code sets on the machine's clock; those of Node, Vitest and
 * packages do not count.
 */
export function guardTimers(): TimerGuard {
  const long: string[] = [];
  const intervals = new Map<Interval, string>();

  function note(name: string, delay: unknown, guard: (...args: never[]) => unknown): void {
    if (!(Number(delay) > LONGEST_REAL_TIMER_MS)) return;
    const site = callSite(guard);
    if (site) long.push(`${name} of ${delay} ms at ${site}`);
  }

  /** The same function, which notes its delay (the argument at `index`) first. */
  function counted<F extends (...args: never[]) => unknown>(name: string, original: F, index: number): F {
    return new Proxy(original, {
      apply: function apply(target, self, args: unknown[]) {
        note(name, args[index], apply);
        return Reflect.apply(target, self, args);
      },
    });
  }

  const setIntervalCounted = new Proxy(globalThis.setInterval, {
    apply: function apply(target, self, args: unknown[]): Interval {
      note('setInterval', args[1], apply);
      const interval: Interval = Reflect.apply(target, self, args);
      const site = callSite(apply);
      if (site) intervals.set(interval, site);
      return interval;
    },
  });

  /** The same function, which also forgets the interval it clears. */
  function forgetting<F extends (...args: never[]) => unknown>(original: F): F {
    return new Proxy(original, {
      apply(target, self, args: [Interval]) {
        intervals.delete(args[0]);
        return Reflect.apply(target, self, args);
      },
    });
  }

  globalThis.setTimeout = timers.setTimeout = counted('setTimeout', globalThis.setTimeout, 1);
  globalThis.clearTimeout = timers.clearTimeout = forgetting(globalThis.clearTimeout);
  globalThis.clearInterval = timers.clearInterval = forgetting(globalThis.clearInterval);
  globalThis.setInterval = timers.setInterval = setIntervalCounted;
  timersPromises.setTimeout = counted('setTimeout', timersPromises.setTimeout, 0);
  timersPromises.setInterval = counted('setInterval', timersPromises.setInterval, 0);
  timersPromises.scheduler.wait = counted('scheduler.wait', timersPromises.scheduler.wait, 0);
  AbortSignal.timeout = counted('AbortSignal.timeout', AbortSignal.timeout, 0);
  syncBuiltinESMExports();

  return {
    takeLongTimers: () => long.splice(0),
    takeOpenIntervals() {
      const open = [...intervals].filter(([interval]) => interval.hasRef());
      intervals.clear();
      for (const [interval] of open) clearInterval(interval);
      return open.map(([, site]) => `setInterval at ${site}`);
    },
  };
}
