/** What a shared limiter answers: go, or ask again later. */
export type Permit = { readonly kind: 'granted' } | { readonly kind: 'wait'; readonly ms: number };

/**
 * A limiter in an entity as one would first write it: it grants a phase `n` requests, and its job
 * is done.
 */
export interface NaiveEntity {
  ask(n: number, now: number): Permit;
}

/** The token bucket of the textbook: `limit` at most, refilled evenly over the window. */
export function tokenBucket(limit: number, windowMs: number): NaiveEntity {
  let tokens = limit;
  let last = 0;
  return {
    ask(n, now) {
      tokens = Math.min(limit, tokens + ((now - last) * limit) / windowMs);
      last = now;
      if (tokens < n) return { kind: 'wait', ms: ((n - tokens) * windowMs) / limit };
      tokens -= n;
      return { kind: 'granted' };
    },
  };
}

/** A counter that starts again with every calendar window. */
export function fixedWindow(limit: number, windowMs: number): NaiveEntity {
  let window = -1;
  let count = 0;
  return {
    ask(n, now) {
      const current = Math.floor(now / windowMs);
      if (current !== window) [window, count] = [current, 0];
      if (count + n > limit) return { kind: 'wait', ms: (current + 1) * windowMs - now };
      count += n;
      return { kind: 'granted' };
    },
  };
}
