import type { Dispatcher } from 'undici';

/** A dispatcher whose requests are counted. */
export interface TrackedDispatcher {
  /** Give this one to the client. */
  readonly dispatcher: Dispatcher;
  /**
   * Requests sent and neither read to the end, failed nor given up. Drops at once when the client
   * aborts.
   */
  readonly inFlight: number;
}

/**
 * Wraps a dispatcher so that its requests in flight are counted; closing the wrapped one closes the
 * inner one.
 */
export function trackingDispatcher(inner: Dispatcher): TrackedDispatcher {
  let inFlight = 0;
  const dispatcher = inner.compose((dispatch) => (options, handler) => {
    inFlight++;
    return dispatch(
      options,
      watched(handler, () => inFlight--),
    );
  });
  return {
    dispatcher,
    get inFlight() {
      return inFlight;
    },
  };
}

/**
 * Holds a virtual clock while client and simulator disagree on what is open: between an abort and
 * the moment the server notices it, both sides still have work to do. Exact as long as each piece
 * of work the clock tracks waits for one request at a time. The answer removes the gate.
 */
export function holdClockWhileUnequal(
  clock: { addGate(gate: () => boolean): () => void },
  simulator: { readonly openRequests: number },
  dispatcher: { readonly inFlight: number },
): () => void {
  return clock.addGate(() => simulator.openRequests === dispatcher.inFlight);
}

/** The handler with `over` called once, as soon as the request ends in any way. */
function watched(handler: Dispatcher.DispatchHandler, over: () => void): Dispatcher.DispatchHandler {
  let ended = false;
  const end = () => {
    if (!ended) over();
    ended = true;
  };
  // Spelled out: a handler's methods sit on its prototype and need their own `this`.
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(observed(controller, end), context),
    onRequestUpgrade: (...parts) => handler.onRequestUpgrade?.(...parts),
    onResponseStart: (controller, ...parts) => handler.onResponseStart?.(observed(controller, end), ...parts),
    onResponseData: (...parts) => handler.onResponseData?.(...parts),
    onResponseEnd(...parts) {
      end();
      return handler.onResponseEnd?.(...parts);
    },
    onResponseError(...parts) {
      end();
      return handler.onResponseError?.(...parts);
    },
  };
}

/**
 * The controller with `end` called on abort: undici itself reports the error only once the socket
 * is gone.
 */
function observed(controller: Dispatcher.DispatchController, end: () => void): Dispatcher.DispatchController {
  return new Proxy(controller, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...parts: unknown[]): unknown => {
        if (name === 'abort') end();
        return Reflect.apply(value, target, parts);
      };
    },
    // The client hangs a few members on it; private ones live in the target.
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}
