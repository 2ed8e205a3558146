import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { Dispatcher } from 'undici';
import type { Clock } from '../../clock.ts';
import { parseRetryAfter } from '../../http/retry-after.ts';
import type { Address } from './address-rules.ts';
import { type Resolve, safeLookup } from './safe-lookup.ts';

/** Receivers answer within a second; an activity that sends has 30 s. */
const DEADLINE_MS = 10_000;

/** What an answer holds is of no use: read for the connection's sake, as far as this. */
const MAX_ANSWER_BYTES = 65_536;
const ANSWER_DEADLINE_MS = 2_000;

/** What came back: the status and the wait it asks for, or why nothing did. */
export type PostResult =
  | { readonly status: number; readonly retryAfterSeconds?: number }
  /** `code`: of the socket or the look-up; undefined = the deadline passed. */
  | { readonly status: undefined; readonly code: string | undefined };

/** One message on its way out. */
export interface Post {
  readonly address: Address;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one message, once. */
export type PostOnce = (post: Post) => Promise<PostResult>;

/** What a test replaces of how receivers are reached. */
export interface ReachDeps {
  readonly resolve?: Resolve;
  /** A certificate to trust. */
  readonly ca?: string;
  /** Counts what is under way. */
  readonly watch?: (agent: Dispatcher) => Dispatcher;
}

/** What `makePost` works with. */
export interface PostDeps extends ReachDeps {
  readonly clock: Clock;
  readonly isDevelopment: boolean;
}

/**
 * Returns the one way to a receiver: a connection of its own for each message, to an address that was
 * checked for it; no redirect is followed, no proxy used, the answer not read. Never throws for
 * what a receiver does.
 */
export function makePost(deps: PostDeps): PostOnce {
  const { clock, isDevelopment, resolve = resolveAll, ca, watch = (agent) => agent } = deps;
  // The deadline below is the only clock; undici's own timers run in real time.
  const connect = { lookup: safeLookup(resolve, isDevelopment), timeout: 0, ...(ca !== undefined && { ca }) };
  let opened: Promise<Dispatcher> | undefined;
  const open = async () => {
    const { default: undici } = await import('undici');
    // Without pipelining a connection is closed after its answer: the next message is checked again.
    return watch(new undici.Agent({ connect, pipelining: 0, headersTimeout: 0, bodyTimeout: 0 }));
  };
  return async ({ address, headers, body }) => {
    const deadline = new AbortController();
    let cancel = clock.setTimer(() => deadline.abort(), DEADLINE_MS);
    try {
      opened ??= open();
      const {
        statusCode,
        headers: answered,
        body: answer,
      } = await (await opened).request({
        origin: address.origin,
        path: address.path,
        method: 'POST',
        headers,
        body,
        signal: deadline.signal,
      });
      cancel();
      cancel = clock.setTimer(() => deadline.abort(), ANSWER_DEADLINE_MS);
      const retryAfter = parseRetryAfter(headerText(answered['retry-after']), clock.now());
      await answer.dump({ limit: MAX_ANSWER_BYTES, signal: deadline.signal }).catch(() => undefined);
      return { status: statusCode, ...(retryAfter !== undefined && { retryAfterSeconds: retryAfter }) };
    } catch (error) {
      return { status: undefined, code: deadline.signal.aborted ? undefined : codeOf(error) };
    } finally {
      cancel();
    }
  };
}

function resolveAll(hostname: string): Promise<readonly LookupAddress[]> {
  return lookup(hostname, { all: true });
}

function headerText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** An error without a system code is a mistake of ours: thrown again. */
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || code === 'UND_ERR_INVALID_ARG') throw error;
  return code;
}
