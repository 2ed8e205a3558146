import { timestamp } from './replay/history.ts';
import type { RetryOptions } from './replay/orchestrator-state.ts';

/** `maximumShortTimerDuration` of the Azure Storage backend: a longer timer is made of several. */
const MAX_SHORT_TIMER_MS = 6 * 86_400_000;

/** `longRunningTimerIntervalDuration`: the length of each part of a long timer. */
const LONG_TIMER_PART_MS = 3 * 86_400_000;

/** Whether a timer set at `from` for `fireAt` is cut into parts. */
export function isLongTimer(from: string, fireAt: string): boolean {
  return Date.parse(fireAt) - Date.parse(from) > MAX_SHORT_TIMER_MS;
}

/** FireAt of the next TimerCreated on the way from `from` to `fireAt`. */
export function nextTimerPart(from: string, fireAt: string): string {
  return timestamp(isLongTimer(from, fireAt) ? Date.parse(from) + LONG_TIMER_PART_MS : Date.parse(fireAt));
}

/**
 * How long the host waits after failed attempt number `failed` (from 1). After the last attempt it
 * still writes a timer, of length zero, before the orchestrator gets the failure.
 */
export function retryDelayMs(options: RetryOptions, failed: number): number {
  if (failed >= options.maxNumberOfAttempts) return 0;
  const delay = options.firstRetryIntervalInMilliseconds * (options.backoffCoefficient ?? 1) ** (failed - 1);
  return Math.min(delay, options.maxRetryIntervalInMilliseconds ?? Number.POSITIVE_INFINITY);
}
