import { chance } from './random.ts';
import type { LoggedRequest } from './request-log.ts';

/** What goes wrong with a request. */
export type Fault =
  /**
   * Answers this instead, and nothing takes effect. 429: `retryAfter` in seconds, as a number or as
   * an HTTP date.
   */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: number | string;
      readonly retryAfterForm?: 'seconds' | 'date';
      readonly body?: 'empty' | 'html';
    }
  /** Waits first. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Never answers; nothing takes effect. */
  | { readonly kind: 'hang' }
  /** Never answers, and takes effect `afterMs` later even if the client has gone. */
  | { readonly kind: 'late-effect'; readonly afterMs: number }
  /** Cuts the connection before the effect. */
  | { readonly kind: 'reset-before' }
  /** Takes effect, then cuts the connection without an answer. */
  | { readonly kind: 'reset-after' }
  /** Takes effect, then sends half of the body and cuts the connection. */
  | { readonly kind: 'cut-body' }
  /** Takes effect, then sends the headers at once and the second half of the body after `ms`. */
  | { readonly kind: 'slow-body'; readonly ms: number }
  /** Takes effect; the body is spoilt. `truncated` = complete by its length, but not whole JSON. */
  | { readonly kind: 'body'; readonly body: 'malformed' | 'truncated' | 'html' | 'empty' }
  /** Takes effect; right body under this content type. */
  | { readonly kind: 'content-type'; readonly contentType: string }
  /** Runs once the answer is settled and before it is sent: for what happens between two pages. */
  | { readonly kind: 'then'; readonly run: (request: LoggedRequest) => void };

/** When a fault strikes. */
export interface FaultRule {
  /**
   * An operation such as `GET /alerts`, a test on the logged request, or nothing for every request.
   */
  readonly on?: string | ((request: LoggedRequest) => boolean);
  /** Lets this many matching requests pass first; default 0. */
  readonly skip?: number;
  /** How often; default 1. `Infinity` until removed. */
  readonly times?: number;
  /** Chance per matching request, drawn from the seed; default 1. */
  readonly probability?: number;
  readonly fault: Fault;
}

/** A rule in force. */
export interface ActiveFault {
  /** How often it struck. */
  readonly hits: number;
  remove(): void;
}

interface State {
  readonly rule: FaultRule;
  observed: number;
  hits: number;
}

/**
 * The fault switches of a simulator. Rules strike in the order they were added; several can hit one
 * request.
 */
export class Faults {
  readonly #states = new Set<State>();
  readonly #seed: number;
  #draws = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Adds a rule. */
  inject(rule: FaultRule): ActiveFault {
    const state: State = { rule, observed: 0, hits: 0 };
    this.#states.add(state);
    return {
      get hits() {
        return state.hits;
      },
      remove: () => void this.#states.delete(state),
    };
  }

  /** Runs `action` after page `page` of an operation was put together and before it is sent. */
  betweenPages(operation: string, page: number, action: () => void): ActiveFault {
    const on = (request: LoggedRequest) =>
      `${request.method} ${request.template}` === operation && Number(request.query.page ?? 1) === page;
    return this.inject({ on, fault: { kind: 'then', run: action } });
  }

  /** Removes every rule. */
  clear(): void {
    this.#states.clear();
  }

  /** What strikes this request; counts it for every rule it matches. */
  strike(request: LoggedRequest): Fault[] {
    const struck: Fault[] = [];
    for (const state of this.#states) {
      const { rule } = state;
      if (!matches(rule, request)) continue;
      if (state.observed++ < (rule.skip ?? 0)) continue;
      if (state.hits >= (rule.times ?? 1)) continue;
      if (chance(this.#seed, 'fault', this.#draws++) >= (rule.probability ?? 1)) continue;
      state.hits++;
      struck.push(rule.fault);
    }
    return struck;
  }
}

function matches({ on }: FaultRule, request: LoggedRequest): boolean {
  if (on === undefined) return true;
  return typeof on === 'string' ? on === `${request.method} ${request.template}` : on(request);
}
