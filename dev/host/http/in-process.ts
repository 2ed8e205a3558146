import { createRequire } from 'node:module';
import type { HostRequest, HostResponse } from './exchange.ts';
import type { HttpServer } from './server.ts';

type Handle = (request: HostRequest) => Promise<HostResponse>;

/** As much of an axios request as the Durable client makes: its bodies are texts. */
interface ClientRequest {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: object;
  readonly data?: string;
}

type Adapter = (request: ClientRequest) => Promise<object>;

interface Axios {
  readonly defaults: { adapter: unknown };
  getAdapter(adapter: unknown): Adapter;
}

interface State {
  readonly handles: Map<string, Handle>;
  count: number;
}

/**
 * The Durable client's axios is one instance per process while this module may be loaded more than
 * once (Vitest).
 */
const STATE = Symbol.for('embedded-functions-host.in-process');
const globals = globalThis as typeof globalThis & { [STATE]?: State };

/**
 * No name of this kind is ever looked up: a host that has stopped refuses the connection, as a
 * closed port does.
 */
const ORIGIN = /^http:\/\/in-process-\d+\.localhost$/;

/**
 * Answers the Durable client of this process without a socket: its requests go through the same SDK
 * and the same routes, a turn of the event loop later. Everything else that uses axios is sent as
 * ever.
 */
export function serveInProcess(handle: Handle): HttpServer {
  globals[STATE] ??= takeOver();
  const { handles } = globals[STATE];
  const origin = `http://in-process-${++globals[STATE].count}.localhost`;
  handles.set(origin, handle);
  return { origin, close: async () => void handles.delete(origin) };
}

function takeOver(): State {
  const require = createRequire(createRequire(import.meta.url).resolve('durable-functions'));
  const axios = require('axios') as Axios;
  const send = axios.getAdapter(axios.defaults.adapter);
  const handles = new Map<string, Handle>();
  const adapter: Adapter = async (request) => {
    const url = new URL(request.url ?? '');
    if (!ORIGIN.test(url.origin)) return send(request);
    await new Promise((resolve) => setImmediate(resolve));
    const handle = handles.get(url.origin);
    if (!handle) throw Object.assign(new Error(`connect ECONNREFUSED ${url.host}`), { code: 'ECONNREFUSED' });
    const { status, headers = {}, body } = await answer(handle, asHostRequest(request, url));
    const data = body === undefined ? '' : Buffer.from(body).toString('utf8');
    return { data, status, statusText: '', headers, config: request, request: {} };
  };
  axios.defaults.adapter = adapter;
  return { handles, count: 0 };
}

/** As the server does: the answer says no more than that something failed unexpectedly. */
async function answer(handle: Handle, request: HostRequest): Promise<HostResponse> {
  try {
    return await handle(request);
  } catch {
    return { status: 500 };
  }
}

function asHostRequest({ method = 'get', headers = {}, data = '' }: ClientRequest, url: URL): HostRequest {
  const sent = Object.entries(headers).filter(([, value]) => value !== undefined && value !== null);
  return {
    method: method.toUpperCase(),
    origin: url.origin,
    path: url.pathname,
    search: url.search,
    query: new URLSearchParams(url.search),
    headers: Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: Buffer.from(data),
  };
}
