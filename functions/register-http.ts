import { app, type HttpMethod } from '@azure/functions';
import * as df from 'durable-functions';
import type { AppDeps, RegisteredDeps } from '../orchestrations/runtime/deps.ts';
import { eachTime } from './each-time.ts';
import { answeringPage } from './http/answer/answering-page.ts';
import { makeGetAnswer } from './http/answer/get-answer.ts';
import { makePostAnswer } from './http/answer/post-answer.ts';
import { makeViewLimit } from './http/answer/view-limit.ts';
import { makeCancelBacktest, makeGetBacktest, makeListBacktests, makeStartBacktest } from './http/backtests.ts';
import { makeListChannels, makeTestChannel } from './http/channels.ts';
import { makeGetBudgets } from './http/get-budgets.ts';
import { makeGetDashboard } from './http/get-dashboard.ts';
import { makeGetDecision } from './http/get-decision.ts';
import { makeDirectoryRoutes } from './http/get-directory.ts';
import { makeGetNow } from './http/get-now.ts';
import { getOpenapi } from './http/get-openapi.ts';
import { makeGetReport } from './http/get-report.ts';
import { makeGetTimeline } from './http/get-timeline.ts';
import { healthLive } from './http/health/health-live.ts';
import { makeHealthReady } from './http/health/health-ready.ts';
import { makeGetKillSwitch, makeSetKillSwitch } from './http/kill-switch.ts';
import { makeListOutcomes } from './http/list-outcomes.ts';
import { makeCreateMute } from './http/mutes/create-mute.ts';
import { makeEndMute } from './http/mutes/end-mute.ts';
import { makeListChoices } from './http/mutes/list-choices.ts';
import { makeGetMute, makeListMutes } from './http/mutes/list-mutes.ts';
import { answering, type HttpHandler } from './http/parts/answering.ts';
import { type Role, refusalFor } from './http/parts/signed-in.ts';
import {
  makeCheckPolicy,
  makePutPending,
  makePutPolicy,
  makeRollBackPolicy,
  makeWithdrawPolicy,
} from './http/policy/change-policy.ts';
import { makeGetPolicy, makeGetPolicyHistory, makeGetPolicyVersion } from './http/policy/get-policy.ts';
import { makeAnswerApproval } from './http/remediations/answer-approval.ts';
import { makeCancelRemediation } from './http/remediations/cancel-remediation.ts';
import { makeGetRemediation } from './http/remediations/get-remediation.ts';
import { makeListRemediations } from './http/remediations/list-remediations.ts';
import { makeStartRemediation } from './http/remediations/start-remediation.ts';
import { makeResetBudget } from './http/reset-budget.ts';
import { registerWebhooks } from './register-webhooks.ts';
import { makeSnapshots, type Snapshots } from './services/now/snapshot.ts';

/**
 * Every HTTP route of the app, under `/api`. A function key opens them all but the two of health
 * and the dashboard's files, which need none, and what only the master key may do; of people who
 * are signed in, each asks for a role as well.
 */
export function registerHttp(deps: RegisteredDeps): void {
  const snapshots = makeSnapshots(deps);
  const serve = makeServe(deps, snapshots);
  serveRemediations(serve, deps);
  serveReading(serve, deps);
  servePeople(serve, deps);
  servePolicy(serve, deps);
  serve('getNow', 'GET', 'now', 'reader', makeGetNow(snapshots));
  serve('getBudgets', 'GET', 'budgets', 'reader', makeGetBudgets(deps));
  serve('resetBudget', 'POST', 'budgets/{budget}/reset', 'admin', makeResetBudget(deps));
  serve('getKillSwitch', 'GET', 'kill-switch', 'reader', makeGetKillSwitch(deps));
  // To turn it off needs more: the handler asks.
  serve('setKillSwitch', 'PUT', 'kill-switch', 'operator', eachTime(deps, makeSetKillSwitch));
  serve('getOpenapi', 'GET', 'openapi.json', 'reader', getOpenapi);
  serve('getDashboard', 'GET', 'dashboard/{*path}', 'anyone', makeGetDashboard(deps.dashboardFolder));
  serve('healthLive', 'GET', 'health/live', 'anyone', healthLive);
  serve('healthReady', 'GET', 'health/ready', 'anyone', makeHealthReady(deps));
  registerAnswer(deps, snapshots);
  registerWebhooks(deps);
}

function serveRemediations(serve: Serve, deps: RegisteredDeps): void {
  serve('startRemediation', 'POST', 'remediations', 'operator', makeStartRemediation());
  serve('getRemediation', 'GET', 'remediations/{id}', 'reader', eachTime(deps, makeGetRemediation));
  serve('listRemediations', 'GET', 'remediations', 'reader', eachTime(deps, makeListRemediations));
  serve('approveRemediation', 'POST', 'remediations/{id}/approve', 'operator', eachTime(deps, makeApprove));
  serve('rejectRemediation', 'POST', 'remediations/{id}/reject', 'operator', eachTime(deps, makeReject));
  serve('cancelRemediation', 'POST', 'remediations/{id}/cancel', 'operator', eachTime(deps, makeCancelRemediation));
}

/** What happened, and what would have. */
function serveReading(serve: Serve, deps: RegisteredDeps): void {
  serve('getDecision', 'GET', 'alerts/{alertId}/decision', 'reader', eachTime(deps, makeGetDecision));
  serve('getTimeline', 'GET', 'alerts/{alertId}/timeline', 'reader', eachTime(deps, makeGetTimeline));
  serve('listOutcomes', 'GET', 'outcomes', 'reader', makeListOutcomes(deps));
  serve('getReport', 'GET', 'reports/summary', 'reader', eachTime(deps, makeGetReport));
  serveDirectory(serve, deps);
  serve('startBacktest', 'POST', 'backtests', 'master', makeStartBacktest(deps));
  serve('listBacktests', 'GET', 'backtests', 'reader', makeListBacktests(deps));
  serve('getBacktest', 'GET', 'backtests/{id}', 'reader', makeGetBacktest(deps));
  serve('cancelBacktest', 'POST', 'backtests/{id}/cancel', 'master', makeCancelBacktest(deps));
}

