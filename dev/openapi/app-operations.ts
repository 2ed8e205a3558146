import { z } from 'zod';
import {
  BudgetReset,
  Budgets,
  Directory,
  KillSwitchAnswer,
  Live,
  Ready,
  RefreshBegun,
} from '../../functions/http/answers/operations.ts';
import { SetKillSwitch } from '../../functions/http/kill-switch.ts';
import * as examples from './examples.ts';
import { INVALID_BODY, missingRole, type OperationDoc } from './operation.ts';

const tag = 'Operation';
const ETAG = { ETag: 'For `If-Match`.' } as const;

/** What is about the app itself. */
export const appOperations: readonly OperationDoc[] = [
  {
    ...{ name: 'getDirectory', method: 'get', route: 'directory', tag },
    who: 'reader',
    summary: 'On which devices the app can act, and why not on the others',
    answers: {
      200: {
        description: 'The last complete refresh, and how far one is that runs.',
        schema: Directory,
        example: examples.directory,
      },
    },
    problems: {},
  },
  {
    ...{ name: 'askDirectoryRefresh', method: 'post', route: 'directory/refresh', tag },
    who: 'operator',
    summary: 'List the devices of both vendors now',
    answers: {
      202: {
        description: 'A refresh runs; `begun` is false where it ran already.',
        schema: RefreshBegun,
        example: { begun: true, refreshing: examples.refreshing },
        headers: { Location: 'Where to ask how far it is.' },
      },
    },
    problems: {},
  },
  {
    ...{ name: 'getBudgets', method: 'get', route: 'budgets', tag },
    who: 'reader',
    summary: 'The use of each vendor limit',
    answers: { 200: { description: 'The budgets.', schema: Budgets, example: examples.budgets } },
    problems: {},
  },
  {
    ...{ name: 'resetBudget', method: 'post', route: 'budgets/{budget}/reset', tag },
    who: 'admin',
    summary: 'Restart a budget whose state is lost',
    params: { budget: { description: 'The name of a budget.', example: 'atera' } },
    answers: {
      202: { description: 'It starts empty.', schema: BudgetReset, example: { budget: 'atera', reset: true } },
    },
    problems: { 404: 'There is no such budget.', 409: 'Its state can be read: a reset only costs time.' },
  },
  {
    ...{ name: 'getKillSwitch', method: 'get', route: 'kill-switch', tag },
    who: 'reader',
    summary: 'Is the app stopped?',
    answers: {
      200: { description: 'The switch.', schema: KillSwitchAnswer, example: examples.killSwitch, headers: ETAG },
    },
    problems: {},
  },
  {
    ...{ name: 'setKillSwitch', method: 'put', route: 'kill-switch', tag },
    who: 'operator',
    summary: 'Stop the app, or let it go on',
    headers: {
      'If-Match': { description: 'Refuses a change of what another caller has changed since.', example: '"4"' },
    },
    body: { schema: SetKillSwitch, example: { on: true, reason: 'restore at North Wind', by: 'Kim' } },
    answers: {
      200: { description: 'The switch.', schema: KillSwitchAnswer, example: examples.killSwitch, headers: ETAG },
    },
    problems: {
      ...INVALID_BODY,
      403: `${missingRole('operator')} To turn it off takes \`admin\`.`,
      412: 'Somebody else has set it meanwhile.',
    },
  },
  {
    ...{ name: 'ateraWebhook', method: 'post', route: 'webhooks/atera', tag },
    who: 'operator',
    summary: 'A hint of Atera that a ticket has changed',
    body: { schema: z.unknown(), example: { TicketID: 7_001, TicketStatus: 'Closed' } },
    answers: { 202: { description: 'Taken, whatever it holds; the ticket is read again if it is one of ours.' } },
    problems: { 413: INVALID_BODY[413] },
  },
  {
    ...{ name: 'healthLive', method: 'get', route: 'health/live', tag },
    who: 'anyone',
    summary: 'The process answers',
    answers: { 200: { description: 'It lives.', schema: Live, example: { status: 'live' } } },
    problems: {},
  },
  {
    ...{ name: 'healthReady', method: 'get', route: 'health/ready', tag },
    who: 'anyone',
    summary: 'The app can work',
    answers: {
      200: { description: 'Ready.', schema: Ready, example: examples.ready },
      503: {
        description: 'Not ready; `failed` checks say why.',
        schema: Ready,
        example: { status: 'not-ready', checks: [{ name: 'last-poll', status: 'failed', detail: 'none yet' }] },
      },
    },
    problems: {},
  },
];
