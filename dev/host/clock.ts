import { Heap } from './heap.ts';

/**
 * Time for the embedded host: the machine's, or a virtual one that jumps. Structurally the same as
 * the product's clock (`dev/host` imports nothing from the product).
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Runs `callback` after `delayMs`; the answer cancels it. A guard: it does not count as parked
   * work.
   */
  setTimer(callback: () => void, delayMs: number): () => void;
  /**
   * Resolves after `delayMs` (`Infinity` = only by abort); rejects with the signal's reason. Counts
   * as parked.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

interface Entry {
  due: number;
  order: number;
  callback: (() => void) | undefined;
}

/**
 * A clock that stands still until a test advances it, and then moves only while nothing is
 * runnable: runnable = work handed to `track` − work parked in `sleep`. Gates (`addGate`) can hold
 * it back for a moment, for instance while a server has not yet noticed that a client hung up.
 */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #running = 0;
  #parked = 0;
  readonly #entries = new Heap<Entry>((a, b) => a.due < b.due || (a.due === b.due && a.order < b.order));
  readonly #gates = new Set<() => boolean>();
  #waiting: (() => void)[] = [];

  constructor(start: string | number = '2026-03-02T08:00:00Z') {
    this.#now = typeof start === 'number' ? start : Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  setTimer(callback: () => void, delayMs: number): () => void {
    const entry: Entry = { due: this.#now + Math.max(0, delayMs), order: this.#order++, callback };
    if (entry.due !== Number.POSITIVE_INFINITY) this.#entries.push(entry);
    return () => {
      entry.callback = undefined;
    };
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      this.#count(0, 1);
      const end = (settle: () => void) => {
        signal?.removeEventListener('abort', aborted);
        this.#count(0, -1);
        settle();
      };
      const cancel = this.setTimer(() => end(resolve), delayMs);
      const aborted = () => {
        cancel();
        end(() => reject(signal?.reason as Error));
      };
      signal?.addEventListener('abort', aborted, { once: true });
    });
  }

  /**
   * Counts `work` as running until it settles; the clock stands still meanwhile unless the work is
   * parked in `sleep`.
   */
  async track<T>(work: () => Promise<T>): Promise<T> {
    this.#count(1, 0);
    try {
      return await work();
    } finally {
      this.#count(-1, 0);
    }
  }

  /**
   * Counts one piece of work as running until the answer is called; calling it again does nothing.
   */
  hold(): () => void {
    let held = true;
    this.#count(1, 0);
    return () => {
      if (held) this.#count(-1, 0);
      held = false;
    };
  }

  /** `gate` must answer true before the clock moves; the answer removes it again. */
  addGate(gate: () => boolean): () => void {
    this.#gates.add(gate);
    return () => void this.#gates.delete(gate);
  }

  debug() {
    return { running: this.#running, parked: this.#parked, gates: [...this.#gates].map((g) => g()) };
  }

  /** When the next timer is due, or undefined when none is set. */
  nextDue(): number | undefined {
    return this.#next()?.due;
  }

  /** Waits, in real time, until nothing is runnable and every gate is open. */
  async settled(): Promise<void> {
    for (let quietTurns = 0; quietTurns < 3; quietTurns++) {
      if (this.#running - this.#parked > 0) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        quietTurns = -1;
      } else if (![...this.#gates].every((gate) => gate())) {
        quietTurns = -1;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /**
   * Moves to `time` (epoch ms), firing every timer on the way in order and letting the work it
   * causes finish.
   */
  async advanceTo(time: number): Promise<void> {
    for (;;) {
      await this.settled();
      const next = this.#next();
      if (next === undefined || next.due > time) break;
      this.#entries.pop();
      this.#now = Math.max(this.#now, next.due);
      next.callback?.();
    }
    this.#now = Math.max(this.#now, time);
  }

  /** Moves forward by `ms`. */
  async advance(ms: number): Promise<void> {
    await this.advanceTo(this.#now + ms);
  }

  /** The first timer still set; cancelled ones are dropped on the way. */
  #next(): Entry | undefined {
    for (;;) {
      const first = this.#entries.peek();
      if (first === undefined || first.callback !== undefined) return first;
      this.#entries.pop();
    }
  }

  #count(running: number, parked: number): void {
    this.#running += running;
    this.#parked += parked;
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Node caps a timer at 2^31 - 1 ms (about 24.8 days) and fires a longer one at once. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * The machine's own clock. Delays over 24.8 days are cut to that: who waits longer checks again.
 */
export const realClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), MAX_TIMER_MS));
    return () => clearTimeout(timer);
  },
  sleep(delayMs, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const finish = (settle: () => void) => {
        signal?.removeEventListener('abort', aborted);
        settle();
      };
      const cancel = this.setTimer(() => finish(resolve), delayMs);
      const aborted = () => {
        cancel();
        finish(() => reject(signal?.reason as Error));
      };
      signal?.addEventListener('abort', aborted, { once: true });
    });
  },
};
