import { VirtualClock } from '../../dev/host/clock.ts';
import { MemoryTables } from '../../dev/tables/memory-tables.ts';
import type { Outcome } from '../../shared/domain/occurrences/course/outcome.ts';
import { makeOutcomeStore } from '../../shared/outcomes/outcomes.ts';
import { countChangedDays } from '../../shared/reports/count-changed-days.ts';
import { type DayStore, makeDayStore } from '../../shared/reports/day-store.ts';
import { makeReport, type ReportQuery } from '../../shared/reports/report.ts';

/** The moment that these tests are at. */
export const NOW = Date.parse('2026-03-02T12:00:00Z');
/** One minute in milliseconds. */
export const MINUTE = 60_000;
/** One day in milliseconds. */
export const DAY = 86_400_000;

/** The outcome of an alert that was first listed `daysAgo`; with an `end` it was taken up. */
export function outcomeOf(alertId: number, daysAgo: number, over: Partial<Outcome> = {}): Outcome {
  const at = NOW - daysAgo * DAY;
  return {
    ...{ subject: String(alertId), alertId, state: 'skipped', code: 'no-playbook', text: 'Left alone.' },
    ...{ playbook: 'none', customerId: 1, customerName: 'North Wind', deviceName: 'NW-SRV-01', title: 'CPU 93' },
    ...{ firstListedAt: at, updatedAt: at, raisedAt: at - MINUTE },
    ...over,
  };
}

/** The same of one that was taken up. */
export function takenUp(alertId: number, daysAgo: number, over: Partial<Outcome> = {}): Outcome {
  return outcomeOf(alertId, daysAgo, {
    ...{ state: 'acted', code: 'recovered', playbook: 'disk-space', isFirst: true },
    remediationId: `rem.a${alertId}.disk-space.C.1`,
    takenUpAt: NOW - daysAgo * DAY,
    ...over,
  });
}

/** Outcomes and days on empty tables. */
export function reportWorld(tables = new MemoryTables()) {
  const clock = new VirtualClock(NOW);
  const days = makeDayStore(tables.open('reports'), clock);
  const outcomes = makeOutcomeStore(tables.open('outcomes'), { onChange: days.mark });
  const rule = { minutesPerFix: 20, minutesPerRecovery: 3, minutesPerTicket: 5 };
  const around = () => ({
    ...{ now: clock.now(), countedAt: clock.now(), stale: false, rule, fleet: undefined },
    language: 'en' as const,
  });
  return {
    ...{ tables, clock, days, outcomes },
    count: () => countChangedDays({ days, outcomes, clock }, clock.now() + MINUTE),
    reportFrom: (from: DayStore, query: Partial<ReportQuery>) =>
      makeReport(from, { from: NOW - 29 * DAY, to: NOW, ...query }, around()),
    report: (query: Partial<ReportQuery> = {}) =>
      makeReport(days, { from: NOW - 29 * DAY, to: NOW, ...query }, around()),
  };
}
