import type { Clock } from '../clock.ts';
import type { OutcomeStore } from '../outcomes/outcomes.ts';
import { countDay } from './count-day.ts';
import type { DayStore } from './day-store.ts';

/** What counting works with. */
export interface CountDeps {
  readonly days: DayStore;
  readonly outcomes: Pick<OutcomeStore, 'between'>;
  readonly clock: Clock;
}

/** How many days were counted, and whether time ran out before all were. */
export interface DaysCounted {
  readonly counted: number;
  readonly more: boolean;
}

/**
 * Counts the days again whose outcomes have changed, newest first, until `until` (epoch ms).
 * Idempotent: a day is always counted from its outcomes, never added to, so that what is
 * interrupted or done twice neither loses nor doubles anything.
 */
export async function countChangedDays({ days, outcomes, clock }: CountDeps, until: number): Promise<DaysCounted> {
  const changed = [...(await days.changed())].sort((one, other) => (one.day < other.day ? 1 : -1));
  let counted = 0;
  for (const mark of changed) {
    if (clock.now() >= until) return { counted, more: true };
    const countedAt = clock.now();
    const at = Date.parse(mark.day);
    await days.save({ day: mark.day, countedAt, figures: await countDay(outcomes.between(at, at)) }, mark);
    counted++;
  }
  return { counted, more: false };
}
