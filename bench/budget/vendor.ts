import type { EventQueue, Random } from './events.ts';

/** The vendor's side: when requests reached it, and when it answers 429. Times are true time, ms. */
export interface Vendor {
  readonly arrivals: number[];
  /** A request reaches the vendor at `at`. */
  receive(at: number): void;
  /** Whether it answers 429 now, because others use up the limit. */
  isRefusing(): boolean;
}

/** `rateLimitEveryMs`: mean time between bursts of 429; each lasts up to one `windowMs`. */
export function makeVendor(
  queue: EventQueue,
  random: Random,
  options: { readonly rateLimitEveryMs: number; readonly windowMs: number },
): Vendor {
  const arrivals: number[] = [];
  let refusingUntil = -1;
  const burst = () => {
    refusingUntil = queue.now + random.between(0, options.windowMs);
    queue.after(random.between(0, 2 * options.rateLimitEveryMs), burst);
  };
  if (Number.isFinite(options.rateLimitEveryMs)) queue.after(random.between(0, 2 * options.rateLimitEveryMs), burst);
  return {
    arrivals,
    receive: (at) => void arrivals.push(at),
    isRefusing: () => queue.now < refusingUntil,
  };
}
