/** A hard limit: at most `requests` in any window of `windowMs`. */
export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
}

/** Sliding log of admitted requests; refused ones do not count, so waiting always helps. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #admitted: number[] = [];
  #refused = 0;
  #refusesUntil = Number.NEGATIVE_INFINITY;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** How many requests were refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /** Refuses everything before `time` (epoch ms). */
  refuseUntil(time: number): void {
    this.#refusesUntil = Math.max(this.#refusesUntil, time);
  }

  /** Undefined when admitted, else the whole seconds until one more fits. */
  admit(now: number): number | undefined {
    const { requests, windowMs } = this.#limit;
    while ((this.#admitted[0] ?? now) < now - windowMs) this.#admitted.shift();
    const isFull = this.#admitted.length >= requests;
    if (!isFull && now >= this.#refusesUntil) {
      this.#admitted.push(now);
      return undefined;
    }
    this.#refused++;
    const fitsAt = isFull ? (this.#admitted[0] ?? now) + windowMs + 1 : now;
    return Math.ceil((Math.max(fitsAt, this.#refusesUntil) - now) / 1_000);
  }
}
