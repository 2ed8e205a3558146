import { z } from 'zod';
import { DAY_MS } from '../durations.ts';
import type { Counted, Figures } from './day-figures.ts';
import type { CountedDay } from './day-rows.ts';
import { countOf, type Histogram, percentile, sumOf } from './histogram.ts';
import { type MinutesRule, minutesSaved } from './minutes-saved.ts';

/** A duration in seconds: of how many, and what half and nineteen in twenty of them were within. */
const Percentiles = z.object({
  count: z.int().nonnegative(),
  p50: z.int().nonnegative().nullable(),
  p95: z.int().nonnegative().nullable(),
});

const number = z.int().nonnegative();
const Back = z.object({ conditions: number, afterFix: number });

/** The figures of a report, of one customer or of all. docs/reports.md says what each means. */
export const ReportFigures = z.object({
  alerts: number,
  unreadable: number,
  recognised: number,
  takenUp: number,
  fixed: number,
  ticketed: number,
  recovered: number,
  left: number,
  inHand: number,
  notTakenUp: z.record(z.string(), number),
  requests: number,
  occurrences: number,
  tickets: number,
  back: z.object({ within24h: Back, within7d: Back, within30d: Back }),
  secondsToDetect: Percentiles,
  secondsToDecide: Percentiles,
  secondsToEnd: Percentiles,
  minutesSaved: z.number().nonnegative(),
});

/** As above. */
export type ReportFigures = z.output<typeof ReportFigures>;

/** How old the tickets are whose condition is open: by the day its alert was first listed. */
const ageBounds = [1, 3, 7, 30] as const;

/** The bounds in days; `to` is null for the oldest. */
export const TicketAge = z.object({ fromDays: number, toDays: number.nullable(), tickets: number });

/** As above. */
export type TicketAge = z.output<typeof TicketAge>;

/** Returns the figures of days added up. Each day must be there once. */
export function addUp(days: readonly Figures[], rule: MinutesRule): ReportFigures {
  const sum = (name: Counted) => days.reduce((total, { counts }) => total + (counts[name] ?? 0), 0);
  const spread = (name: keyof Figures['durations']) =>
    percentilesOf(sumOf(days.map(({ durations }) => durations[name] ?? {})));
  const [fixed, recovered, ticketed] = [sum('fixed'), sum('recovered'), sum('ticketed')];
  return {
    ...{ alerts: sum('alerts'), unreadable: sum('unreadable'), recognised: sum('recognised') },
    ...{ takenUp: sum('takenUp'), fixed, ticketed, recovered, left: sum('left'), inHand: sum('inHand') },
    notTakenUp: addRecords(days.map((one) => one.notTakenUp)),
    ...{ requests: sum('requests'), occurrences: sum('occurrences'), tickets: sum('tickets') },
    back: {
      within24h: { conditions: sum('back24h'), afterFix: sum('backAfterFix24h') },
      within7d: { conditions: sum('back7d'), afterFix: sum('backAfterFix7d') },
      within30d: { conditions: sum('back30d'), afterFix: sum('backAfterFix30d') },
    },
    secondsToDetect: spread('toDetect'),
    secondsToDecide: spread('toDecide'),
    secondsToEnd: spread('toEnd'),
    minutesSaved: minutesSaved({ fixed, recovered, ticketed }, rule),
  };
}

/** Returns the open tickets by the age of their condition at `now` (epoch ms). */
export function ticketAges(days: readonly CountedDay[], customerId: number | undefined, now: number): TicketAge[] {
  const ages = [0, ...ageBounds].map((fromDays, index) => ({ fromDays, toDays: ageBounds[index] ?? null, tickets: 0 }));
  for (const { day, figures } of days) {
    const open = figures.customers
      .filter((one) => customerId === undefined || one.customerId === customerId)
      .reduce((sum, { counts }) => sum + (counts.openTickets ?? 0), 0);
    const age = Math.floor((now - Date.parse(day)) / DAY_MS);
    const group = ages.findLast(({ fromDays }) => age >= fromDays) ?? ages[0];
    if (group) group.tickets += open;
  }
  return ages;
}

function percentilesOf(histogram: Histogram): z.output<typeof Percentiles> {
  return {
    count: countOf(histogram),
    p50: percentile(histogram, 0.5) ?? null,
    p95: percentile(histogram, 0.95) ?? null,
  };
}

function addRecords(records: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const record of records)
    for (const [name, count] of Object.entries(record)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
