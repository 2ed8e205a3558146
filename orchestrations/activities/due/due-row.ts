import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/**
 * Records the version that started a run, and sets its watchdog: if it reports nothing until then,
 * its row is due again. A run that has reported already is left alone.
 */
export function moveOn(
  { conditions, clock, policy }: Pick<ActivityDeps, 'conditions' | 'clock' | 'policy'>,
  read: Condition,
  version: string,
  change: Partial<Condition>,
): Promise<Condition | undefined> {
  const at = clock.now();
  const nextAt = at + policy.remediationDeadlineMinutes * MINUTE_MS;
  const begun = { ...change, nextAt, runBy: { version, at } };
  return updateUnmoved(conditions, read, (row) => ({ ...row, ...begun }), read.run + 1);
}

/**
 * Changes the row, unless it has moved on since it was read. The row as it is now; undefined when
 * another occurrence or a newer run has it. `run` = the number of the run that writes.
 */
export function updateUnmoved(
  conditions: ActivityDeps['conditions'],
  read: Condition,
  change: (row: Condition) => Condition,
  run = read.run,
): Promise<Condition | undefined> {
  return conditions.update({ ...read, run }, (row) => (isSame(row, read) ? change(row) : row));
}

function isSame(row: Condition, read: Condition): boolean {
  return (
    row.occurrence === read.occurrence &&
    row.state === read.state &&
    row.nextAt === read.nextAt &&
    row.runEnded === read.runEnded &&
    row.followUps === read.followUps
  );
}
