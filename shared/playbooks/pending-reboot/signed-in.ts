import { MINUTE_MS } from '../../durations.ts';
import type { PendingRebootPolicy } from './policy.ts';

/** Whether a user works at a device. */
export type SignedIn = 'nobody' | 'somebody' | 'unknown';

/** What both vendors say of the users of a device. Times are epoch ms. */
export interface UserReadings {
  /**
   * Atera's `CurrentLoggedUsers` as it is: empty = none, undefined = not reported. As old as its
   * inventory.
   */
  readonly ateraUsers?: string | undefined;
  /** The user Automox names, who stays when he signs out; undefined or empty = it names none. */
  readonly automoxUser?: string | undefined;
  /** When Automox last scanned the device. */
  readonly scannedAt?: number | undefined;
  readonly inspectedAt: number;
}

/**
 * Returns whether a user is signed in, which is mostly unknown. "Somebody" is a user whom Atera
 * names, as of its last inventory. "Nobody" needs both to name none, Automox from a scan younger
 * than `signedInMaxAgeMinutes`. A name in Automox is the last user ever reported there, who may be
 * long gone: it says neither.
 */
export function signedIn(
  { ateraUsers, automoxUser = '', scannedAt, inspectedAt }: UserReadings,
  { signedInMaxAgeMinutes }: Pick<PendingRebootPolicy, 'signedInMaxAgeMinutes'>,
): SignedIn {
  if ((ateraUsers ?? '').trim() !== '') return 'somebody';
  const isFresh = scannedAt !== undefined && inspectedAt - scannedAt < signedInMaxAgeMinutes * MINUTE_MS;
  return isFresh && ateraUsers !== undefined && automoxUser.trim() === '' ? 'nobody' : 'unknown';
}
