import { inspect } from 'node:util';
import { vi } from 'vitest';
import type { Fault } from '../../../dev/simulator/faults.ts';
import { toFailure } from '../../../shared/errors.ts';

/** The deadline of a vendor call that asks for no other (`DEFAULT_TIMEOUT_MS` of `requestJson`). */
const DEADLINE_MS = 8_000;

interface Advancing {
  advance(ms: number): Promise<void>;
}

/** What may befall a read of any vendor, in words, and the failure it must become. */
export const readFaults: [string, Fault, object][] = [
  [
    'is answered 429 in seconds',
    { kind: 'status', status: 429, retryAfter: 30 },
    { code: 'vendor_rate_limited', retryAfterSeconds: 30 },
  ],
  [
    'is answered 429 with a date',
    { kind: 'status', status: 429, retryAfter: 30, retryAfterForm: 'date' },
    { code: 'vendor_rate_limited', retryAfterSeconds: 30 },
  ],
  ['is answered a bare 429', { kind: 'status', status: 429 }, { code: 'vendor_rate_limited' }],
  ['is answered 500', { kind: 'status', status: 500 }, { code: 'vendor_failed', retryable: true }],
  ['is answered 503', { kind: 'status', status: 503 }, { code: 'vendor_failed', retryable: true }],
  ['hangs', { kind: 'hang' }, { code: 'vendor_timeout', retryable: true }],
  ['is slower than the deadline', { kind: 'latency', ms: 60_000 }, { code: 'vendor_timeout' }],
  ['drips its body', { kind: 'slow-body', ms: 60_000 }, { code: 'vendor_timeout' }],
  ['is reset before anything happened', { kind: 'reset-before' }, { code: 'vendor_unreachable', retryable: true }],
  ['is cut in its body', { kind: 'cut-body' }, { code: 'vendor_unreachable' }],
  ['brings malformed JSON', { kind: 'body', body: 'malformed' }, { code: 'vendor_response_invalid', retryable: false }],
  ['brings truncated JSON', { kind: 'body', body: 'truncated' }, { code: 'vendor_response_invalid' }],
  ['brings HTML', { kind: 'body', body: 'html' }, { code: 'vendor_response_invalid', retryable: false }],
  ['brings an empty body', { kind: 'body', body: 'empty' }, { code: 'vendor_response_invalid' }],
];

/**
 * No fault, and one of every kind and status: what a vendor may do while something secret is on its
 * way to it.
 */
export const everyFault: (Fault | undefined)[] = [
  undefined,
  ...[302, 400, 401, 403, 404, 409, 429, 500, 503].map((status): Fault => ({ kind: 'status', status })),
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'cut-body' },
  { kind: 'body', body: 'malformed' },
  { kind: 'body', body: 'html' },
  { kind: 'body', body: 'empty' },
  { kind: 'hang' },
];

/** What a call fails with; throws when it does not fail. */
export async function failureOf(call: Promise<unknown>): Promise<Error> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error('The call did not fail');
  return outcome;
}

/** What a call fails with while the clock goes past its deadline. */
export async function failureInTime(clock: Advancing, call: Promise<unknown>): Promise<Error> {
  const failure = failureOf(call);
  await clock.advance(DEADLINE_MS);
  return await failure;
}

/**
 * Everything the calls report while the clock goes past their deadlines: answers as JSON, errors
 * with all they carry.
 */
export async function textsOf(clock: Advancing, calls: readonly Promise<unknown>[]): Promise<string[]> {
  const outcomes = Promise.allSettled(calls);
  await clock.advance(DEADLINE_MS);
  return (await outcomes).map((outcome) =>
    outcome.status === 'fulfilled'
      ? JSON.stringify(outcome.value ?? null)
      : inspect(outcome.reason, { depth: 9, showHidden: true }) +
        JSON.stringify([outcome.reason, toFailure(outcome.reason)]),
  );
}

/** Collects what this process prints, instead of printing it, until disposed. */
export function capturedOutput(): { readonly printed: string[]; [Symbol.dispose](): void } {
  const printed: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0),
  );
  return {
    printed,
    [Symbol.dispose]: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
