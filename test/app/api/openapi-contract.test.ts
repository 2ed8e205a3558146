import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policy as policySchema } from '../../../shared/policy/policy.ts';
import { type Answer, call } from '../../helpers/app/api.ts';
import { MINUTE, startApp } from '../../helpers/app/app.ts';
import { ASKED_ID, startAsked } from '../../helpers/app/approvals.ts';
import { type Call, later, MUTE_ID, muteCalls } from '../../helpers/app/mute-calls.ts';
import { accessOf, mistakesInAnswer, type Operation, operations } from '../../helpers/app/openapi.ts';

type Asked = Awaited<ReturnType<typeof startAsked>>;

const NO = { by: 'Ada', reason: 'the logs are needed' };
const OTHER = '0'.repeat(32);
const UNKNOWN = 'rem.a9.disk-space.C.1';

/** A channel whose secret is nowhere: what is sent to it is not accepted. Any policy may leave it out. */
const NOTIFY = policySchema.parse({
  notify: { channels: [{ name: 'ops', type: 'teams', secret: 'notify-ops', events: ['approval-needed'] }] },
}).notify;

function callsOf(asked: Asked): readonly Call[] {
  const { alertId, evidence } = asked;
  return [
    { name: 'getNow', status: 200, path: '/now' },
    { name: 'getNow', status: 304, path: '/now', headers: { 'if-none-match': '*' } },
    { name: 'getDecision', status: 200, path: `/alerts/${alertId}/decision` },
    { name: 'getDecision', status: 400, path: '/alerts/x/decision' },
    { name: 'getDecision', status: 404, path: '/alerts/1/decision' },
    { name: 'getTimeline', status: 200, path: `/alerts/${alertId}/timeline` },
    { name: 'getTimeline', status: 400, path: '/alerts/x/timeline' },
    { name: 'getTimeline', status: 404, path: '/alerts/1/timeline' },
    { name: 'listOutcomes', status: 200, path: '/outcomes' },
    { name: 'listOutcomes', status: 200, path: '/outcomes?format=csv' },
    { name: 'listOutcomes', status: 400, path: '/outcomes?top=0' },
    { name: 'getReport', status: 200, path: '/reports/summary' },
    { name: 'getReport', status: 200, path: '/reports/summary?format=csv' },
    { name: 'getReport', status: 200, path: '/reports/summary?format=html' },
    { name: 'getReport', status: 400, path: '/reports/summary?from=x' },
    { name: 'getOpenapi', status: 200, path: '/openapi.json' },
    {
      name: 'startRemediation',
      status: 202,
      path: '/remediations',
      body: { alertId },
      headers: { 'idempotency-key': 'k' },
    },
    { name: 'startRemediation', status: 400, path: '/remediations', body: { alertId: 'x' } },
    { name: 'startRemediation', status: 413, path: '/remediations', body: 'x'.repeat(10_001) },
    {
      name: 'startRemediation',
      status: 422,
      path: '/remediations',
      body: { alertId: 1 },
      headers: { 'idempotency-key': 'k' },
    },
    { name: 'listRemediations', status: 200, path: '/remediations?state=open' },
    { name: 'listRemediations', status: 400, path: '/remediations?state=x' },
    { name: 'getRemediation', status: 200, path: `/remediations/${ASKED_ID}` },
    { name: 'getRemediation', status: 404, path: `/remediations/${UNKNOWN}` },
    ...(['approve', 'reject'] as const).flatMap((what) => answerCalls(what, evidence)),
    { name: 'rejectRemediation', status: 200, path: `/remediations/${ASKED_ID}/reject`, body: { evidence, ...NO } },
    { name: 'cancelRemediation', status: 400, path: `/remediations/${ASKED_ID}/cancel`, body: {} },
    { name: 'cancelRemediation', status: 413, path: `/remediations/${ASKED_ID}/cancel`, body: 'x'.repeat(10_001) },
    { name: 'cancelRemediation', status: 404, path: `/remediations/${UNKNOWN}/cancel`, body: { reason: 'x' } },
    { name: 'cancelRemediation', status: 200, path: `/remediations/${ASKED_ID}/cancel`, body: { reason: 'x' } },
    { name: 'cancelRemediation', status: 409, path: `/remediations/${ASKED_ID}/cancel`, body: { reason: 'x' } },
    { name: 'getDirectory', status: 200, path: '/directory' },
    { name: 'askDirectoryRefresh', status: 202, path: '/directory/refresh' },
    { name: 'getBudgets', status: 200, path: '/budgets' },
    { name: 'resetBudget', status: 404, path: '/budgets/x/reset' },
    { name: 'resetBudget', status: 409, path: '/budgets/atera/reset' },
    { name: 'listChannels', status: 200, path: '/channels' },
    { name: 'testChannel', status: 200, path: '/channels/ops/test' },
    { name: 'testChannel', status: 404, path: '/channels/x/test' },
    { name: 'testChannel', status: 429, path: '/channels/ops/test' },
    { name: 'getKillSwitch', status: 200, path: '/kill-switch' },
    { name: 'setKillSwitch', status: 200, path: '/kill-switch', body: { on: true, reason: 'x', by: 'Kim' } },
    { name: 'setKillSwitch', status: 400, path: '/kill-switch', body: {} },
    {
      name: 'setKillSwitch',
      status: 412,
      path: '/kill-switch',
      body: { on: true, reason: 'x' },
      headers: { 'if-match': '"9"' },
    },
    { name: 'setKillSwitch', status: 413, path: '/kill-switch', body: 'x'.repeat(10_001) },
    { name: 'ateraWebhook', status: 202, path: '/webhooks/atera', body: { TicketID: 1 } },
    { name: 'ateraWebhook', status: 413, path: '/webhooks/atera', body: 'x'.repeat(100_001) },
    ...muteCalls(later(asked)),
    ...backtestCalls(backtestIdOf(asked)),
    { name: 'healthLive', status: 200, path: '/health/live' },
    { name: 'healthReady', status: 200, path: '/health/ready' },
  ];
}

