import Bottleneck from 'bottleneck';
import pThrottle from 'p-throttle';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';

/** A limiter in the memory of one machine: runs `start` when a request may go. */
export type InstanceLimiter = (start: () => void) => Promise<unknown>;

/** Makes the limiter of one machine for `limit` requests in `windowMs`. */
export type MakeInstanceLimiter = (limit: number, windowMs: number) => InstanceLimiter;

/** The reservoir form, which its documentation gives for "so many per minute". */
export const withBottleneck: MakeInstanceLimiter = (limit, windowMs) => {
  const limiter = new Bottleneck({
    reservoir: limit,
    reservoirRefreshAmount: limit,
    reservoirRefreshInterval: windowMs,
  });
  return (start) => limiter.schedule(async () => start());
};

/** The queue of rate-limiter-flexible over its memory store. */
export const withRateLimiterFlexible: MakeInstanceLimiter = (limit, windowMs) => {
  const limiter = new RateLimiterMemory({ points: limit, duration: windowMs / 1_000 });
  const queue = new RateLimiterQueue(limiter, { maxQueueSize: 1_000_000 });
  return (start) => queue.removeTokens(1).then(start);
};

/** p-throttle with its windows as they come. */
export const withPThrottle: MakeInstanceLimiter = (limit, windowMs) =>
  pThrottle({ limit, interval: windowMs })(async (start: () => void) => start());