/** By whom people are notified, and what they want left alone. */
function servePeople(serve: Serve, deps: RegisteredDeps): void {
  serve('listChannels', 'GET', 'channels', 'reader', eachTime(deps, makeListChannels));
  serve('testChannel', 'POST', 'channels/{name}/test', 'operator', eachTime(deps, makeTestChannel));
  serve('createMute', 'POST', 'mutes', 'operator', eachTime(deps, makeCreateMute));
  serve('createLongMute', 'POST', 'mutes/long', 'master', eachTime(deps, makeLongMute));
  serve('listMutes', 'GET', 'mutes', 'reader', makeListMutes(deps));
  serve('listMuteChoices', 'GET', 'mute-choices', 'reader', eachTime(deps, makeListChoices));
  serve('getMute', 'GET', 'mutes/{id}', 'reader', makeGetMute(deps));
  serve('endMute', 'DELETE', 'mutes/{id}', 'operator', eachTime(deps, makeEndMute));
}

function servePolicy(serve: Serve, deps: RegisteredDeps): void {
  serve('getPolicy', 'GET', 'policy', 'reader', makeGetPolicy(deps));
  serve('getPolicyHistory', 'GET', 'policy/history', 'reader', makeGetPolicyHistory(deps));
  serve('getPolicyVersion', 'GET', 'policy/history/{version}', 'reader', makeGetPolicyVersion(deps));
  serve('checkPolicy', 'POST', 'policy/check', 'reader', makeCheckPolicy(deps));
  // What widens needs more: the handler asks.
  serve('putPolicy', 'PUT', 'policy', 'operator', makePutPolicy(deps));
  serve('rollBackPolicy', 'POST', 'policy/roll-back', 'operator', makeRollBackPolicy(deps));
  serve('putPendingPolicy', 'PUT', 'policy/pending', 'master', makePutPending(deps));
  serve('withdrawPolicy', 'DELETE', 'policy/pending', 'operator', makeWithdrawPolicy(deps));
}

/**
 * The page behind a link in a message. The link is the key, so the platform asks for none; its
 * methods that do nothing are served too, for the real host knows only those that are named.
 */
function registerAnswer(deps: RegisteredDeps, snapshots: Snapshots): void {
  const [mayView, mayAnswer] = [makeViewLimit(deps.clock), makeViewLimit(deps.clock)];
  const getAnswer = eachTime(deps, (all) => makeGetAnswer(all, mayView));
  const postAnswer = eachTime(deps, (all) => makePostAnswer(all, mayAnswer));
  const common = { route: 'answer', authLevel: 'anonymous' as const, extraInputs: [df.input.durableClient()] };
  app.http('getAnswer', {
    ...{ ...common, methods: ['GET', 'HEAD', 'OPTIONS'] },
    handler: answeringPage(deps.log, getAnswer),
  });
  app.http('postAnswer', {
    ...{ ...common, methods: ['POST'] },
    handler: answeringPage(deps.log, touching(snapshots, postAnswer)),
  });
}

const makeApprove = (deps: AppDeps) => makeAnswerApproval(deps, true);
const makeReject = (deps: AppDeps) => makeAnswerApproval(deps, false);
const makeLongMute = (deps: AppDeps) => makeCreateMute(deps, true);

/** Returns what registers one route. */
function makeServe(deps: RegisteredDeps, snapshots: Snapshots): Serve {
  const extraInputs = [df.input.durableClient()];
  return (name, method, route, who, handler) => {
    const served = method === 'GET' ? handler : touching(snapshots, handler);
    const role = who === 'master' ? 'admin' : who;
    const allowed = role === 'anyone' ? served : onlyFor(role, deps.signInOn, served);
    const authLevel = who === 'anyone' ? 'anonymous' : who === 'master' ? 'admin' : 'function';
    app.http(name, { route, methods: [method], authLevel, handler: answering(deps.log, allowed), extraInputs });
  };
}

function serveDirectory(serve: Serve, deps: RegisteredDeps): void {
  const { get, refresh } = makeDirectoryRoutes(deps);
  serve('getDirectory', 'GET', 'directory', 'reader', get);
  serve('askDirectoryRefresh', 'POST', 'directory/refresh', 'operator', refresh);
}

/**
 * Registers one route for whom it is. `master`: what takes a good part of the rate budget, deletes,
 * or widens what the app may do; the master key opens it alone, and of people an admin may.
 */
type Serve = (
  name: string,
  method: HttpMethod,
  route: string,
  who: Role | 'master' | 'anyone',
  handler: HttpHandler,
) => void;

function onlyFor(role: Role, isSignInOn: boolean, handler: HttpHandler): HttpHandler {
  return async (request, context) => refusalFor(request, role, isSignInOn) ?? handler(request, context);
}

/** Answers to a request that was refused for what it is: nothing was changed, or found changed. */
const REFUSED = new Set([400, 401, 403, 404, 413, 422, 428, 429, 503]);

/** What a person changes is read again for whoever asks next; strangers who try cost nothing. */
function touching(snapshots: Snapshots, handler: HttpHandler): HttpHandler {
  return async (request, context) => {
    const answer = await handler(request, context);
    if (!REFUSED.has(answer.status ?? 200)) snapshots.touch(request.params.id);
    return answer;
  };
}
