import { MINUTE_MS } from '../../durations.ts';
import { awayHours } from '../tickets/reopening.ts';
import type { Judgement } from './judgement.ts';
import type { WatchRules } from './watch-rules.ts';

/**
 * What a follow-up needs to know of the condition it watches, and what its inspection found. Times
 * are epoch ms.
 */
export interface Watched {
  /** The first of the inspections in a row that found the condition recovered. */
  readonly clearSince?: number;
  /**
   * It ends so often, or its ticket was opened again so often, that it must stay away for hours.
   */
  readonly flapping: boolean;
  readonly inspectedAt: number;
  readonly judgement: Judgement;
}

/** What a follow-up should do. `nextAt` and `clearSince` are epoch ms. */
export type FollowUpDecision =
  | { readonly verdict: 'over' }
  | { readonly verdict: 'clear-once'; readonly clearSince: number; readonly nextAt: number }
  /** `wait`: nothing can be determined before `nextAt`, so nothing is done. */
  | { readonly verdict: 'holds' | 'unknown' | 'wait'; readonly nextAt: number };

/**
 * Decides whether a watched condition has recovered: two inspections in a row must find it so,
 * `clearConfirmMinutes` apart. When only the alert is gone, the second inspection waits until its
 * reading must be from after that, and a device that still shows the condition is not over: a
 * person may have resolved the alert. A flapping condition must stay away for its policy's hours.
 */
export function decideFollowUp(watched: Watched, rules: WatchRules): FollowUpDecision {
  const { judgement, inspectedAt: now } = watched;
  const again = now + rules.followUpEveryMinutes * MINUTE_MS;
  if (judgement.verdict === 'wait') return { verdict: 'wait', nextAt: Math.max(judgement.until, now + MINUTE_MS) };
  if (judgement.verdict !== 'recovered') return { verdict: judgement.verdict, nextAt: again };
  const clearSince = watched.clearSince ?? now;
  const confirmAt = clearSince + confirmMinutes(watched, judgement, rules) * MINUTE_MS;
  if (now < confirmAt) return { verdict: 'clear-once', clearSince, nextAt: confirmAt };
  return judgement.contradicted ? { verdict: 'holds', nextAt: again } : { verdict: 'over' };
}

function confirmMinutes(
  { flapping }: Watched,
  { alertGone, confirmed }: Extract<Judgement, { verdict: 'recovered' }>,
  rules: WatchRules,
): number {
  if (flapping) return awayHours(rules) * 60;
  if (confirmed) return 0;
  return Math.max(rules.clearConfirmMinutes, alertGone ? rules.proofLagMinutes : 0);
}
