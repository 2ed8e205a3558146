import { type DiskEvidence, type DiskLimits, decideDisk } from './decide.ts';

const MINUTE_MS = 60_000;

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
 * Decides whether a watched condition is over: two looks in a row, `clearConfirmMinutes` apart, must find it so (a flapping one
 * must stay away for `flappingHours`). An alert that is gone is not enough while the disk still reads full: a person may have
 * resolved it, and a reading that could be from before is waited out.
 */
export function decideFollowUp(watched: Watched, evidence: DiskEvidence, limits: FollowUpLimits): FollowUpDecision {
  const now = evidence.lookedAt;
  const again = now + limits.followUpEveryMinutes * MINUTE_MS;
  const decision = decideDisk(evidence, limits);
  if (decision.verdict === 'wait') return { verdict: 'unknown', nextAt: Math.max(decision.until, now + MINUTE_MS) };
  if (decision.verdict !== 'recovered') return { verdict: decision.verdict, nextAt: again };
  const clearSince = watched.clearSince ?? now;
  const confirmMs = watched.flapping ? limits.flappingHours * 60 * MINUTE_MS : limits.clearConfirmMinutes * MINUTE_MS;
  if (now - clearSince < confirmMs) return { verdict: 'clear-once', clearSince, nextAt: clearSince + confirmMs };
  if (decision.because === 'alert-cleared' && readsFull(evidence, limits)) {
    const believedFrom = clearSince + limits.inventoryLagMinutes * MINUTE_MS;
    return now < believedFrom
      ? { verdict: 'clear-once', clearSince, nextAt: believedFrom }
      : { verdict: 'holds', nextAt: again };
  }
  return { verdict: 'over' };
}

/** True when the disk still reads as full as when the alert was raised. */
function readsFull({ reading, thresholdPercent }: DiskEvidence, limits: DiskLimits): boolean {
  return (
    reading !== undefined &&
    thresholdPercent !== undefined &&
    reading.usedPercent > thresholdPercent - limits.clearMarginPercent
  );
}
