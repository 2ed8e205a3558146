import { Backtest, BacktestList, BacktestWithReport } from '../../functions/http/answers/backtests.ts';
import { GetBacktest, StartBacktest } from '../../functions/http/backtests.ts';
import * as examples from './backtest-examples.ts';
import { INVALID, INVALID_BODY, type OperationDoc } from './operation.ts';

const tag = 'Back-tests';
const params = { id: { description: 'The id of a back-test.', example: examples.started.id } } as const;
const NOT_KEPT = { 404: 'There is no such back-test, or it is no longer kept.' } as const;

/** What the app would have done with the past. */
export const backtestOperations: readonly OperationDoc[] = [
  {
    ...{ name: 'startBacktest', method: 'post', route: 'backtests', tag },
    who: 'admin',
    needsMaster: true,
    summary: 'Play the alerts of the last days; it changes nothing',
    body: { schema: StartBacktest, example: { days: 30 } },
    answers: {
      202: {
        description: 'Begun; the address says how far it is.',
        schema: Backtest,
        example: examples.started,
        headers: { Location: 'The address of the back-test.' },
      },
    },
    problems: {
      ...INVALID_BODY,
      409: 'Another one runs, or the devices have not been listed yet; `title` says which.',
    },
  },
  {
    ...{ name: 'listBacktests', method: 'get', route: 'backtests', tag },
    who: 'reader',
    summary: 'The back-tests that are kept, the newest first',
    answers: {
      200: {
        description: 'All that are kept, without their reports.',
        schema: BacktestList,
        example: { backtests: [examples.done] },
      },
    },
    problems: {},
  },
  {
    ...{ name: 'getBacktest', method: 'get', route: 'backtests/{id}', tag, params },
    who: 'reader',
    summary: 'How far a back-test is, and its report',
    query: GetBacktest,
    answers: {
      200: {
        description: 'JSON, or the report as a page once it is done.',
        schema: BacktestWithReport,
        example: examples.withReport,
        types: ['application/json', 'text/html'],
      },
    },
    problems: { ...INVALID, ...NOT_KEPT, 409: 'A page was asked for, and it is not done.' },
  },
  {
    ...{ name: 'cancelBacktest', method: 'post', route: 'backtests/{id}/cancel', tag, params },
    who: 'admin',
    needsMaster: true,
    summary: 'Read no further, and forget what was read',
    answers: {
      200: {
        description: 'Cancelled; or as it is, if it had ended before.',
        schema: Backtest,
        example: examples.cancelled,
      },
    },
    problems: NOT_KEPT,
  },
];
