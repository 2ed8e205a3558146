import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { keptDays } from '../../shared/domain/lists/retention-rules.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { makeFreshDays } from '../../shared/reports/fresh-days.ts';
import { PAGE_POLICY, reportHtml } from '../../shared/reports/html/report-html.ts';
import { makeReport, type Report } from '../../shared/reports/report.ts';
import { reportCsv } from '../../shared/reports/report-csv.ts';
import { problem } from './parts/problem.ts';
import { day, idInQuery } from './parts/query-fields.ts';
import { readQuery } from './parts/request-input.ts';

const DEFAULT_DAYS = 30;

/** The query of a report. */
export const ReportRequest = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  customerId: idInQuery.optional(),
  format: z.enum(['json', 'csv', 'html'], 'must be json, csv or html').default('json'),
});

type Deps = Pick<AppDeps, 'reportDays' | 'outcomes' | 'directory' | 'customers' | 'policy' | 'clock'>;

/**
 * `GET /api/reports/summary`: what became of the alerts first listed on the UTC days `from` to `to`
 * (default: the last 30 days, at most 400), of all customers or one, as JSON, CSV or a page to
 * print. 200; 400 says which parameter is wrong. Reads a row per day; days that have changed are
 * counted again first, at most every five minutes.
 */
export function makeGetReport(deps: Deps) {
  const { reportDays, outcomes, directory, customers, policy, clock } = deps;
  const freshDays = makeFreshDays({ days: reportDays, outcomes, clock });
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, ReportRequest);
    if ('refusal' in query) return query.refusal;
    const now = clock.now();
    const { customerId, format } = query.value;
    const to = query.value.to ?? Math.max(now, query.value.from ?? 0);
    const from = query.value.from ?? to - (DEFAULT_DAYS - 1) * DAY_MS;
    const wrong = wrongRange(from, to);
    if (wrong) return problem(400, 'Invalid request', wrong);
    const locale = await customers.policyOf(customerId);
    const last = await directory.lastRefresh();
    const fleet = last?.fleet && { status: last.fleet, refreshedAt: last.startedAt };
    const around = { now, rule: policy.report, language: locale.language, fleet, ...(await freshDays()) };
    const report = await makeReport(reportDays, { from, to, customerId }, around);
    return answers[format](report, locale);
  };
}

type Locale = Awaited<ReturnType<Deps['customers']['policyOf']>>;

const answers: Readonly<Record<'json' | 'csv' | 'html', (report: Report, locale: Locale) => HttpResponseInit>> = {
  json: (report) => ({ jsonBody: report }),
  csv: (report) => ({
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="report.csv"',
    },
    body: reportCsv(report),
  }),
  html: (report, locale) => ({
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // Whoever opens the address itself gets it as sandboxed as the dashboard's frame is.
      'content-security-policy': `${PAGE_POLICY}; frame-ancestors 'self'; sandbox`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
    body: reportHtml(report, locale),
  }),
};

function wrongRange(from: number, to: number): string | undefined {
  if (from > to) return 'from: is after to';
  const days = Math.floor(to / DAY_MS) - Math.floor(from / DAY_MS) + 1;
  return days > keptDays.outcomes ? `from: ${days} days are asked for; ${keptDays.outcomes} are kept` : undefined;
}
