import { MINUTE_MS } from '../../durations.ts';
import type { Condition } from '../occurrences/condition.ts';
import type { RunResult } from '../occurrences/occurrence.ts';
import { unsentApproval } from '../occurrences/what-was-done.ts';

/** How a run ended, as far as a person's approval depends on it. */
export interface EndOfRun {
  /** False where a failure or the kill switch broke it off before anything was decided. */
  readonly isDecided: boolean;
  /** Why what was approved has not been done, without a full stop. */
  readonly why?: string | undefined;
  readonly afterwards: RunResult;
}

/** The row with what becomes of its approval, and what comes after the run. */
export interface KeptYes {
  readonly row: Condition;
  readonly afterwards: RunResult;
}

/**
 * An approval is not lost: a run that failed unexpectedly with one that has not been acted on
 * begins again soon, for as long as the approval is valid. Where the run decided, or the time has
 * passed, the row says that it was not done. Pure; `now` is epoch ms.
 */
export function keepYes(
  row: Condition,
  { isDecided, why, afterwards }: EndOfRun,
  { retryMinutes }: { readonly retryMinutes: number },
  now: number,
): KeptYes {
  const yes = unsentApproval(row);
  if (!yes || row.state === 'watching' || yes.became?.what === 'not-done') return { row, afterwards };
  const { until } = yes.answer;
  const isStanding = now < until;
  const began = afterwards.next === 'again' ? afterwards.nextAt : now + retryMinutes * MINUTE_MS;
  if (!isStanding || (afterwards.next !== 'again' && isDecided)) {
    // What kept it for so long says more than the last attempt.
    const because = isDecided ? why : (yes.became?.why ?? why);
    return {
      row: became(row, { what: 'not-done', at: now, ...(because !== undefined && { why: because }) }),
      afterwards,
    };
  }
  const waits = { what: 'waits', at: now, until, ...(why !== undefined && { why }) } as const;
  return { row: became(row, waits), afterwards: { next: 'again', nextAt: Math.min(began, until) } };
}

/**
 * Returns the row of a remediation that is given up: an approval it has not acted on is reported as
 * not done, for this reason without a full stop.
 */
export function giveUpYes(row: Condition, why: string, now: number): Condition {
  return unsentApproval(row) ? became(row, { what: 'not-done', why, at: now }) : row;
}

function became(row: Condition, what: NonNullable<Condition['approval']>['became']): Condition {
  return row.approval ? { ...row, approval: { ...row.approval, became: what } } : row;
}
