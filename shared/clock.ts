/**
 * The one source of time for everything below `shared/` and the activities. Tests and the simulator
 * inject a virtual one, so nothing here may call `Date.now()`, `setTimeout` or
 * `AbortSignal.timeout` on its own.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Runs `callback` after `delayMs`; the answer cancels it. A guard (deadline): it does not count
   * as waiting work.
   */
  setTimer(callback: () => void, delayMs: number): () => void;
  /**
   * Resolves after `delayMs` (`Infinity` = only by abort); rejects with the signal's reason. The
   * caller counts as parked.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** Node caps a timer at 2^31 - 1 ms (about 24.8 days) and fires a longer one at once. */
const MAX_TIMER_MS = 2_147_483_647;

/** The machine's own clock. Delays over 24.8 days are cut to that. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), MAX_TIMER_MS));
    return () => clearTimeout(timer);
  },
  sleep(delayMs, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const cancel = this.setTimer(done, delayMs);
      signal?.addEventListener('abort', aborted, { once: true });
      function done() {
        signal?.removeEventListener('abort', aborted);
        resolve();
      }
      function aborted() {
        cancel();
        reject(signal?.reason as Error);
      }
    });
  },
};
