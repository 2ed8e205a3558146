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

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** How many requests were refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /** Undefined when admitted, else the whole seconds until one more fits. */
  admit(now: number): number | undefined {
    const { requests, windowMs } = this.#limit;
    while ((this.#admitted[0] ?? now) < now - windowMs) this.#admitted.shift();
    if (this.#admitted.length < requests) {
      this.#admitted.push(now);
      return undefined;
    }
    this.#refused++;
    return Math.ceil(((this.#admitted[0] ?? now) + windowMs - now + 1) / 1_000);
  }
}
