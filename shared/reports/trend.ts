import { z } from 'zod';
import type { Counted, Figures } from './day-figures.ts';
import type { CountedDay } from './day-rows.ts';

const number = z.int().nonnegative();

/** Of the alerts first listed on a UTC day: each figure is part of the one before it, but `recovered` and `fixed`. */
export const TrendDay = z.object({
  day: z.iso.date(),
  alerts: number,
  takenUp: number,
  ticketed: number,
  fixed: number,
  recovered: number,
});

/** As above. */
export type TrendDay = z.output<typeof TrendDay>;

/** Returns the figures of each counted day; a day of which nothing is counted is not among them. */
export function trendOf(days: readonly CountedDay[], isWanted: (one: Figures) => boolean): TrendDay[] {
  return days.map(({ day, figures: { customers } }) => {
    const wanted = customers.filter(isWanted);
    const sum = (name: Counted) => wanted.reduce((total, { counts }) => total + (counts[name] ?? 0), 0);
    return {
      ...{ day, alerts: sum('alerts'), takenUp: sum('takenUp'), ticketed: sum('ticketed') },
      ...{ fixed: sum('fixed'), recovered: sum('recovered') },
    };
  });
}
