import { chance } from './random.ts';
import type { RateLimiter } from './rate-limit.ts';

/**
 * Another tool of the customer's that uses the same account: what it sends counts against the
 * vendor's limit, and is no request of the app's. It neither waits nor retries when it is refused.
 */
export type Neighbour =
  /** Sends `requests` at once every `everyMs`, each time up to a fiftieth of that late. */
  | { readonly kind: 'bursts'; readonly everyMs: number; readonly requests: number }
  /** Sends one request every `everyMs`, each up to that much late. */
  | { readonly kind: 'constant'; readonly everyMs: number }
  /**
   * Every `everyMs` uses up all there is, so that the vendor refuses everybody for `forMs`, however
   * it counts.
   */
  | { readonly kind: 'fills'; readonly everyMs: number; readonly forMs: number };

/**
 * Neighbours at one vendor. They act when they are given the time, on nobody's timer; the same seed
 * and times give the same requests.
 */
export class Neighbours {
  readonly #neighbours: readonly Neighbour[];
  readonly #seed: number;
  readonly #begunAt: number;
  readonly #turns: number[];
  #refused = 0;

  /** `begunAt`: epoch ms of their first request, about. */
  constructor(neighbours: readonly Neighbour[], { seed, begunAt }: { seed: number; begunAt: number }) {
    this.#neighbours = neighbours;
    this.#seed = seed;
    this.#begunAt = begunAt;
    this.#turns = neighbours.map(() => 0);
  }

  /** How many of their requests were refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /** Sends what was to be sent up to `now` (epoch ms), in the order of time. */
  act(limiter: RateLimiter, now: number): void {
    for (;;) {
      const times = this.#neighbours.map((neighbour, index) => this.#turnOf(neighbour, index));
      const at = Math.min(...times);
      if (at > now) return;
      const index = times.indexOf(at);
      this.#turns[index] = (this.#turns[index] ?? 0) + 1;
      const neighbour = this.#neighbours[index];
      if (neighbour?.kind === 'fills') limiter.refuseUntil(at + neighbour.forMs);
      else this.#send(limiter, at, neighbour?.kind === 'bursts' ? neighbour.requests : 1);
    }
  }

  #turnOf({ kind, everyMs }: Neighbour, index: number): number {
    const turn = this.#turns[index] ?? 0;
    const late = chance(this.#seed, 'neighbour', index, turn) * everyMs * (kind === 'constant' ? 1 : 0.02);
    return this.#begunAt + Math.floor(turn * everyMs + late);
  }

  #send(limiter: RateLimiter, at: number, requests: number): void {
    const before = limiter.refused;
    for (let request = 0; request < requests; request++) limiter.admit(at);
    this.#refused += limiter.refused - before;
  }
}
