import { app, type HttpMethod } from '@azure/functions';
import * as df from 'durable-functions';
import type { AppDeps } from '../orchestrations/deps.ts';
import { makeAnswerApproval } from './answer-approval.ts';
import { answering, type HttpHandler } from './answering.ts';
import { makeCancelRemediation } from './cancel-remediation.ts';
import { makeGetBudgets } from './get-budgets.ts';
import { makeGetDecision } from './get-decision.ts';
import { makeGetDirectory } from './get-directory.ts';
import { makeGetRemediation } from './get-remediation.ts';
import { healthLive } from './health-live.ts';
import { makeHealthReady } from './health-ready.ts';
import { makeGetKillSwitch, makeSetKillSwitch } from './kill-switch.ts';
import { makeListOutcomes } from './list-outcomes.ts';
import { makeListRemediations } from './list-remediations.ts';
import { makeResetBudget } from './reset-budget.ts';
import { makeStartRemediation } from './start-remediation.ts';

/** Every HTTP route of the app, under `/api`. A function key opens them all but the two of health. */
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
