/** A random source that gives the same numbers for the same seed (mulberry32). */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** In [low, high). */
  between(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
}

/** A reproducible random source. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, between: (low, high) => low + next() * (high - low), chance: (probability) => next() < probability };
}

/** Events of a simulation in the order of their time; ties in the order they were added. */
export class EventQueue {
  #now = 0;
  #order = 0;
  readonly #times: number[] = [];
  readonly #orders: number[] = [];
  readonly #actions: (() => void)[] = [];

  /** True time, ms. */
  get now(): number {
    return this.#now;
  }

  /** Runs `action` in `delayMs` (at least 0). */
  after(delayMs: number, action: () => void): void {
    let index = this.#times.length;
    const time = this.#now + Math.max(0, delayMs);
    const order = this.#order++;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isLater(parent, time, order)) break;
      this.#move(parent, index);
      index = parent;
    }
    this.#put(index, time, order, action);
  }

  /** Runs every event up to `end`. */
  runUntil(end: number): void {
    while (this.#times.length > 0 && (this.#times[0] as number) <= end) this.#pop()();
    this.#now = end;
  }

  #pop(): () => void {
    this.#now = this.#times[0] as number;
    const first = this.#actions[0] as () => void;
    const time = this.#times.pop() as number;
    const order = this.#orders.pop() as number;
    const action = this.#actions.pop() as () => void;
    const length = this.#times.length;
    if (length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= length) break;
      if (
        child + 1 < length &&
        this.#isLater(child, this.#times[child + 1] as number, this.#orders[child + 1] as number)
      ) {
        child++;
      }
      if (this.#isLater(child, time, order)) break;
      this.#move(child, index);
      index = child;
    }
    this.#put(index, time, order, action);
    return first;
  }

  #isLater(index: number, time: number, order: number): boolean {
    const other = this.#times[index] as number;
    return other > time || (other === time && (this.#orders[index] as number) > order);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#times[from] as number, this.#orders[from] as number, this.#actions[from] as () => void);
  }

  #put(index: number, time: number, order: number, action: () => void): void {
    this.#times[index] = time;
    this.#orders[index] = order;
    this.#actions[index] = action;
  }
}

/** The most arrivals in any window `(x, x + windowMs]`. */
export function peakInAnyWindow(arrivals: readonly number[], windowMs: number): number {
  let peak = 0;
  forEachWindow(arrivals, windowMs, (_, count) => {
    peak = Math.max(peak, count);
  });
  return peak;
}

/** How many windows that end with an arrival hold more than `limitAt(end)`. */
export function windowsOver(arrivals: readonly number[], windowMs: number, limitAt: (end: number) => number): number {
  let over = 0;
  forEachWindow(arrivals, windowMs, (end, count) => {
    if (count > limitAt(end)) over++;
  });
  return over;
}

function forEachWindow(
  arrivals: readonly number[],
  windowMs: number,
  visit: (end: number, count: number) => void,
): void {
  const sorted = Float64Array.from(arrivals).sort();
  let first = 0;
  for (let last = 0; last < sorted.length; last++) {
    const end = sorted[last] as number;
    while ((sorted[first] as number) <= end - windowMs) first++;
    visit(end, last - first + 1);
  }
}

/** The most arrivals in any calendar window (whole multiples of `windowMs`). */
export function peakInCalendarWindows(arrivals: readonly number[], windowMs: number): number {
  const counts = new Map<number, number>();
  for (const time of arrivals) {
    const window = Math.floor(time / windowMs);
    counts.set(window, (counts.get(window) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
