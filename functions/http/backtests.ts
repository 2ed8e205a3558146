import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import { isRunning, startOnce } from '../../orchestrations/runtime/client/durable-start.ts';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { orchestrators, SINGLETON_VERSION } from '../../orchestrations/runtime/names.ts';
import { REPORT_CSP, reportHtml } from '../../shared/backtest/html/report-html.ts';
import { BacktestReport } from '../../shared/backtest/report.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { type Backtest, backtestRow, hasEnded } from '../../shared/storage/backtests.ts';
import type { BacktestWithReport, Backtest as ShownBacktest } from './answers/backtests.ts';
import { problem } from './parts/problem.ts';
import { readBody, readQuery } from './parts/request-input.ts';

type Deps = Pick<AppDeps, 'backtests' | 'clock' | 'log'>;

/** One at a time. */
const INSTANCE_ID = 'backtest';

/** Older ones are removed when another is started. */
const KEPT = 5;

/** 20,000 alerts: what an activity can play within its 30 seconds. */
const MOST_PAGES = 400;

/** The body that begins one. */
export const StartBacktest = z.strictObject({
  days: z.int().min(1).max(92).default(30),
  maxPages: z.int().min(1).max(MOST_PAGES).default(MOST_PAGES),
});

/** The query for one. */
export const GetBacktest = z.strictObject({ format: z.enum(['json', 'html'], 'must be json or html').default('json') });

/**
 * `POST /api/backtests` `{days?, maxPages?}` (admin): begins to play the alerts of the last days. 202 with the
 * address of its state; 400 says what is wrong; 409 while another one runs,
 * and before the devices were listed for the first time.
 */
export function makeStartBacktest({ backtests, directory, clock, log }: Deps & Pick<AppDeps, 'directory'>) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const body = await readBody(request, StartBacktest);
    if ('refusal' in body) return body.refusal;
    if ((await directory.lastRefresh()) === undefined) {
      const detail =
        'The devices have not been listed yet, and without their kinds the report would be wrong. A new app lists them within minutes; GET /api/directory says when it has.';
      return problem(409, 'Not ready', detail);
    }
    const client = df.getClient(context);
    const earlier = await backtests.list();
    if (await isRunning(client, INSTANCE_ID)) {
      const running = earlier.find((run) => !hasEnded(run));
      return problem(409, 'Already running', `One back-test at a time: ${running?.id ?? 'another one'} has not ended.`);
    }
    const now = clock.now();
    // Their instance is gone: somebody ended it from outside, or it was never started.
    for (const { id } of earlier.filter((run) => !hasEnded(run))) {
      await backtests.change(id, {
        state: 'failed',
        because: 'its orchestration is gone',
        endedAt: now,
        changedAt: now,
      });
      await backtests.forgetRows(id);
    }
    for (const { id } of earlier.slice(KEPT - 1)) await backtests.remove(id);
    const { days, maxPages } = body.value;
    const id = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const row: Backtest = {
      ...{ id, state: 'reading', startedAt: now, since: now - days * DAY_MS, maxPages },
      ...{ alerts: 0, progress: 0, changedAt: now },
    };
    if (!(await backtests.add(row)))
      return problem(409, 'Already running', `The back-test ${id} has just been started.`);
    const started = await startOnce(client, orchestrators.backtest, INSTANCE_ID, { id, stops: 0 }, SINGLETON_VERSION);
    if (started === 'running') {
      await backtests.remove(id);
      return problem(409, 'Already running', 'One back-test at a time: another one was started meanwhile.');
    }
    log('backtest-started', { id, days });
    return { status: 202, headers: { location: `/api/backtests/${id}` }, jsonBody: view(row) };
  };
}

/** `GET /api/backtests`: those that are kept, the newest first, without their reports. 200. */
export function makeListBacktests({ backtests }: Pick<AppDeps, 'backtests'>) {
  return async (): Promise<HttpResponseInit> => ({ jsonBody: { backtests: (await backtests.list()).map(view) } });
}

/**
 * `GET /api/backtests/{id}[?format=json|html]`: how far it is and, once it is done, its report. 200;
 * 404 for one that is not kept; 409 for the page of one that is not done.
 */
export function makeGetBacktest({ backtests }: Pick<AppDeps, 'backtests'>) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, GetBacktest);
    if ('refusal' in query) return query.refusal;
    const run = await backtests.get(request.params.id ?? '');
    if (!run) return notFound();
    const report = run.state === 'done' ? BacktestReport.parse(await backtests.report(run.id)) : undefined;
    if (query.value.format === 'json') {
      const jsonBody: z.input<typeof BacktestWithReport> = { ...view(run), report: report ?? null };
      return { jsonBody };
    }
    if (!report) return problem(409, 'Not done', `The back-test is ${run.state}; its page is there once it is done.`);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${REPORT_CSP}; frame-ancestors 'self'; sandbox`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    };
    return { headers, body: reportHtml(report) };
  };
}

/** `POST /api/backtests/{id}/cancel` (admin): reads no further and forgets what was read. 200 with its state; 404. */
export function makeCancelBacktest({ backtests, clock, log }: Deps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const id = request.params.id ?? '';
    const now = clock.now();
    const cancelled = await backtests.change(id, { state: 'cancelled', changedAt: now, endedAt: now });
    if (cancelled) log('backtest-cancelled', { id });
    const run = cancelled ?? (await backtests.get(id));
    return run ? { jsonBody: view(run) } : notFound();
  };
}

function notFound(): HttpResponseInit {
  return problem(404, 'Not found', `There is no such back-test; the last ${KEPT} are kept.`);
}

function view(run: Backtest): z.input<typeof ShownBacktest> {
  const { cursor: _cursor, progress, ...shown } = z.encode(backtestRow, run);
  return { ...shown, progress: Math.round(progress * 100) / 100 };
}
