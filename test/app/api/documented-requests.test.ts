import { describe, expect, it } from 'vitest';
import { startHost } from '../../../dev/host/index.ts';
import { registerApp } from '../../../functions/register.ts';
import { call } from '../../helpers/app/api.ts';
import { MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { policyNow, putPolicy } from '../../helpers/app/policies.ts';
import { stageOf } from '../../helpers/app/stage.ts';
import { curlRequest, documentedCommands, shownRequests } from '../../helpers/documented/commands.ts';
import { addCleanable, untilAsked, withAutomoxMatch } from '../../helpers/scenarios/disk-scenarios.ts';

const curls = documentedCommands().filter(({ command }) => command.startsWith('curl '));

/** An app that asks a person about a full disk. */
async function asking() {
  const app = await startApp(withAutomoxMatch);
  const stage = stageOf(app);
  await addCleanable(stage);
  await untilAsked(stage);
  const { body } = await call(app, 'GET', '/api/remediations?state=approval');
  const { id, approval, alertIds } = body.remediations[0];
  /** What the pages have instead. */
  const filledIn = (text: string) =>
    text
      .replace(/rem\.a1201\.disk-space\.C\.3/g, id)
      .replace(/\b[0-9a-f]{32}\b|be35c6…/g, approval.evidence)
      .replace(/\b(48213|4000001)\b/g, String(alertIds[0]))
      .replace(/customerId=12\b/g, 'customerId=11')
      .replace(/history\/12\b|"version": 12\b/g, (version) => version.replace('12', '1'))
      .replace(/[?&]code=…/g, '');
  return { app, filledIn };
}

/** The back-test of the page. */
const BACKTEST = '/api/backtests/20260302T080000Z';

/** Plays one to its end, and returns its address. */
async function playedBacktest(app: TestApp): Promise<string> {
  const { location } = await call(app, 'POST', '/api/backtests', {});
  await app.clock.advance(5 * MINUTE);
  return location;
}

/** What the page only begins to show. */
async function etagOf(app: TestApp, path: string): Promise<string> {
  return (await call(app, 'GET', path)).headers.get('etag') ?? '';
}

describe('the requests of docs/api.md', () => {
  it.each(shownRequests().map((request) => [`${request.method} ${request.path}`, request] as const))(
    '%s is answered as the page says',
    async (_, { method, path, headers, body, status, answered, members }) => {
      const { app, filledIn } = await asking();
      await using _app = app;
      const address = path.includes(BACKTEST) ? await playedBacktest(app) : filledIn(path);
      const sent = headers['If-None-Match'] ? { 'If-None-Match': await etagOf(app, address) } : headers;

      const answer = await call(app, method, address, body === '' ? undefined : filledIn(body), sent);

      expect(answer.status).toBe(status ?? 200);
      expect([...answer.headers.keys()]).toEqual(expect.arrayContaining(answered.map((name) => name.toLowerCase())));
      expect(Object.keys(answer.body ?? {})).toEqual(expect.arrayContaining([...members]));
    },
  );
});

describe('the curl lines of the pages', () => {
  it('are more than ten', () => {
    expect(curls.length).toBeGreaterThan(10);
  });

  it.each(curls.map(({ page, command }) => [page, command] as const))('%s: %s', async (page, command) => {
    const { app, filledIn } = await asking();
    await using _app = app;
    const { method, url, headers, body } = curlRequest(command);
    const path = filledIn(
      url.replace(/^(https:\/\/…|http:\/\/localhost:7071|http:\/\/127\.0\.0\.1:7071|\$APP_URL)/, ''),
    );
    const location = path.endsWith('req.…')
      ? (await call(app, 'POST', '/api/remediations', filledIn('{"alertId": 48213}'))).location
      : path;
    if (location !== path) await app.clock.advance(1_000);
    // What the file says becomes the first version with the first one that is stored.
    if (path.startsWith('/api/policy')) await putPolicy(app, { document: (await policyNow(app)).document });

    // deploy.md asks without a key, and wants to be refused.
    const mustRefuse = page === 'docs/deploy.md' && path.includes('outcomes');
    const answer = mustRefuse
      ? await withoutKey(app, path, headers)
      : await call(app, method, location, body === '' ? undefined : filledIn(body), {
          ...headers,
          'content-type': 'application/x-www-form-urlencoded',
        });

    expect({ path, status: answer.status }).toEqual({
      path,
      status: mustRefuse ? 401 : path === '/api/remediations' && method === 'POST' ? 202 : 200,
    });
    if (!mustRefuse) expect(answer.type).toMatch(/json/);
  });
});

/** Asks a host that checks keys, as the one in Azure does. */
async function withoutKey(app: Awaited<ReturnType<typeof startApp>>, path: string, headers: Record<string, string>) {
  await app.host.stop();
  const register = () => registerApp(app.deps);
  await using host = await startHost({ register, clock: app.clock, enforceKeys: true, log: () => {} });
  return await call({ host }, 'GET', path, undefined, headers);
}
