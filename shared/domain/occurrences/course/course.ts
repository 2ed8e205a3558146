import { MINUTE_MS } from '../../../durations.ts';
import type { Condition } from '../condition.ts';
import { actionOf } from '../what-was-done.ts';
import type { Outcome } from './outcome.ts';

/** What an outcome row says of the course of its occurrence: what reports count. */
export type Course = Pick<
  Outcome,
  | 'takenUpAt'
  | 'decidedAt'
  | 'endedAt'
  | 'ending'
  | 'isFirst'
  | 'backAfterMinutes'
  | 'backAfterFix'
  | 'ticketOpen'
  | 'trail'
>;

/** Returns the course of an occurrence so far, for the outcome of one of its alerts. */
export function courseOf(
  row: Condition,
  about: { readonly isLeft: boolean; readonly ticketId: number | undefined; readonly alertId: number | undefined },
): Course {
  const [opened] = row.trail?.events ?? [];
  const isFirst = about.alertId === undefined || opened?.alertId === about.alertId;
  const back = isFirst ? opened?.back : undefined;
  const isOver = row.state === 'closed';
  return {
    takenUpAt: row.openedAt,
    decidedAt: row.trail?.events.find(({ what }) => what === 'decided' || what === 'asked')?.at,
    ...(isOver && { endedAt: row.closedAt, ending: endingOf(row, about), trail: row.trail }),
    ...(isFirst && { isFirst }),
    ...(back && { backAfterMinutes: Math.round(back.afterMs / MINUTE_MS), backAfterFix: back.fixed }),
    ...(about.ticketId !== undefined && { ticketOpen: !isOver && row.ticket?.hold === undefined }),
  };
}

function endingOf(row: Condition, { isLeft }: { readonly isLeft: boolean }): Outcome['ending'] {
  if (isLeft) return 'left';
  return actionOf(row)?.result === 'helped' ? 'fixed' : 'recovered';
}
