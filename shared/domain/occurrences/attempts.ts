import { DAY_MS } from '../../durations.ts';
import type { Condition } from './condition.ts';
import { actionOf } from './what-was-done.ts';

/** Attempts that were made too often, and when one more is allowed (epoch ms). */
export interface AttemptsSpent {
  readonly attemptsInDay: number;
  readonly attemptsInWeek: number;
  readonly nextAt: number;
}

/**
 * What a run knows of the commands for its condition; also of one whose run ended before it could
 * say so. Times are epoch ms.
 */
export interface KnownCommands {
  readonly sentAt: readonly number[];
  /**
   * The last one, if it is of this occurrence. `isReported`: a run has ended since, so the brakes
   * know its result.
   */
  readonly last?: { readonly at: number; readonly evidence: string; readonly isReported: boolean };
}

/** Returns the same by the row; undefined when there was none. */
export function knownCommands(row: Condition): KnownCommands | undefined {
  const sentAt = (row.commands ?? []).map(({ at }) => at);
  const action = actionOf(row);
  const last = action && { at: action.at, evidence: action.evidence, isReported: action.reported === true };
  return sentAt.length > 0 ? { sentAt, ...(last && { last }) } : undefined;
}

/**
 * Returns the attempts that count before one on this evidence: a run that is started again
 * continues with the command it was approved for.
 */
export function attemptsBefore({ sentAt, last }: KnownCommands, evidence: string): readonly number[] {
  return last?.evidence === evidence ? sentAt.filter((at) => at !== last.at) : sentAt;
}

/**
 * Returns whether these attempts are as many as the policy allows, in any 24 hours and any 7 days.
 */
export function attemptsSpent(
  times: readonly number[],
  { attemptsPerDay, attemptsPerWeek }: { readonly attemptsPerDay: number; readonly attemptsPerWeek: number },
  now: number,
): AttemptsSpent | undefined {
  const within = (days: number) => times.filter((at) => at > now - days * DAY_MS).sort((a, b) => a - b);
  const [day, week] = [within(1), within(7)];
  const freeAt = (made: readonly number[], limit: number, days: number) => {
    const blocking = made[made.length - limit];
    return blocking === undefined ? 0 : blocking + days * DAY_MS;
  };
  const nextAt = Math.max(freeAt(day, attemptsPerDay, 1), freeAt(week, attemptsPerWeek, 7));
  return nextAt > now ? { attemptsInDay: day.length, attemptsInWeek: week.length, nextAt } : undefined;
}
