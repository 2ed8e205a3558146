import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Clock } from '../../../shared/clock.ts';

/** What a receiver makes of one request, before a test makes it behave otherwise. */
export interface Judged {
  readonly status: number;
  readonly answer?: string;
  /** What a person reads, once it is shown. Absent = nothing is shown. */
  readonly shown?: unknown;
  /** What goes wrong after the answer, where the sender does not hear of it. */
  readonly failure?: string;
}

/** One request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: number;
}

/** How the next requests are answered instead, until a test says `ok`. */
export type Behaviour =
  | 'ok'
  | 'hang'
  | 'reset'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly answer?: string };

/** A local receiver of a channel's messages. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly Arrived[];
  /** What people read, in the order in which it came. */
  readonly shown: unknown[];
  /** What failed where the sender does not hear of it. */
  readonly failures: string[];
  readonly openRequests: number;
  behave(behaviour: Behaviour): void;
}

/** Starts a receiver on 127.0.0.1 that judges each request with `judge`. */
export async function startReceiver(clock: Clock, judge: (arrived: Arrived) => Judged, path = '/'): Promise<Receiver> {
  const requests: Arrived[] = [];
  const [shown, failures]: [unknown[], string[]] = [[], []];
  let behaviour: Behaviour = 'ok';
  let openRequests = 0;
  const accept = async (incoming: IncomingMessage, response: ServerResponse) => {
    openRequests++;
    const over = new AbortController();
    response.once('close', () => {
      openRequests--;
      over.abort();
    });
    const body = await text(incoming);
    const { method = '', url = '', headers } = incoming;
    const arrived = { method, path: url, headers: headers as Record<string, string>, body, at: clock.now() };
    requests.push(arrived);
    if (behaviour === 'hang') return clock.sleep(Number.POSITIVE_INFINITY, over.signal);
    if (behaviour === 'reset') return response.destroy();
    if (behaviour !== 'ok') return response.writeHead(behaviour.status, behaviour.headers).end(behaviour.answer);
    const judged = judge(arrived);
    if (judged.shown !== undefined) shown.push(judged.shown);
    if (judged.failure !== undefined) failures.push(judged.failure);
    response.writeHead(judged.status, { 'content-type': 'text/plain' }).end(judged.answer);
  };
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (incoming, response) => {
    // A client that left is no failure of the receiver.
    accept(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}${path}`, port, requests, shown, failures },
    get openRequests() {
      return openRequests;
    },
    behave(next) {
      behaviour = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Returns the JSON of a body, or undefined. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
