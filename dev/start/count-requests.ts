import type { Dispatcher } from 'undici';

const MINUTE_MS = 60_000;

/** Counts what is sent to the vendor, real or simulated. */
export interface RequestCounter {
  /** Give this one to the app; closing it closes the inner one. */
  readonly dispatcher: Dispatcher;
  readonly total: number;
  /** Requests sent in the last 60 s. */
  lastMinute(): number;
}

/** Wraps `inner` so that its requests are counted on `clock`. */
export function countRequests(inner: Dispatcher, clock: { now(): number }): RequestCounter {
  let total = 0;
  let recent: number[] = [];
  const forgetOld = () => {
    recent = recent.filter((at) => at > clock.now() - MINUTE_MS);
  };
  const dispatcher = inner.compose((dispatch) => (options, handler) => {
    total++;
    forgetOld();
    recent.push(clock.now());
    return dispatch(options, handler);
  });
  return {
    dispatcher,
    get total() {
      return total;
    },
    lastMinute() {
      forgetOld();
      return recent.length;
    },
  };
}
