import type { Management } from '../client/management.ts';
import type { Clock } from '../clock.ts';
import type { Dispatcher } from '../engine/dispatcher.ts';
import type { TypedData } from '../functions/core-types.ts';
import type { FunctionTable } from '../functions/function-table.ts';
import type { Invoker, LogSink } from '../functions/invoke.ts';
import { isFromElsewhere } from './elsewhere.ts';
import type { HostRequest, HostResponse } from './exchange.ts';
import { findHttpFunction, type HttpFunction, httpFunctions, httpResponse, httpTriggerData } from './http-trigger.ts';
import { serveInProcess } from './in-process.ts';
import { type HostKeys, isAllowed, newKeys } from './keys.ts';
import { clientBinding, RPC_PREFIX, WEBHOOK_PREFIX } from './links.ts';
import { managementApi } from './management-api.ts';
import { type HttpServer, serve } from './server.ts';

export interface FrontOptions {
  functions: FunctionTable;
  clock: Clock;
  hubName: string;
  routePrefix: string;
}

export interface FrontServices {
  management: Management;
  dispatcher: Dispatcher;
  invoker: Invoker;
  log: LogSink;
  port: number;
  enforceKeys: boolean;
  clientInProcess: boolean;
  timerNames: string[];
  runTimer(name: string): Promise<void>;
}

const ADMIN_PREFIX = '/admin/functions/';

/**
 * Everything the host serves over HTTP: the app's routes and the public management API on one port,
 * the SDK's RPC address on another, as the real host has them.
 */
export class Front {
  readonly keys: HostKeys = newKeys();
  readonly #options: FrontOptions;
  readonly #functions: HttpFunction[];
  readonly #prefixParts: string[];
  #servers: { app: HttpServer; rpc: HttpServer } | undefined;
  #clientInput: TypedData | undefined;

  /** Throws when a route cannot be served. */
  constructor(options: FrontOptions) {
    this.#options = options;
    this.#functions = httpFunctions(options.functions);
    this.#prefixParts = options.routePrefix.split('/').filter((part) => part !== '');
  }

  get origin(): string {
    return this.#servers?.app.origin ?? '';
  }

  /** The value of a durableClient input. */
  clientInput(): TypedData {
    const { app, rpc } = this.#servers ?? {};
    if (!app || !rpc) throw new Error('The host is not listening yet.');
    this.#clientInput ??= { string: clientBinding(app.origin, rpc.origin, this.#links()) };
    return this.#clientInput;
  }

  /**
   * Listens on both ports, or on the app's alone with `clientInProcess`; rejects when
   * `services.port` is taken.
   */
  async open(services: FrontServices): Promise<void> {
    const app = await serve(services.port, (request) => this.#handle(services, request));
    try {
      const handleRpc = (request: HostRequest) => this.#handleRpc(services, request);
      const rpc = services.clientInProcess ? serveInProcess(handleRpc) : await serve(0, handleRpc);
      this.#servers = { app, rpc };
    } catch (error) {
      await app.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#servers?.app.close(), this.#servers?.rpc.close()]);
  }

  #links() {
    return { hubName: this.#options.hubName, key: this.keys.system };
  }

  #api(services: FrontServices) {
    const { clock, functions } = this.#options;
    return { management: services.management, clock, functions, links: this.#links() };
  }

  #handleRpc(services: FrontServices, request: HostRequest): Promise<HostResponse> {
    const prefix = request.path.startsWith(WEBHOOK_PREFIX) ? WEBHOOK_PREFIX : RPC_PREFIX;
    return managementApi(this.#api(services), request, prefix);
  }

  async #handle(services: FrontServices, request: HostRequest): Promise<HostResponse> {
    const { path } = request;
    if (!services.enforceKeys && isFromElsewhere(request)) return { status: 403 };
    const check = (level: string) => !services.enforceKeys || isAllowed(level, request, this.keys);
    if (path.toLowerCase().startsWith(WEBHOOK_PREFIX)) {
      if (!check('system')) return { status: 401 };
      return managementApi(this.#api(services), request, path.slice(0, WEBHOOK_PREFIX.length));
    }
    if (path.startsWith(ADMIN_PREFIX)) return check('admin') ? runManually(services, request) : { status: 401 };
    if (path === '/')
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>Embedded Functions host</title>',
      };
    const parts = path.split('/').filter((part) => part !== '');
    const prefix = parts.splice(0, this.#prefixParts.length);
    const isInside = this.#prefixParts.every((part, index) => prefix[index]?.toLowerCase() === part.toLowerCase());
    const match = isInside ? findHttpFunction(this.#functions, request.method, parts) : undefined;
    if (!match) return { status: 404 };
    if (!check(match.found.authLevel)) return { status: 401 };
    const { fn } = match.found;
    const outcome = await services.dispatcher.track(`http ${fn.name}`, () =>
      services.invoker.invoke({ fn, trigger: httpTriggerData(request, match.params) }),
    );
    if (!outcome.ok) {
      const message = `${fn.name} failed: ${outcome.error.stack ?? outcome.error.message}`;
      services.log({ level: 'error', category: 'host', message, functionName: fn.name });
    }
    return httpResponse(outcome);
  }
}

/** `POST /admin/functions/NAME` runs a timer function once and answers before it has ended. */
function runManually(services: FrontServices, { method, path, headers }: HostRequest): HostResponse {
  const name = decodeURIComponent(path.slice(ADMIN_PREFIX.length));
  if (method !== 'POST') return { status: 404 };
  if (!/^application\/json/i.test(headers['content-type'] ?? '')) return { status: 415 };
  if (!services.timerNames.includes(name.toLowerCase())) return { status: 404 };
  void services.runTimer(name);
  return { status: 202 };
}
