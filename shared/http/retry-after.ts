import { DateTime } from 'luxon';

/**
 * No vendor's window is longer; a larger number is a mistake that must not stop the work for days.
 */
const MAX_RETRY_AFTER_SECONDS = 3_600;

/**
 * Seconds to wait, from a Retry-After header in either of its forms (RFC 9110 §10.2.3: whole
 * seconds or an HTTP date). Anything else gives undefined: how long to wait then is the rate
 * budget's to say, which knows the vendor's window. A date already past gives 0; more than an hour
 * is cut to an hour.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const seconds = header === undefined ? undefined : readSeconds(header.trim(), nowMs);
  return seconds === undefined ? undefined : Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER_SECONDS);
}

function readSeconds(value: string, nowMs: number): number | undefined {
  if (/^\d+$/.test(value)) return Number(value);
  const date = DateTime.fromHTTP(value);
  return date.isValid ? Math.ceil((date.toMillis() - nowMs) / 1_000) : undefined;
}
