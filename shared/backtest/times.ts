import { daysBetween, localMoments } from './local-day.ts';
import type { Written } from './playing/played.ts';
import type { PastRow } from './reading/past-row.ts';
import type { BacktestReport } from './report.ts';

interface Period {
  readonly from: number;
  readonly until: number;
  readonly timeZone: string;
  readonly zoneOf: (customerId: number | undefined) => string;
}

/** Returns when alerts came and when a person would have been called: by day, night and hour. */
export function timesOf(
  rows: readonly PastRow[],
  written: readonly Written[],
  { from, until, timeZone, zoneOf }: Period,
): Pick<BacktestReport, 'days' | 'nights' | 'hours'> {
  const local = localMoments();
  const names = daysBetween(from, until, timeZone);
  const days = new Map(names.map((day) => [day, { day, alerts: 0, tickets: 0, questions: 0 }]));
  const nights = new Map(names.slice(0, -1).map((night) => [night, { night, alerts: 0, tickets: 0 }]));
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { raisedAt, customerId } of rows) {
    if (raisedAt === undefined) continue;
    const { day, hour, night } = local(raisedAt, zoneOf(customerId));
    hours[hour] = (hours[hour] ?? 0) + 1;
    addTo(days.get(day), 'alerts');
    addTo(nights.get(night ?? ''), 'alerts');
  }
  for (const { at, kind, customerId } of written) {
    const { day, night } = local(at, zoneOf(customerId));
    addTo(days.get(day), kind === 'question' ? 'questions' : 'tickets');
    addTo(nights.get(night ?? ''), 'tickets');
  }
  const list = [...nights.values()];
  const sum = (of: 'alerts' | 'tickets') => list.reduce((total, night) => total + night[of], 0);
  return {
    days: [...days.values()],
    nights: {
      nights: list.length,
      quiet: list.filter(({ tickets }) => tickets === 0).length,
      empty: list.filter(({ alerts, tickets }) => alerts === 0 && tickets === 0).length,
      ...{ alerts: sum('alerts'), tickets: sum('tickets'), list },
    },
    hours,
  };
}

function addTo<Name extends string>(figures: Record<Name, number> | undefined, name: Name): void {
  if (figures) figures[name]++;
}
