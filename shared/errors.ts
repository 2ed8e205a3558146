import { LeaseSpentError } from './budget/lease.ts';
import type { HeldBy } from './domain/mutes/held-by.ts';

/** What went wrong in talking to a vendor; callers branch on this and on nothing else. */
export type VendorErrorCode =
  | 'vendor_unreachable'
  | 'vendor_timeout'
  | 'vendor_rate_limited'
  | 'vendor_failed'
  | 'vendor_rejected_credentials'
  | 'vendor_forbidden'
  | 'vendor_not_found'
  | 'vendor_rejected_request'
  | 'vendor_response_invalid';

/**
 * Every way in which the app fails that a person can act on: an outcome row and a run branch on it.
 */
export type ErrorCode =
  | VendorErrorCode
  | 'secret_unavailable'
  | 'key_malformed'
  | 'settings_invalid'
  | 'mode_forbids'
  | 'kill_switch_on'
  | 'policy_changed'
  | 'muted'
  | 'occurrence_over'
  | 'customer_changed';

/**
 * `unknown`: a write was sent and its answer is missing or unclear, so search for its effect before
 * doing it again.
 */
export type Effect = 'none' | 'unknown';

/** Facts for a log line or an outcome row. Never a key, a query string or a request body. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

interface ErrorFacts {
  readonly retryable?: boolean;
  /** Seconds to wait before trying again, as the vendor said or as the caller's default says. */
  readonly retryAfterSeconds?: number | undefined;
  readonly effect?: Effect;
  readonly details?: ErrorDetails;
  /** Of `muted`: by which mute. */
  readonly mute?: HeldBy;
}

/**
 * An expected failure. Says whether to retry (`retryable`), when (`retryAfterSeconds`) and whether
 * it happened (`effect`).
 */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterSeconds?: number;
  readonly effect: Effect;
  readonly details: ErrorDetails;
  readonly mute?: HeldBy;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message);
    this.code = code;
    this.retryable = facts.retryable ?? false;
    if (facts.retryAfterSeconds !== undefined) this.retryAfterSeconds = facts.retryAfterSeconds;
    this.effect = facts.effect ?? 'none';
    this.details = facts.details ?? {};
    if (facts.mute) this.mute = facts.mute;
  }
}

/**
 * Trying the same request later can help with these alone; the others need a person, a new key or a
 * code change.
 */
const RETRYABLE: ReadonlySet<VendorErrorCode> = new Set([
  'vendor_unreachable',
  'vendor_timeout',
  'vendor_rate_limited',
  'vendor_failed',
]);

/**
 * One attempt at a vendor's API failed. `retryable` follows from the code unless the caller knows
 * better.
 */
export class VendorError extends AppError {
  override readonly name = 'VendorError';
  declare readonly code: VendorErrorCode;

  constructor(code: VendorErrorCode, message: string, facts: ErrorFacts = {}) {
    super(code, message, { retryable: RETRYABLE.has(code), ...facts });
  }
}

/** A secret can't be read now and no earlier value is known. */
export class SecretError extends AppError {
  override readonly name = 'SecretError';
}

/** One or more settings are missing or wrong; the app must not start. */
export class SettingsError extends AppError {
  override readonly name = 'SettingsError';
  /** One line for each wrong setting: name, unit, why, example. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super('settings_invalid', `The app can't start:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * A failure as plain JSON: what an activity returns, since error classes do not survive the
 * activity boundary.
 */
export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode | LeaseSpentError['code'];
  readonly retryable: boolean;
  readonly retryAfterSeconds?: number;
  readonly effect: Effect;
  readonly message: string;
  /** Of `muted`: by which mute; absent where that could not be read. */
  readonly mute?: HeldBy;
}

/**
 * Turns an expected error into the value an activity returns; a spent lease counts as retryable
 * with nothing sent. Throws anything else again: a programming error must not pass for a vendor's
 * failure.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof LeaseSpentError) {
    return { ok: false, code: error.code, retryable: true, effect: 'none', message: error.message };
  }
  if (!(error instanceof AppError)) throw error;
  const { code, retryable, retryAfterSeconds, effect, message, mute } = error;
  const facts = { ...(retryAfterSeconds !== undefined && { retryAfterSeconds }), ...(mute && { mute }) };
  return { ok: false, code, retryable, effect, message, ...facts };
}
