import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../shared/clock.ts';
import { cut, faultReply, htmlReply, readBody, send, spoil } from './exchange.ts';
import type { Fault, Faults } from './faults.ts';
import { type Neighbour, Neighbours } from './neighbours.ts';
import { type RateLimit, RateLimiter } from './rate-limit.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { findRoute, type Match } from './router.ts';
import type { Reply, SimulatedRequest, SimulatedVendor } from './vendor.ts';

export interface ServerOptions {
  readonly clock: Clock;
  readonly vendors: readonly SimulatedVendor[];
  readonly faults: Faults;
  /** 0 = any free one. */
  readonly port: number;
  readonly rateLimit?: RateLimit;
  /** Others at the same limit of each vendor, from the start on; `seed` fixes their times. */
  readonly neighbours?: readonly Neighbour[];
  readonly seed: number;
  readonly keepRequests: number;
}

/** One request on its way through the server. */
interface Exchange {
  readonly vendor: SimulatedVendor | undefined;
  readonly match: Match;
  readonly url: URL;
  readonly entry: LoggedRequest;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** Aborts when the answer is sent or the client is gone. */
  readonly signal: AbortSignal;
}

const ofKind =
  <K extends Fault['kind']>(kind: K) =>
  (fault: Fault): fault is Extract<Fault, { kind: K }> =>
    fault.kind === kind;

/**
 * The HTTP server on 127.0.0.1: takes requests for all vendors through log, limit, faults and
 * routes.
 */
export class SimulatorServer {
  readonly log: RequestLog;
  /** What handlers and hooks threw: mistakes of the simulator or of a test. */
  readonly failures: unknown[] = [];
  readonly #options: ServerOptions;
  readonly #server: Server;
  readonly #limiters = new Map<string, { readonly limiter: RateLimiter; readonly others: Neighbours }>();
  readonly #begunAt: number;
  readonly #lateEffects = new Set<() => void>();
  #open = 0;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#begunAt = options.clock.now();
    this.log = new RequestLog(options.keepRequests);
    // Node's own timeouts run on the real clock and would close sockets the virtual one still
    // needs.
    const noTimeouts = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
    this.#server = createServer(noTimeouts, (incoming, response) => this.#accept(incoming, response));
  }

  /** Requests accepted and neither answered in full nor closed. */
  get openRequests(): number {
    return this.#open;
  }

  /** How many requests to the server the rate limit refused; those of neighbours are none. */
  get refused(): number {
    return [...this.#limiters.values()].reduce((sum, { limiter, others }) => sum + limiter.refused - others.refused, 0);
  }

  /** Listens; answers the base URL. Rejects when the port is taken. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port, '127.0.0.1', () => resolve());
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cuts what is open and stops; effects that were still to come do not happen. */
  async close(): Promise<void> {
    for (const cancel of this.#lateEffects) cancel();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  #accept(incoming: IncomingMessage, response: ServerResponse): void {
    this.#open++;
    const over = new AbortController();
    response.once('close', () => {
      this.#open--;
      over.abort(new Error('the exchange is over'));
    });
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? '127.0.0.1'}`);
    const vendor = this.#options.vendors.find(({ prefix }) => `${url.pathname}/`.startsWith(`${prefix}/`));
    const match = findRoute(vendor?.routes ?? [], incoming.method ?? 'GET', url.pathname.slice(vendor?.prefix.length));
    const entry = this.#record(incoming, url, vendor, match);
    const exchange = { vendor, match, url, entry, incoming, response, signal: over.signal };
    this.#answer(exchange).catch((error: unknown) => {
      // A client that left, also in the middle of a wait, is no failure.
      if (!over.signal.aborted && !incoming.errored) this.failures.push(error);
      response.destroy();
    });
  }

  #record(incoming: IncomingMessage, url: URL, vendor: SimulatedVendor | undefined, { route }: Match): LoggedRequest {
    const entry: LoggedRequest = {
      vendor: vendor?.name ?? 'none',
      method: incoming.method ?? 'GET',
      template: route?.template,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      at: this.#options.clock.now(),
    };
    this.log.add(entry, route !== undefined);
    return entry;
  }

  async #answer(exchange: Exchange): Promise<void> {
    const { clock, faults } = this.#options;
    const { entry, response, signal } = exchange;
    const overLimit = this.#overLimit(exchange);
    const request = await this.#read(exchange);
    const struck = overLimit ? [] : faults.strike(entry);
    for (const { ms } of struck.filter(ofKind('latency'))) await clock.sleep(ms, signal);
    for (const { afterMs } of struck.filter(ofKind('late-effect'))) this.#replyLater(exchange, request, afterMs);
    if (struck.some(({ kind }) => kind === 'hang' || kind === 'late-effect'))
      await clock.sleep(Number.POSITIVE_INFINITY, signal);
    if (struck.some(ofKind('reset-before'))) return cut(response);
    const instead = struck.find(ofKind('status'));
    const reply = overLimit ?? (instead ? faultReply(instead, clock.now()) : this.#reply(exchange, request));
    for (const { run } of struck.filter(ofKind('then'))) run(entry);
    if (struck.some(ofKind('reset-after'))) return cut(response);
    entry.status = reply.status;
    const slow = struck.find(ofKind('slow-body'));
    const pace = slow ? { slowMs: slow.ms } : {};
    await send(response, spoil(reply, struck), clock, { ...pace, cutBody: struck.some(ofKind('cut-body')), signal });
  }

  async #read({ incoming, entry, match, url }: Exchange): Promise<SimulatedRequest> {
    const { body, malformed } = await readBody(incoming);
    if (body !== undefined) entry.body = body;
    const { method, path } = entry;
    const { headers } = incoming;
    return {
      method,
      path,
      origin: url.origin,
      params: match.params,
      query: url.searchParams,
      headers,
      body,
      malformed,
    };
  }

  /** The vendor's own answer; this is where the effect takes place. */
  #reply({ vendor, match }: Exchange, request: SimulatedRequest): Reply {
    if (!vendor) return htmlReply(404);
    try {
      const { route } = match;
      return vendor.refuse(request, route) ?? route?.handle(request) ?? vendor.unknown(request, match.pathKnown);
    } catch (error) {
      this.failures.push(error);
      return { status: 500 };
    }
  }

  #replyLater(exchange: Exchange, request: SimulatedRequest, afterMs: number): void {
    const cancel = this.#options.clock.setTimer(() => {
      this.#lateEffects.delete(cancel);
      this.#reply(exchange, request);
    }, afterMs);
    this.#lateEffects.add(cancel);
  }

  #overLimit({ vendor, entry }: Exchange): Reply | undefined {
    const { rateLimit, neighbours = [], seed } = this.#options;
    if (!rateLimit || !vendor) return undefined;
    const known = this.#limiters.get(vendor.name);
    const others = known?.others ?? new Neighbours(neighbours, { seed, begunAt: this.#begunAt });
    const limiter = known?.limiter ?? new RateLimiter(rateLimit);
    if (!known) this.#limiters.set(vendor.name, { limiter, others });
    others.act(limiter, entry.at);
    const waitSeconds = limiter.admit(entry.at);
    return waitSeconds === undefined ? undefined : vendor.tooMany(waitSeconds);
  }
}
