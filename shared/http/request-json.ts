import { z } from 'zod';
import type { LeaseSession } from '../budget/lease.ts';
import type { Clock } from '../clock.ts';
import type { DatedAnswer } from '../clock-watch.ts';
import { VendorError } from '../errors.ts';
import type { Sender } from './dispatcher.ts';
import { connectionFailure, type RequestLabel, responseFailure, statusFailure, timeoutFailure } from './failures.ts';
import { problemFields } from './problem-fields.ts';
import { type BodyReading, readBody } from './read-body.ts';

/**
 * Longest time for one attempt, its body included. Vendors answer within a second; leases last
 * 10–30 s.
 */
const DEFAULT_TIMEOUT_MS = 8_000;

/** A read that has less than this left is not worth its token. */
const USEFUL_READ_MS = 2_000;

/** Where requests go and what they run on; the dispatcher is the seam for tests. */
export interface Transport {
  readonly vendor: string;
  readonly baseUrl: string;
  readonly dispatcher: Sender;
  readonly clock: Clock;
  readonly onCall?: OnCall;
}

/**
 * Hears of each request that was sent, for metrics and spans: the HTTP status, or why there was none.
 * Never an address or a text.
 */
export type OnCall = (call: {
  readonly vendor: string;
  readonly method: string;
  /** With the names of its parts, never their values. */
  readonly pathTemplate: string;
  readonly status: number | 'timeout' | 'unreachable';
  readonly seconds: number;
  /** When its answer says that it was written, and our clock around it; absent without headers. */
  readonly dated?: Omit<DatedAnswer, 'source'>;
}) => void;

/** The response of a call whose status says all: its body is drained and not inspected. */
export const STATUS_ONLY: z.ZodType<undefined> = z.unknown().transform(() => undefined);

/** One call. An empty body is given to the schema as undefined. */
export interface JsonRequest<T> {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** For instance `/alerts/{alertId}`; every `{name}` is filled from `params`. */
  readonly pathTemplate: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly response: z.ZodType<T>;
  readonly timeoutMs?: number;
  /** For a write that must not be cut: it starts only if the lease leaves it its whole time-out. */
  readonly uncut?: boolean;
}

/**
 * Sends one request, once, under `session` and returns what the schema makes of its body. Spends
 * one token of the lease; aborts at its own time-out or the lease's end, whichever is first;
 * follows no redirect, since that would be a second attempt. Throws `VendorError`, or
 * `LeaseSpentError` when nothing was sent.
 */
export async function requestJson<T>(transport: Transport, session: LeaseSession, request: JsonRequest<T>): Promise<T> {
  const { clock, dispatcher, vendor, onCall } = transport;
  const { method, pathTemplate, timeoutMs = DEFAULT_TIMEOUT_MS } = request;
  const label = { vendor, method, pathTemplate };
  const url = buildUrl(transport.baseUrl, label, request);
  const slot = session.begin(request.uncut ? timeoutMs : Math.min(USEFUL_READ_MS, timeoutMs));
  const began = clock.now();
  const deadline = startDeadline(clock, Math.min(began + timeoutMs, slot.abortAt));
  let status: number | undefined;
  let dated: Omit<DatedAnswer, 'source'> | undefined;
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      signal: deadline.signal,
      headers: { accept: 'application/json', ...contentType(request.body), ...request.headers },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      // The deadline above is the only clock; undici's own timers run in real time.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    status = statusCode;
    slot.answered();
    dated = datedBy(headers, began, clock.now());
    const refused = statusCode < 200 || statusCode >= 300;
    const isStatusAll = refused || Object.is(request.response, STATUS_ONLY);
    const reading = isStatusAll ? await drain(body) : await readBody(body);
    if (refused) {
      const retryAfter = headerText(headers['retry-after']);
      throw statusFailure(label, { status: statusCode, retryAfter, fields: problemFields(reading) }, clock.now());
    }
    return interpret(label, statusCode, reading, request.response);
  } catch (error) {
    if (error instanceof VendorError) throw error;
    throw deadline.signal.aborted ? timeoutFailure(label, deadline.lengthMs) : connectionFailure(label, error);
  } finally {
    deadline.cancel();
    const seconds = (clock.now() - began) / 1_000;
    const how = status ?? (deadline.signal.aborted ? 'timeout' : 'unreachable');
    onCall?.({ vendor, method, pathTemplate, status: how, seconds, ...(dated && { dated }) });
  }
}

function startDeadline(clock: Clock, endsAt: number) {
  const controller = new AbortController();
  const lengthMs = endsAt - clock.now();
  return { signal: controller.signal, lengthMs, cancel: clock.setTimer(() => controller.abort(), lengthMs) };
}

/**
 * The status has decided already; a body that is truncated, is too large or is no JSON changes
 * nothing.
 */
async function drain(body: AsyncIterable<Buffer>): Promise<BodyReading> {
  const reading = await readBody(body).catch(() => undefined);
  return reading?.kind === 'json' ? reading : { kind: 'empty' };
}

function interpret<T>(label: RequestLabel, status: number, reading: BodyReading, schema: z.ZodType<T>): T {
  if (reading.kind === 'not-json') throw responseFailure(label, status, 'a body that is not JSON');
  if (reading.kind === 'too-large') throw responseFailure(label, status, 'a body over the size limit');
  const parsed = schema.safeParse(reading.kind === 'json' ? reading.value : undefined);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'body'}: ${issue.code}`);
  throw responseFailure(label, status, `an unexpected shape (${issues.join('; ')})`);
}

function buildUrl(baseUrl: string, label: RequestLabel, request: Pick<JsonRequest<unknown>, 'params' | 'query'>): URL {
  const path = label.pathTemplate.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(request.params?.[name] ?? '');
    // An empty or dotted segment would name another path than the one meant.
    if (['', '.', '..'].includes(value)) {
      throw new VendorError('vendor_rejected_request', `${label.method} ${label.pathTemplate}: unusable ${name}`);
    }
    return encodeURIComponent(value);
  });
  const url = new URL(baseUrl.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

function contentType(body: unknown): Record<string, string> {
  return body === undefined ? {} : { 'content-type': 'application/json' };
}

function datedBy(headers: Readonly<Record<string, string | string[] | undefined>>, sentAt: number, receivedAt: number) {
  return { date: headerText(headers.date), age: headerText(headers.age), sentAt, receivedAt };
}

function headerText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
