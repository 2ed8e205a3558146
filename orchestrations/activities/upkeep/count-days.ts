import { countChangedDays } from '../../../shared/reports/count-changed-days.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'reportDays' | 'outcomes' | 'clock' | 'log'>;

/** An activity has to end within 30 s. */
const COUNTING_MS = 20_000;

/**
 * Counts again, for reports, the days whose outcomes have changed. Idempotent: each is counted from
 * its outcomes.
 */
export function makeCountDays({ reportDays: days, outcomes, clock, log }: Deps) {
  return async (): Promise<{ readonly removed: number; readonly more: boolean }> => {
    const { counted, more } = await countChangedDays({ days, outcomes, clock }, clock.now() + COUNTING_MS);
    if (counted > 0) log('report-days-counted', { counted });
    return { removed: 0, more };
  };
}
