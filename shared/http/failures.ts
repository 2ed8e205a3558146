import { type Effect, VendorError, type VendorErrorCode } from '../errors.ts';
import { parseRetryAfter } from './retry-after.ts';

/** What an error may say about a request: no values, no query, no headers. */
export interface RequestLabel {
  readonly vendor: string;
  readonly method: string;
  /** For instance `/alerts/{alertId}`. */
  readonly pathTemplate: string;
}

/** Raised before the first byte left, so the vendor can't have received the request. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * What an answer outside 2xx says: its status, its raw Retry-After, and the names of members it
 * refused.
 */
export interface Refusal {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly fields: readonly string[];
}

/** Returns the error for an answer whose status is not 2xx. */
export function statusFailure(label: RequestLabel, refusal: Refusal, nowMs: number): VendorError {
  const { status, retryAfter, fields } = refusal;
  const code = codeOfStatus(status);
  const waits = code === 'vendor_rate_limited' || code === 'vendor_failed';
  return new VendorError(
    code,
    `${describe(label)}: HTTP ${status}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`,
    {
      retryAfterSeconds: waits ? parseRetryAfter(retryAfter, nowMs) : undefined,
      effect: wasRefused(status) ? 'none' : effectOf(label),
      details: { ...label, status },
    },
  );
}

/**
 * Returns the error for a 2xx answer that can't be used; `reason` names fields and kinds, never
 * values.
 */
export function responseFailure(label: RequestLabel, status: number, reason: string): VendorError {
  return new VendorError('vendor_response_invalid', `${describe(label)}: HTTP ${status}, ${reason}`, {
    effect: effectOf(label),
    details: { ...label, status, reason },
  });
}

/** Returns the error for a request that its deadline cut. */
export function timeoutFailure(label: RequestLabel, timeoutMs: number): VendorError {
  return new VendorError('vendor_timeout', `${describe(label)}: timeout (${timeoutMs} ms)`, {
    effect: effectOf(label),
    details: { ...label, timeoutMs },
  });
}

/**
 * Returns the error for a connection that failed or broke. An error without a system code is a
 * mistake in our code: thrown again.
 */
export function connectionFailure(label: RequestLabel, error: unknown): VendorError {
  const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (reason === undefined || reason === 'UND_ERR_INVALID_ARG') throw error;
  const isGarbage = reason.startsWith('HPE_') || reason === 'UND_ERR_HEADERS_OVERFLOW';
  return new VendorError(
    isGarbage ? 'vendor_response_invalid' : 'vendor_unreachable',
    `${describe(label)}: ${reason}`,
    { effect: isNotSent(reason) ? 'none' : effectOf(label), details: { ...label, reason } },
  );
}

function codeOfStatus(status: number): VendorErrorCode {
  if (status === 401) return 'vendor_rejected_credentials';
  if (status === 403) return 'vendor_forbidden';
  if (status === 404) return 'vendor_not_found';
  if (status === 429) return 'vendor_rate_limited';
  // 408 is the server's own time-out: like a 5xx, it may come after the work was done.
  if (status === 408 || status >= 500) return 'vendor_failed';
  return status >= 400 ? 'vendor_rejected_request' : 'vendor_response_invalid';
}

function wasRefused(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408;
}

function isNotSent(reason: string): boolean {
  return NOT_SENT.has(reason) || /CERT|SELF_SIGNED|ERR_TLS/.test(reason);
}

function effectOf(label: RequestLabel): Effect {
  return label.method === 'GET' ? 'none' : 'unknown';
}

function describe(label: RequestLabel): string {
  return `${label.vendor} ${label.method} ${label.pathTemplate}`;
}
