import { MINUTE_MS } from '../../durations.ts';
import type { TrackedAlertPolicy } from './policy.ts';

/** What is known of the alerts of one device and class. Times are epoch ms. */
export interface TrackedFindings {
  /** Those that Atera still has open: listed, or read by their ids. */
  readonly open: number;
  /**
   * Alerts of the occurrence that our table no longer has, so that it is unknown whether they have
   * ended.
   */
  readonly lost: number;
  /** When the newest open one was raised for certain. */
  readonly raisedAt: number;
  readonly inspectedAt: number;
  /** Its ticket is watched already: there is no more waiting. */
  readonly isReported: boolean;
}

/** What they mean; `because` names the rule that decided. */
export type TrackedJudgement =
  | {
      readonly verdict: 'recovered';
      readonly because: 'alert-ended';
      readonly alertGone: true;
      readonly contradicted: false;
    }
  | { readonly verdict: 'wait'; readonly because: 'may-pass'; readonly until: number }
  | { readonly verdict: 'holds'; readonly because: 'alert-open' }
  | { readonly verdict: 'unknown'; readonly because: 'alert-lost' };

/** Decides by what Atera reports alone: open, or ended. Nothing else is known of such an alert. */
export function decideTracked(
  { open, lost, raisedAt, inspectedAt, isReported }: TrackedFindings,
  { confirmAfterMinutes }: Pick<TrackedAlertPolicy, 'confirmAfterMinutes'>,
): TrackedJudgement {
  const until = raisedAt + confirmAfterMinutes * MINUTE_MS;
  if (open > 0 && !isReported && inspectedAt < until) return { verdict: 'wait', because: 'may-pass', until };
  if (open > 0) return { verdict: 'holds', because: 'alert-open' };
  if (lost > 0) return { verdict: 'unknown', because: 'alert-lost' };
  return { verdict: 'recovered', because: 'alert-ended', alertGone: true, contradicted: false };
}
