import { app, type HttpMethod } from '@azure/functions';
import * as df from 'durable-functions';
import type { AppDeps } from '../orchestrations/runtime/deps.ts';
import { makeAnswerApproval } from './http/answer-approval.ts';
import { makeCancelRemediation } from './http/cancel-remediation.ts';
import { makeGetBudgets } from './http/get-budgets.ts';
import { makeGetDecision } from './http/get-decision.ts';
import { makeGetDirectory } from './http/get-directory.ts';
import { makeGetRemediation } from './http/get-remediation.ts';
import { healthLive } from './http/health-live.ts';
import { makeHealthReady } from './http/health-ready.ts';
import { makeGetKillSwitch, makeSetKillSwitch } from './http/kill-switch.ts';
import { makeListOutcomes } from './http/list-outcomes.ts';
import { makeListRemediations } from './http/list-remediations.ts';
import { answering, type HttpHandler } from './http/parts/answering.ts';
import { makeResetBudget } from './http/reset-budget.ts';
import { makeStartRemediation } from './http/start-remediation.ts';

/**
 * Every HTTP route of the app, under `/api`. A function key opens them all but the two of health.
 */
export function registerHttp(deps: AppDeps): void {
  const extraInputs = [df.input.durableClient()];
  const serve = (
    name: string,
    method: HttpMethod,
    route: string,
    handler: HttpHandler,
    authLevel: Access = 'function',
  ) => app.http(name, { route, methods: [method], authLevel, handler: answering(deps.log, handler), extraInputs });

  serve('startRemediation', 'POST', 'remediations', makeStartRemediation());
  serve('getRemediation', 'GET', 'remediations/{id}', makeGetRemediation(deps));
  serve('listRemediations', 'GET', 'remediations', makeListRemediations(deps));
  serve('approveRemediation', 'POST', 'remediations/{id}/approve', makeAnswerApproval(deps, true));
  serve('rejectRemediation', 'POST', 'remediations/{id}/reject', makeAnswerApproval(deps, false));
  serve('cancelRemediation', 'POST', 'remediations/{id}/cancel', makeCancelRemediation(deps));
  serve('getDecision', 'GET', 'alerts/{alertId}/decision', makeGetDecision(deps));
  serve('listOutcomes', 'GET', 'outcomes', makeListOutcomes(deps));
  serve('getDirectory', 'GET', 'directory', makeGetDirectory(deps));
  serve('getBudgets', 'GET', 'budgets', makeGetBudgets(deps));
  serve('resetBudget', 'POST', 'budgets/{budget}/reset', makeResetBudget(deps));
  serve('getKillSwitch', 'GET', 'kill-switch', makeGetKillSwitch(deps));
  serve('setKillSwitch', 'PUT', 'kill-switch', makeSetKillSwitch(deps));
  serve('healthLive', 'GET', 'health/live', healthLive, 'anonymous');
  serve('healthReady', 'GET', 'health/ready', makeHealthReady(deps), 'anonymous');
}

type Access = 'function' | 'anonymous';
