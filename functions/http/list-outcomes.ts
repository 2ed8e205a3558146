import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { outcomeStates } from '../../shared/domain/occurrences/course/outcome.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { outcomesCsv } from '../../shared/outcomes/csv.ts';
import { listedOutcome } from '../../shared/outcomes/outcomes.ts';
import { isPlaybook, playbookNames } from '../../shared/policy/policy.ts';
import { problem } from './parts/problem.ts';
import { day, idInQuery, momentInQuery, pageToken, topUpTo } from './parts/query-fields.ts';
import { readQuery } from './parts/request-input.ts';

/** Days of one request, first and last included. */
const MAX_DAYS = 92;
const DEFAULT_DAYS = 7;

/** A longer one would be no name of a device. */
const MAX_TEXT = 100;

/** The query of the outcomes. */
export const ListOutcomes = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  since: momentInQuery.optional(),
  until: momentInQuery.optional(),
  customerId: idInQuery.optional(),
  playbook: z
    .string()
    .refine((name) => name === 'none' || isPlaybook(name), `is no playbook: none, ${playbookNames.join(', ')}`)
    .optional(),
  state: z.enum(outcomeStates, `must be ${outcomeStates.join(', ')}`).optional(),
  text: z
    .string()
    .trim()
    .min(1, 'is empty: leave it out')
    .max(MAX_TEXT)
    .meta({ description: 'In the name of the device or the title, or the id of the alert.' })
    .optional(),
  format: z.enum(['json', 'csv'], 'must be json or csv').default('json'),
  top: topUpTo(1_000, 1_000),
  continuationToken: pageToken.optional(),
});

/**
 * `GET /api/outcomes`: what became of the alerts first listed on the UTC days `from` to `to`
 * (default: those of `since` and `until`, else the last 7 days) that fit the filters, as JSON or as
 * CSV for a spreadsheet. 200 with at most 1,000 rows, from at most five storage transactions; while
 * there may be more, `continuationToken` (CSV: header `x-continuation-token`) names the next page.
 * 400 says which parameter is wrong.
 */
export function makeListOutcomes({ outcomes, clock }: Pick<AppDeps, 'outcomes' | 'clock'>) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, ListOutcomes);
    if ('refusal' in query) return query.refusal;
    const { format, top, continuationToken: token, from: _from, to: _to, ...filters } = query.value;
    const { from, to } = daysOf(query.value, clock.now());
    const wrong = wrongRange(from, to) ?? wrongTimes(filters);
    if (wrong) return problem(400, 'Invalid request', wrong);
    const { rows, next } = await outcomes.page({ from, to, ...filters }, { top, token });
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

/** A moment names its day, where no day is given. */
function daysOf({ from, to, since, until }: z.output<typeof ListOutcomes>, now: number) {
  const last = to ?? until ?? Math.max(now, from ?? since ?? 0);
  return { to: last, from: from ?? since ?? last - (DEFAULT_DAYS - 1) * DAY_MS };
}

function wrongTimes({ since, until }: Pick<z.output<typeof ListOutcomes>, 'since' | 'until'>): string | undefined {
  return since !== undefined && until !== undefined && since > until ? 'since: is after until' : undefined;
}

function wrongRange(from: number, to: number): string | undefined {
  if (from > to) return 'from: is after to';
  const days = Math.floor(to / DAY_MS) - Math.floor(from / DAY_MS) + 1;
  return days > MAX_DAYS ? `from: ${days} days are asked for; at most ${MAX_DAYS} in one request` : undefined;
}
