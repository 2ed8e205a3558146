import { MINUTE_MS } from '../durations.ts';
import { type DiskEvidence, type DiskLimits, decideDisk } from './decide.ts';

/** What a follow-up needs to know of the condition it watches. Times are epoch ms. */
export interface Watched {
  /** The first of the looks in a row that found the condition over. */
  readonly clearSince?: number;
  readonly flapping: boolean;
}

/** The waits of a follow-up, from the policy. */
export interface FollowUpLimits extends DiskLimits {
  readonly followUpEveryMinutes: number;
  readonly clearConfirmMinutes: number;
  readonly flappingHours: number;
}

/** What a follow-up should do. `nextAt` and `clearSince` are epoch ms. */
export type FollowUpDecision =
  | { readonly verdict: 'over' }
  | { readonly verdict: 'clear-once'; readonly clearSince: number; readonly nextAt: number }
  | { readonly verdict: 'holds' | 'unknown'; readonly nextAt: number };

/**
 * Decides whether a watched condition is over: two looks in a row must find it so, `clearConfirmMinutes` apart. When only the
 * alert is gone, the second look waits until its reading must be from after that, and a disk that still reads full is not over:
 * a person may have resolved the alert. A flapping condition must stay away for `flappingHours`.
 */
export function decideFollowUp(watched: Watched, evidence: DiskEvidence, limits: FollowUpLimits): FollowUpDecision {
  const now = evidence.lookedAt;
  const again = now + limits.followUpEveryMinutes * MINUTE_MS;
  const decision = decideDisk(evidence, limits);
  if (decision.verdict === 'wait') return { verdict: 'unknown', nextAt: Math.max(decision.until, now + MINUTE_MS) };
  if (decision.verdict !== 'recovered') return { verdict: decision.verdict, nextAt: again };
  const clearSince = watched.clearSince ?? now;
  const isAlertGone = decision.because === 'alert-cleared';
  const confirmAt = clearSince + confirmMinutes(watched, isAlertGone, limits) * MINUTE_MS;
  if (now < confirmAt) return { verdict: 'clear-once', clearSince, nextAt: confirmAt };
  return isAlertGone && readsFull(evidence, limits) ? { verdict: 'holds', nextAt: again } : { verdict: 'over' };
}

function confirmMinutes({ flapping }: Watched, isAlertGone: boolean, limits: FollowUpLimits): number {
  if (flapping) return limits.flappingHours * 60;
  return Math.max(limits.clearConfirmMinutes, isAlertGone ? limits.inventoryLagMinutes : 0);
}

/** True when the disk still reads as full as when the alert was raised. */
function readsFull({ reading, thresholdPercent }: DiskEvidence, limits: DiskLimits): boolean {
  return (
    reading !== undefined &&
    thresholdPercent !== undefined &&
    reading.usedPercent > thresholdPercent - limits.clearMarginPercent
  );
}
