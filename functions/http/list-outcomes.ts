import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { outcomesCsv } from '../../shared/outcomes/csv.ts';
import { listedOutcome } from '../../shared/outcomes/outcomes.ts';
import { problem } from './parts/problem.ts';
import { day, idInQuery, pageToken, topUpTo } from './parts/query-fields.ts';
import { readQuery } from './parts/request-input.ts';

/** Days of one request, first and last included. */
const MAX_DAYS = 92;
const DEFAULT_DAYS = 7;

/** The query of the outcomes. */
export const ListOutcomes = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  customerId: idInQuery.optional(),
  format: z.enum(['json', 'csv'], 'must be json or csv').default('json'),
  top: topUpTo(1_000, 1_000),
  continuationToken: pageToken.optional(),
});

/**
 * `GET /api/outcomes`: what became of the alerts first listed on the UTC days `from` to `to`
 * (default: the last 7 days), as JSON or as CSV for a spreadsheet. 200 with at most 1,000 rows;
 * while there are more, `continuationToken` (CSV: header `x-continuation-token`) names the next
 * page. 400 says which parameter is wrong.
 */
export function makeListOutcomes({ outcomes, clock }: Pick<AppDeps, 'outcomes' | 'clock'>) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, ListOutcomes);
    if ('refusal' in query) return query.refusal;
    const { customerId, format, top, continuationToken } = query.value;
    const to = query.value.to ?? Math.max(clock.now(), query.value.from ?? 0);
    const from = query.value.from ?? to - (DEFAULT_DAYS - 1) * DAY_MS;
    const wrong = wrongRange(from, to);
    if (wrong) return problem(400, 'Invalid request', wrong);
    const { rows, next } = await outcomes.page({ from, to, customerId }, { top, token: continuationToken });
    if (format === 'json')
      return {
        jsonBody: { outcomes: rows.map((row) => z.encode(listedOutcome, row)), continuationToken: next ?? null },
      };
    const headers = {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="outcomes.csv"',
      ...(next !== undefined && { 'x-continuation-token': next }),
    };
    return { headers, body: outcomesCsv(rows) };
  };
}

function wrongRange(from: number, to: number): string | undefined {
  if (from > to) return 'from: is after to';
  const days = Math.floor(to / DAY_MS) - Math.floor(from / DAY_MS) + 1;
  return days > MAX_DAYS ? `from: ${days} days are asked for; at most ${MAX_DAYS} in one request` : undefined;
}
