import type { Dispatcher } from 'undici';

const MINUTE_MS = 60_000;

/** Counts what is sent to Atera, real or simulated. */
export interface RequestCounter {
  /** Give this one to the app; closing it closes the inner one. */
  readonly dispatcher: Dispatcher;
  readonly total: number;
  /** Requests sent in the last 60 s. */
  lastMinute(): number;
}

/** Wraps `inner` so that its requests below `baseUrl` are counted on `clock`. */
export function countRequests(inner: Dispatcher, baseUrl: string, clock: { now(): number }): RequestCounter {
  let total = 0;
  let recent: number[] = [];
  const forgetOld = () => {
    recent = recent.filter((at) => at > clock.now() - MINUTE_MS);
  };
  const dispatcher = inner.compose((dispatch) => (options, handler) => {
    if (`${options.origin}${options.path}`.startsWith(baseUrl)) {
      total++;
      forgetOld();
      recent.push(clock.now());
    }
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
