import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as the routes receive it. */
export interface HostRequest {
  method: string;
  /** Scheme, host and port the caller used. */
  origin: string;
  /** Path as sent, still encoded, without the query. */
  path: string;
  /** Query as sent, with its question mark, or empty. */
  search: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
}

export interface HostResponse {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
}

/** Largest request body: 100 MB, the Functions default (`FUNCTIONS_REQUEST_BODY_SIZE_LIMIT`). */
const MAX_BODY_BYTES = 104_857_600;

/**
 * Reads a whole request. A chunked body (no Content-Length) is read and dropped, as the real host
 * does. Returns undefined when the body is over the limit.
 */
export async function readRequest(message: IncomingMessage): Promise<HostRequest | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const search = mark < 0 ? '' : url.slice(mark);
  const isDropped = message.headers['transfer-encoding'] !== undefined;
  return {
    method: message.method ?? 'GET',
    origin: `http://${message.headers.host ?? '127.0.0.1'}`,
    path: mark < 0 ? url : url.slice(0, mark),
    search,
    query: new URLSearchParams(search),
    headers: joinHeaders(message),
    body: isDropped ? Buffer.alloc(0) : Buffer.concat(chunks),
  };
}

function joinHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/**
 * Writes a response; one without a body gets Content-Length 0 (none for 204, where HTTP forbids
 * it).
 */
export function writeResponse(response: ServerResponse, { status, headers = {}, body }: HostResponse): void {
  const bytes = body === undefined ? 0 : Buffer.byteLength(body);
  response.writeHead(status, { ...headers, ...(status === 204 || status === 304 ? {} : { 'content-length': bytes }) });
  response.end(body);
}

/** A JSON answer in the words of ASP.NET. */
export function jsonResponse(status: number, body: string, headers: Record<string, string> = {}): HostResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}
