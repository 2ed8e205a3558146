import { nextWindow, type WeeklySpan } from '../../domain/time/business-hours.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { Policy } from '../../policy/policy.ts';

/** Whether anybody works at a device. */
export type SignedIn = 'nobody' | 'somebody' | 'unknown';

/** What both vendors say of the users of a device. Times are epoch ms. */
export interface UserReadings {
  /** Atera's `CurrentLoggedUsers` as it is: empty = none, undefined = not told. As old as its inventory. */
  readonly ateraUsers?: string | undefined;
  /** The user Automox names, who stays when he signs out; undefined or empty = it names none. */
  readonly automoxUser?: string | undefined;
  /** When Automox last scanned the device. */
  readonly scannedAt?: number | undefined;
  readonly lookedAt: number;
}

/** Whether a reboot may happen now by the customer's maintenance windows. `until` (end of the window) and `next` are epoch ms. */
export type RebootWindow =
  | { readonly open: true; readonly until: number }
  | { readonly open: false; readonly next?: number };

/**
 * Whether somebody is signed in; mostly that is not known. Somebody is whom Atera names, as of its last inventory. "Nobody" needs both to
 * name none, Automox from a scan younger than `signedInMaxAgeMinutes`. A name in Automox is the last user ever seen there, who may be long
 * gone: it says neither.
 */
export function signedIn(
  { ateraUsers, automoxUser = '', scannedAt, lookedAt }: UserReadings,
  { signedInMaxAgeMinutes }: Pick<Policy['pendingReboot'], 'signedInMaxAgeMinutes'>,
): SignedIn {
  if ((ateraUsers ?? '').trim() !== '') return 'somebody';
  const isFresh = scannedAt !== undefined && lookedAt - scannedAt < signedInMaxAgeMinutes * MINUTE_MS;
  return isFresh && ateraUsers !== undefined && automoxUser.trim() === '' ? 'nobody' : 'unknown';
}

/**
 * The customer's maintenance window at `at` (epoch ms): open, or when the next one opens. Without any window there is no `next`: a
 * reboot is never allowed by itself. Unknown zone: `RangeError`.
 */
export function rebootWindow(windows: readonly WeeklySpan[], zone: string, at: number): RebootWindow {
  const window = nextWindow(windows, zone, at);
  if (!window) return { open: false };
  return window.start <= at ? { open: true, until: window.end } : { open: false, next: window.start };
}
