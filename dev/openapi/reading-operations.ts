import { z } from 'zod';
import { Decision, OutcomeList, Timeline } from '../../functions/http/answers/alerts.ts';
import { Now } from '../../functions/http/answers/now.ts';
import { ReportRequest } from '../../functions/http/get-report.ts';
import { ListOutcomes } from '../../functions/http/list-outcomes.ts';
import { Report } from '../../shared/reports/report.ts';
import * as examples from './examples.ts';
import { alert, INVALID, type OperationDoc } from './operation.ts';

/** Beside the body, so that it changes only when something does. */
const NOW_HEADERS = {
  ETag: 'Names this content.',
  'x-as-of': 'When it was brought up to date.',
  'x-last-complete-poll': 'When the last poll that read every page began; not there before the first.',
} as const;

const NOT_LISTED = { 404: 'No poll has listed this alert, or it was closed over 90 days ago.' } as const;

/** What can be read about alerts. */
export const readingOperations: readonly OperationDoc[] = [
  {
    ...{ name: 'getNow', method: 'get', route: 'now', tag: 'Now' },
    who: 'reader',
    summary: 'What is going on, for a page that stays open',
    headers: {
      'If-None-Match': { description: 'The ETag of the answer before.', example: '"kQ3vb8-Yd0mG7tqL2xYw1A"' },
    },
    answers: {
      200: {
        description: 'What is going on.',
        schema: Now,
        example: examples.now,
        headers: NOW_HEADERS,
      },
      304: { description: 'Nothing has changed since the ETag that was sent.', headers: NOW_HEADERS },
    },
    problems: {},
  },
  {
    ...{ name: 'getDecision', method: 'get', route: 'alerts/{alertId}/decision', tag: 'Alerts', params: alert },
    who: 'reader',
    summary: 'Why, why not, and when next',
    answers: { 200: { description: 'The decision.', schema: Decision, example: examples.decision } },
    problems: { ...INVALID, ...NOT_LISTED },
  },
  {
    ...{ name: 'getTimeline', method: 'get', route: 'alerts/{alertId}/timeline', tag: 'Alerts', params: alert },
    who: 'reader',
    summary: 'What happened with an alert, and what is not known',
    answers: { 200: { description: 'The timeline.', schema: Timeline, example: examples.timeline } },
    problems: { ...INVALID, ...NOT_LISTED },
  },
  {
    ...{ name: 'listOutcomes', method: 'get', route: 'outcomes', tag: 'Reports' },
    who: 'reader',
    summary: 'What became of the alerts',
    query: ListOutcomes,
    answers: {
      200: {
        description: 'A page, as JSON or CSV.',
        schema: OutcomeList,
        example: examples.outcomeList,
        types: ['application/json', 'text/csv'],
        headers: { 'x-continuation-token': 'Of CSV: where the next page begins.' },
      },
    },
    problems: INVALID,
  },
  {
    ...{ name: 'getReport', method: 'get', route: 'reports/summary', tag: 'Reports' },
    who: 'reader',
    summary: 'What became of the alerts, in figures',
    query: ReportRequest,
    answers: {
      200: {
        description: 'The report: JSON, CSV or a page to print.',
        schema: Report,
        example: examples.report,
        types: ['application/json', 'text/csv', 'text/html'],
      },
    },
    problems: INVALID,
  },
  {
    ...{ name: 'getOpenapi', method: 'get', route: 'openapi.json', tag: 'Operation' },
    who: 'reader',
    summary: 'This document',
    answers: {
      200: {
        description: 'OpenAPI 3.1.',
        schema: z.looseObject({ openapi: z.string() }),
        example: { openapi: '3.1.0' },
      },
    },
    problems: {},
  },
];
