const WINDOW_MS = 60_000;

/** "Under 30 requests per minute", in the vendor's words. */
const MOST_IN_WINDOW = 29;

/**
 * The limit on `GET /servers`: whoever exceeds it is refused for a minute, whatever comes
 * meanwhile.
 */
export class ServerListLimit {
  readonly #admitted: number[] = [];
  #refusedUntil = Number.NEGATIVE_INFINITY;
  #refused = 0;

  /** How many lists were refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /** Undefined when admitted, else the whole seconds until the penalty ends. */
  admit(now: number): number | undefined {
    while ((this.#admitted[0] ?? now) < now - WINDOW_MS) this.#admitted.shift();
    if (now >= this.#refusedUntil && this.#admitted.length < MOST_IN_WINDOW) {
      this.#admitted.push(now);
      return undefined;
    }
    this.#refused++;
    if (now >= this.#refusedUntil) {
      this.#refusedUntil = now + WINDOW_MS;
      // Whoever waits out the penalty starts again: the wait in the answer must be enough.
      this.#admitted.length = 0;
    }
    return Math.ceil((this.#refusedUntil - now) / 1_000);
  }
}
