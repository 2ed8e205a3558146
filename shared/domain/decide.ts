import { MINUTE_MS } from '../durations.ts';
import { type DiskReading, readingsDiffer } from './disk-reading.ts';

/** What is known about a disk alert at one moment. Times are epoch ms. */
export interface DiskEvidence {
  /** False only when a complete poll no longer lists the alert and Atera confirms it is over. */
  readonly alertOpen: boolean;
  /** When the alert was raised; when that is unreadable, when it was first seen. */
  readonly alertCreatedAt: number;
  /** When this evidence was fetched. */
  readonly lookedAt: number;
  readonly reading?: DiskReading;
  /** Why there is no reading. */
  readonly readingProblem?: string;
  /** The first reading fetched after the alert was raised. */
  readonly firstReading?: DiskReading;
  /** The used percentage above which Atera raises this alert; unknown when its message does not say. */
  readonly thresholdPercent?: number;
}

/** Limits the decision depends on, from the policy. */
export interface DiskLimits {
  /** How old an inventory reading may be (Atera: about every 30 minutes). */
  readonly inventoryLagMinutes: number;
  /** How far below the threshold a disk must be to count as recovered, in percentage points. */
  readonly clearMarginPercent: number;
}

/** What to make of the evidence. `until` is epoch ms. */
export type DiskDecision =
  | {
      readonly verdict: 'recovered';
      readonly because: 'alert-cleared' | 'reading-after-lag' | 'reading-changed';
      readonly alertGone: boolean;
      readonly contradicted: boolean;
    }
  | { readonly verdict: 'holds'; readonly because: 'reading-full' }
  | { readonly verdict: 'wait'; readonly because: 'reading-may-be-old'; readonly until: number }
  | { readonly verdict: 'unknown'; readonly because: 'no-reading' | 'threshold-unknown' };

/**
 * Decides whether a disk alert's condition is over. An inventory reading carries no time and may be older than the alert, so
 * a healthy one is believed only when it must have been taken after the alert was raised: it is fetched later than
 * Created + lag, or it differs from the first reading after the alert. Without a known threshold no reading proves recovery.
 */
export function decideDisk(evidence: DiskEvidence, limits: DiskLimits): DiskDecision {
  const { reading, thresholdPercent } = evidence;
  if (!evidence.alertOpen) return alertCleared(evidence);
  if (!reading) return { verdict: 'unknown', because: 'no-reading' };
  if (thresholdPercent === undefined) return { verdict: 'unknown', because: 'threshold-unknown' };
  if (readsFull(evidence, limits)) return { verdict: 'holds', because: 'reading-full' };
  if (evidence.firstReading && readingsDiffer(reading, evidence.firstReading)) {
    return { verdict: 'recovered', because: 'reading-changed', ...PROVEN };
  }
  const believableFrom = evidence.alertCreatedAt + limits.inventoryLagMinutes * MINUTE_MS;
  if (evidence.lookedAt >= believableFrom) return { verdict: 'recovered', because: 'reading-after-lag', ...PROVEN };
  return { verdict: 'wait', because: 'reading-may-be-old', until: believableFrom };
}

/** A disk that was read again, after the alert. */
const PROVEN = { alertGone: false, contradicted: false };

/**
 * A person may have resolved the alert: a disk that still reads full says so. Without the margin, because here Atera's own check and ours
 * agree as soon as both are below the threshold.
 */
function alertCleared(evidence: DiskEvidence): DiskDecision {
  const contradicted = readsFull(evidence, { clearMarginPercent: 0 });
  return { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted };
}

function readsFull(
  { reading, thresholdPercent }: DiskEvidence,
  { clearMarginPercent }: Pick<DiskLimits, 'clearMarginPercent'>,
): boolean {
  if (!reading || thresholdPercent === undefined) return false;
  return reading.usedPercent > thresholdPercent - clearMarginPercent;
}
