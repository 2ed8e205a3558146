import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { startApp } from '../../helpers/app/app.ts';

const ROLES = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';

interface Claim {
  readonly typ: string;
  readonly val: string;
}

/** What the platform says of who is signed in. */
function signedIn(claims: readonly Claim[], auth_typ = 'aad') {
  const name_typ = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress';
  const principal = { auth_typ, name_typ, role_typ: ROLES, claims };
  return { 'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64') };
}

const as = (...roles: string[]) => signedIn(roles.map((val) => ({ typ: 'roles', val })));

/** Each route with the least role that opens it. */
const ROUTES = [
  ['reader', 'GET', '/api/remediations'],
  ['reader', 'GET', '/api/remediations/rem.a1.disk-space.C.1'],
  ['reader', 'GET', '/api/alerts/1/decision'],
  ['reader', 'GET', '/api/outcomes'],
  ['reader', 'GET', '/api/directory'],
  ['reader', 'GET', '/api/budgets'],
  ['reader', 'GET', '/api/kill-switch'],
  ['reader', 'GET', '/api/channels'],
  ['operator', 'POST', '/api/channels/ops/test'],
  ['reader', 'GET', '/api/mutes'],
  ['operator', 'POST', '/api/mutes', { agentId: 1 }],
  ['operator', 'DELETE', '/api/mutes/m1'],
  ['admin', 'POST', '/api/mutes/long', { agentId: 1 }],
  ['operator', 'POST', '/api/remediations'],
  ['operator', 'POST', '/api/remediations/rem.a1.disk-space.C.1/approve'],
  ['operator', 'POST', '/api/remediations/rem.a1.disk-space.C.1/reject'],
  ['operator', 'POST', '/api/remediations/rem.a1.disk-space.C.1/cancel'],
  ['operator', 'POST', '/api/directory/refresh'],
  ['operator', 'PUT', '/api/kill-switch', { on: true, reason: 'test' }],
  ['admin', 'PUT', '/api/kill-switch', { on: false, reason: 'test' }],
  ['admin', 'POST', '/api/budgets/atera/reset'],
] as const;
const ALL = ['reader', 'operator', 'admin'] as const;

describe('a route, where the platform checks sign-ins', () => {
  it.each(ROUTES)('is opened by %s or more: %s %s', async (least, method, path, body?: object) => {
    await using app = await startApp({ signInOn: true });

    const answers = await Promise.all(ALL.map((role) => call(app, method, path, body, as(role))));
    const nobody = await call(app, method, path, body, as());

    const may = ALL.map((_, index) => index >= ALL.indexOf(least));
    expect(answers.map(({ status }) => status !== 403)).toEqual(may);
    expect(nobody.status).toBe(403);
    expect(nobody.body).toMatchObject({
      title: 'Role missing',
      detail: expect.stringMatching(/needs the app role \w+\./),
    });
  });

  it('is opened by a function key alone, as without sign-in', async () => {
    await using app = await startApp({ signInOn: true });

    const off = await call(app, 'PUT', '/api/kill-switch', { on: false, reason: 'test' });

    expect(off.status).toBe(200);
  });

  it.each([
    ['the claim that the principal names', signedIn([{ typ: ROLES, val: 'reader' }]), 200],
    ['several roles, one of which is enough', as('something', 'admin'), 200],
    ['a role that is not ours', as('Reader'), 403],
    ['a role in another claim', signedIn([{ typ: 'name', val: 'admin' }]), 403],
    ['a sign-in of another provider', signedIn([{ typ: 'roles', val: 'admin' }], 'github'), 403],
    ['what is no principal', { 'x-ms-client-principal': 'e30=' }, 403],
    ['what is no JSON', { 'x-ms-client-principal': 'admin' }, 403],
    ['an empty header', { 'x-ms-client-principal': '' }, 403],
  ])('judges %s', async (_what, headers, status) => {
    await using app = await startApp({ signInOn: true });

    const answer = await call(app, 'GET', '/api/budgets', undefined, headers);

    expect(answer.status).toBe(status);
  });

  it('of health asks nobody for a role', async () => {
    await using app = await startApp({ signInOn: true });

    const live = await call(app, 'GET', '/api/health/live', undefined, as());

    expect(live.status).toBe(200);
  });

  it('does nothing for whoever lacks the role', async () => {
    await using app = await startApp({ signInOn: true });
    await call(app, 'PUT', '/api/kill-switch', { on: true, reason: 'test' }, as('operator'));

    await call(app, 'PUT', '/api/kill-switch', { on: false, reason: 'test' }, as('operator'));

    expect((await call(app, 'GET', '/api/kill-switch')).body).toMatchObject({ on: true });
  });
});

describe('a route, where nobody checks sign-ins', () => {
  it('ignores a forged one, whatever it says', async () => {
    await using app = await startApp();

    const [none, admin] = await Promise.all(
      [as(), as('admin')].map((headers) => call(app, 'GET', '/api/budgets', undefined, headers)),
    );

    expect([none?.status, admin?.status]).toEqual([200, 200]);
    expect(none?.text).toBe(admin?.text);
  });
});
