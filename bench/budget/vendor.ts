import { type Neighbour, Neighbours } from '../../dev/simulator/neighbours.ts';
import { type RateLimit, RateLimiter } from '../../dev/simulator/rate-limit.ts';
import type { EventQueue, Random } from './events.ts';

/**
 * The vendor's side: when requests reached it, and when it answers 429. Times are true time, ms.
 */
export interface Vendor {
  readonly arrivals: number[];
  /** When requests of ours were admitted; without a limit the same as `arrivals`. */
  readonly admitted: number[];
  /** A request reaches the vendor at `at`; the answer says later whether it was refused. */
  receive(at: number): { readonly isRefused: boolean };
}

/** A vendor's own limit, and who else uses it up. */
export interface SharedLimit {
  readonly limit: RateLimit;
  readonly neighbours: readonly Neighbour[];
  readonly seed: number;
}

/** `rateLimitEveryMs`: mean time between bursts of 429; each lasts up to one `windowMs`. */
export function makeVendor(
  queue: EventQueue,
  random: Random,
  options: { readonly rateLimitEveryMs: number; readonly windowMs: number; readonly shared?: SharedLimit | undefined },
): Vendor {
  if (options.shared) return makeSharedVendor(queue, options.shared);
  const arrivals: number[] = [];
  let refusingUntil = -1;
  const burst = () => {
    refusingUntil = queue.now + random.between(0, options.windowMs);
    queue.after(random.between(0, 2 * options.rateLimitEveryMs), burst);
  };
  if (Number.isFinite(options.rateLimitEveryMs)) queue.after(random.between(0, 2 * options.rateLimitEveryMs), burst);
  return {
    arrivals,
    admitted: arrivals,
    receive: (at) => {
      arrivals.push(at);
      return { isRefused: queue.now < refusingUntil };
    },
  };
}

/** A vendor that counts what neighbours send against the same limit. */
function makeSharedVendor(queue: EventQueue, { limit, neighbours, seed }: SharedLimit): Vendor {
  const arrivals: number[] = [];
  const admitted: number[] = [];
  const limiter = new RateLimiter(limit);
  const others = new Neighbours(neighbours, { seed, begunAt: 0 });
  return {
    arrivals,
    admitted,
    receive: (at) => {
      arrivals.push(at);
      const answer = { isRefused: false };
      queue.after(at - queue.now, () => {
        others.act(limiter, at);
        answer.isRefused = limiter.admit(at) !== undefined;
        if (!answer.isRefused) admitted.push(at);
      });
      return answer;
    },
  };
}
