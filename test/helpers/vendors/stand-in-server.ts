import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Agent } from 'undici';
import { POOL_OPTIONS } from '../../../shared/http/dispatcher.ts';

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (response: ServerResponse, request: RecordedRequest) => void;

/** A local HTTP or HTTPS server that records every request and answers each with `answer`. */
export async function startStandIn(answer: Answer, tls?: { key: string; cert: string }) {
  const requests: RecordedRequest[] = [];
  const arrival = { next: Promise.withResolvers<void>() };
  const listener = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: await text(incoming) };
    requests.push(request);
    arrival.next.resolve();
    arrival.next = Promise.withResolvers();
    answer(response, request);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    /** Resolves when the next request has arrived. */
    arrived: () => arrival.next.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with `status` and `body` as JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A dispatcher without timers of its own (undici's run in real time). */
export function testDispatcher(): Agent {
  return new Agent({ ...POOL_OPTIONS, connect: { timeout: 0 }, keepAliveTimeout: 1, keepAliveMaxTimeout: 1 });
}
