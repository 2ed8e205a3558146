import type { z } from 'zod';
import type * as answers from '../../functions/http/answers/backtests.ts';
import type { BacktestReport } from '../../shared/backtest/report.ts';

/** One that has just begun. */
export const started = {
  ...{ id: '20260302T080000Z', state: 'reading', startedAt: '2026-03-02T08:00:00.000Z' },
  ...{ since: '2026-01-31T08:00:00.000Z', maxPages: 400, alerts: 0, progress: 0 },
  changedAt: '2026-03-02T08:00:00.000Z',
} satisfies z.input<typeof answers.Backtest>;

/** One that was cancelled on its way. */
export const cancelled = {
  ...started,
  ...{ state: 'cancelled', alerts: 900, progress: 0.29 },
  ...{ changedAt: '2026-03-02T08:03:00.000Z', endedAt: '2026-03-02T08:03:00.000Z' },
} satisfies z.input<typeof answers.Backtest>;

/** One that is done. */
export const done = {
  ...started,
  ...{ state: 'done', alerts: 3, progress: 1 },
  ...{ changedAt: '2026-03-02T08:04:00.000Z', endedAt: '2026-03-02T08:04:00.000Z' },
} satisfies z.input<typeof answers.Backtest>;

const figures = { alerts: 3, takenUp: 2, tickets: 1, reopened: 0, questions: 1 };

const report = {
  ...({ version: 1, language: 'en', timeZone: 'Europe/Berlin', source: 'Atera' } as const),
  ...{ from: started.since, until: started.startedAt },
  total: { ...figures, leftAlone: 1, siteTickets: 0, ticketsThen: 1, openNow: 1 },
  ends: [{ verdict: 'left-alone', because: 'no-playbook', alerts: 1 }],
  playbooks: [{ ...figures, alerts: 2, playbook: 'disk-space', label: 'Disk space' }],
  customers: [{ ...figures, customer: 'North Wind' }],
  devices: [{ ...figures, device: 'NW-SRV-01', customer: 'North Wind', title: 'Disk C: over 90 %' }],
  notTaken: [{ title: 'CPU Load', reason: 'no-playbook', alerts: 1 }],
  sites: [],
  suspicions: 0,
  days: [{ day: '2026-03-01', alerts: 3, tickets: 1, questions: 1 }],
  nights: {
    ...{ nights: 1, quiet: 1, empty: 1, alerts: 0, tickets: 0 },
    list: [{ night: '2026-03-01', alerts: 0, tickets: 0 }],
  },
  hours: Array.from({ length: 24 }, (_, hour) => (hour === 8 ? 3 : 0)),
  notes: [{ code: 'no-readings', values: {} }],
} satisfies z.input<typeof BacktestReport>;

/** The same with its report. */
export const withReport = { ...done, report } satisfies z.input<typeof answers.BacktestWithReport>;
