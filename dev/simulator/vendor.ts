import type { IncomingHttpHeaders } from 'node:http';

/** A request as a route receives it. */
export interface SimulatedRequest {
  readonly method: string;
  /** Scheme, host and port the client used, for absolute links. */
  readonly origin: string;
  /** Path as sent, with the vendor's prefix. */
  readonly path: string;
  /** Decoded template members, for instance `alertId`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON or form; undefined without a body, and `malformed` when it is neither. */
  readonly body: unknown;
  readonly malformed: boolean;
}

/** An answer: `json` is encoded, `text` is sent as it is, neither is an empty body. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** One operation a vendor knows. */
export interface Route {
  readonly method: string;
  /** Below the vendor's prefix, for instance `/alerts/{alertId}`. */
  readonly template: string;
  handle(request: SimulatedRequest): Reply;
}

/**
 * One vendor's side of the simulator: a path prefix and what lives below it. The server does the
 * rest for every vendor alike: log, faults, rate limit, latency, quiescence.
 */
export interface SimulatedVendor<R extends Route = Route> {
  readonly name: string;
  /** For instance `/api/v3`; no trailing slash. */
  readonly prefix: string;
  readonly routes: readonly R[];
  /** A refusal (401, 403), or undefined to go on. */
  refuse(request: SimulatedRequest, route: R | undefined): Reply | undefined;
  /**
   * What the vendor answers below its prefix where it has nothing; `pathKnown` = under another
   * method.
   */
  unknown(request: SimulatedRequest, pathKnown: boolean): Reply;
  /** What the vendor answers over its limit; `waitSeconds` = until one more request fits. */
  tooMany(waitSeconds: number): Reply;
}