function answerCalls(what: 'approve' | 'reject', evidence: string): Call[] {
  const name = `${what}Remediation`;
  const path = `/remediations/${ASKED_ID}/${what}`;
  return [
    { name, status: 400, path, body: { evidence: 'x' } },
    { name, status: 413, path, body: 'x'.repeat(10_001) },
    { name, status: 404, path: `/remediations/${UNKNOWN}/${what}`, body: { evidence, ...NO } },
    { name, status: 409, path, body: { evidence: OTHER, ...NO } },
  ];
}

/** A back-test is called after the moment at which it was begun. */
function backtestIdOf({ clock }: Asked): string {
  return new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

function backtestCalls(id: string): Call[] {
  return [
    { name: 'startBacktest', status: 400, path: '/backtests', body: { days: 0 } },
    { name: 'startBacktest', status: 413, path: '/backtests', body: 'x'.repeat(10_001) },
    { name: 'startBacktest', status: 202, path: '/backtests', body: { days: 30 } },
    { name: 'startBacktest', status: 409, path: '/backtests', body: {} },
    { name: 'listBacktests', status: 200, path: '/backtests' },
    { name: 'getBacktest', status: 200, path: `/backtests/${id}` },
    { name: 'getBacktest', status: 400, path: `/backtests/${id}?format=pdf` },
    { name: 'getBacktest', status: 404, path: '/backtests/x' },
    { name: 'getBacktest', status: 409, path: `/backtests/${id}?format=html` },
    { name: 'cancelBacktest', status: 404, path: '/backtests/x/cancel' },
    { name: 'cancelBacktest', status: 200, path: `/backtests/${id}/cancel` },
  ];
}

const needKey = operations.filter((operation) => accessOf(operation) !== 'anonymous');

/** What these calls cannot bring about, and where it is tested instead. */
const ELSEWHERE = [
  // Seen by the host alone (api-keys.test.ts).
  ...needKey.map(({ operationId }) => `${operationId} 401`),
  // Where sign-in is on (below).
  ...needKey.map(({ operationId }) => `${operationId} 403`),
  // With an ETag that each change moves on (openapi-policy.test.ts).
  ...operations
    .filter(({ path }) => path.startsWith('/policy'))
    .flatMap(({ operationId, responses }) => Object.keys(responses).map((status) => `${operationId} ${status}`)),
  // Unexpected (http.test.ts).
  ...operations.map(({ operationId }) => `${operationId} 500`),
  // A spoilt row, a lost ticket, a lost state, no poll: api-remediations, api-alerts and health.test.ts.
  // Mutes by the hundred (mutes-api.test.ts).
  ...['createMute 409', 'createLongMute 409'],
  ...['getRemediation 409', 'cancelRemediation 202', 'resetBudget 202', 'healthReady 503', 'approveRemediation 200'],
];

describe('the HTTP API', () => {
  it('answers every operation, and every status of it, as docs/openapi.json says', async () => {
    await using asked = await startAsked({ policy: { notify: NOTIFY } });
    const seen: string[] = [];
    const wrong: string[] = [];

    for (const { name, status, path, body, headers } of callsOf(asked)) {
      const operation = operationOf(name);
      const answer = await call(asked, operation.method, `/api${path}`, body, headers);
      seen.push(`${name} ${answer.status}`);
      if (answer.status !== status)
        wrong.push(`${name} ${path}: ${answer.status} instead of ${status}: ${answer.text}`);
      wrong.push(...mistakesInAnswer(operation, answer));
    }

    expect(wrong).toEqual([]);
    const said = operations.flatMap(({ operationId, responses }) =>
      Object.keys(responses).map((one) => `${operationId} ${one}`),
    );
    expect([...new Set([...seen, ...ELSEWHERE])].toSorted()).toEqual(said.toSorted());
  });

  it('answers an approved question, its later course and its request as the document says', async () => {
    await using asked = await startAsked();
    const { alertId, evidence } = asked;
    const checked: [string, Answer][] = [];
    const check = async (name: string, path: string, body?: unknown) => {
      const answer = await call(asked, operationOf(name).method, `/api${path}`, body);
      checked.push([name, answer]);
      return answer;
    };

    await check('approveRemediation', `/remediations/${ASKED_ID}/approve`, { evidence, by: 'Ada' });
    for (let minutes = 0; minutes < 180; minutes += 15) {
      await check('getRemediation', `/remediations/${ASKED_ID}`);
      await check('getNow', '/now');
      await check('getTimeline', `/alerts/${alertId}/timeline`);
      await check('getDecision', `/alerts/${alertId}/decision`);
      await asked.clock.advance(15 * MINUTE);
    }
    const { body } = await check('startRemediation', '/remediations', { alertId });
    await asked.clock.advance(5 * MINUTE);
    await check('getRemediation', `/remediations/${body.requestId}`);
    await check('listRemediations', '/remediations');
    await check('listOutcomes', '/outcomes');

    expect(checked.flatMap(([name, answer]) => mistakesInAnswer(operationOf(name), answer))).toEqual([]);
    expect(checked.map(([, { status }]) => status).filter((status) => status >= 300)).toEqual([]);
  });

  it('answers a back-test from its start to its report as the document says', async () => {
    await using asked = await startAsked();
    const wrong: string[] = [];
    const check = async (name: string, path: string, body?: unknown) => {
      const answer = await call(asked, operationOf(name).method, path, body);
      wrong.push(...mistakesInAnswer(operationOf(name), answer));
      return answer;
    };

    const { location } = await check('startBacktest', '/api/backtests', {});
    const states: string[] = [];
    for (let minute = 0; minute < 5; minute++) {
      states.push((await check('getBacktest', location)).body.state);
      await check('listBacktests', '/api/backtests');
      await asked.clock.advance(MINUTE);
    }
    const { body } = await check('getBacktest', location);
    const page = await check('getBacktest', `${location}?format=html`);

    expect(wrong).toEqual([]);
    expect([states[0], body.state, body.report.total.alerts, page.status]).toEqual(['reading', 'done', 1, 200]);
  });

  it('refuses whoever is signed in without the role that the document names', async () => {
    await using app = await startApp({ signInOn: true });
    const nobody = { auth_typ: 'aad', role_typ: 'roles', claims: [] };
    const headers = { 'x-ms-client-principal': Buffer.from(JSON.stringify(nobody)).toString('base64') };
    const wrong: string[] = [];

    for (const operation of needKey) {
      const path = operation.path.replaceAll(/\{\w+\}/g, '1');
      const answer = await call(app, operation.method, `/api${path}`, undefined, headers);
      const [, role] = /the app role (\w+)/.exec(answer.body?.detail) ?? [];
      const isSaid = operation.responses['403']?.description.includes(`the app role \`${role}\``);
      if (answer.status !== 403 || !isSaid) wrong.push(`${operation.operationId}: ${answer.status} ${answer.text}`);
      wrong.push(...mistakesInAnswer(operation, answer));
    }

    expect(needKey.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});

describe('docs/requests.http', () => {
  it('has one working call for each route', async () => {
    await using asked = await startAsked({ policy: { notify: NOTIFY } });
    const file = readFileSync(new URL('../../../docs/requests.http', import.meta.url), 'utf8');
    const values: Record<string, string> = {
      host: 'HOST',
      key: 'KEY',
      masterKey: 'MASTER',
      backtest: backtestIdOf(asked),
      alertId: String(asked.alertId),
      id: ASKED_ID,
      evidence: asked.evidence,
      mute: MUTE_ID,
      until: later(asked),
    };
    const filled = file
      .replaceAll(/^@.*$/gm, '')
      .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? `?${name}`);
    const requests = filled.split(/^###.*$/m).filter((one) => one.trim() !== '' && !one.trim().startsWith('#'));

    const answers: [string, number][] = [];
    for (const request of requests) {
      const [head = '', body] = request.trim().split(/\n\n/);
      const [line = '', ...headers] = head.split('\n');
      const [, method = '', path = ''] = /^(\S+) HOST(\S+)$/.exec(line) ?? [];
      const { headers: now } = await call(asked, 'GET', '/api/policy');
      const withEtag = headers.map((one) => one.replace('?policyEtag', now.get('etag') ?? ''));
      const given = Object.fromEntries(withEtag.map((one) => one.split(': ') as [string, string]));
      const { status } = await call(asked, method, path, body?.trim(), given);
      answers.push([`${method} ${routeOf(method, path)}`, status]);
    }

    expect(answers.map(([route]) => route).toSorted()).toEqual(
      operations.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
    const refused = answers.filter(([, status]) => status >= 400);
    // As the file says.
    expect(refused).toEqual([
      ['POST /remediations/{id}/reject', 409],
      ['POST /budgets/{budget}/reset', 409],
      ['PUT /policy/pending', 428],
      ['DELETE /policy/pending', 404],
    ]);
  });
});

function operationOf(name: string): Operation {
  const operation = operations.find(({ operationId }) => operationId === name);
  if (!operation) throw new Error(`No operation ${name}`);
  return operation;
}

/** The path of the document that a request fits. */
function routeOf(method: string, path: string): string {
  const [plain = ''] = path.replace(/^\/api/, '').split('?');
  const fits = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain);
  return operations.find((one) => one.method === method && fits(one.path))?.path ?? path;
}
