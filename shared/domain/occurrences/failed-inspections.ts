import { z } from 'zod';
import { HOUR_MS } from '../../durations.ts';

/** Inspections in a row that failed. Times are epoch ms. */
export const FailedInspections = z.object({ count: z.int().positive(), since: z.number(), last: z.string() });

/** See `FailedInspections`; `last` = why the latest one failed, for people. */
export type FailedInspections = z.infer<typeof FailedInspections>;

/** Long enough for a vendor's error, short enough for a ticket. */
const MAX_REASON = 300;

/** However rarely it is inspected, a person is notified within this time. */
const REPORTED_AFTER_HOURS = 24;

/**
 * Returns the failures in a row after a run ended at `now`; `why` = its inspection failed,
 * undefined = it did not, so nothing is in a row.
 */
export function afterInspection(
  before: FailedInspections | undefined,
  why: string | undefined,
  now: number,
): FailedInspections | undefined {
  if (why === undefined) return undefined;
  return { count: (before?.count ?? 0) + 1, since: before?.since ?? now, last: why.slice(0, MAX_REASON) };
}

/**
 * True when a person must be notified that the condition cannot be verified: after `limit` failures
 * in a row, or 24 hours of them.
 */
export function mustBeReported({ count, since }: FailedInspections, limit: number, now: number): boolean {
  return count >= limit || now - since >= REPORTED_AFTER_HOURS * HOUR_MS;
}
