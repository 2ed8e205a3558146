import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { startHost } from '../../../dev/host/index.ts';
import { buildDependencies } from '../../../functions/dependencies.ts';
import { registerHttp } from '../../../functions/register-http.ts';
import type { RegisteredDeps } from '../../../orchestrations/runtime/deps.ts';
import type { ClockState } from '../../../shared/clock-watch.ts';
import { policy } from '../../../shared/policy/policy.ts';
import type { KeyInUse } from '../../../shared/secrets/key-expiry.ts';
import { readSettings } from '../../../shared/settings.ts';
import { call } from '../../helpers/app/api.ts';
import { HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';

const off = { on: false, reason: '', revision: 0 };

/**
 * The routes alone, on a host whose storage, key, poll and policy are as given; the clock says
 * 08:00 on 2 March 2026.
 */
async function startRoutes(
  over: {
    storage?: (clock: VirtualClock) => Promise<unknown>;
    vendorKey?: () => Promise<KeyInUse>;
    automoxKey?: () => Promise<KeyInUse>;
    refreshedAt?: string;
    lastPoll?: string;
    technicianEmail?: string;
    killSwitch?: () => Promise<typeof off>;
    clockState?: ClockState;
  } = {},
) {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const { storage = async () => {}, vendorKey = async () => ({}), killSwitch = async () => off } = over;
  const { lastPoll, technicianEmail, automoxKey, refreshedAt, clockState = { state: 'not-known' } } = over;
  const startedAt = Date.parse(refreshedAt ?? '');
  const parts = {
    clock,
    log: () => {},
    clockWatch: { state: () => clockState },
    readiness: { storage: () => storage(clock), vendorKey, ...(automoxKey && { automoxKey }) },
    alerts: { lastCompletePoll: async () => lastPoll },
    killSwitch: { get: killSwitch },
    directory: { lastRefresh: async () => (refreshedAt === undefined ? undefined : { startedAt }) },
    policies: { isUnread: () => false, current: async () => ({}) },
    inForce: async () => ({ policy: policy.parse({ ...(technicianEmail !== undefined && { technicianEmail }) }) }),
    budgets: {},
  };
  // Health uses these parts alone; the other routes are registered and not called.
  const host = await startHost({ register: () => registerHttp(parts as unknown as RegisteredDeps), clock });
  return { clock, host, [Symbol.asyncDispose]: () => host.stop().then(() => {}) };
}

const ready = async (app: Parameters<typeof call>[0]) => {
  const { status, text, body } = await call(app, 'GET', '/api/health/ready');
  const checks = body.checks.map((check: { name: string; status: string }) => [check.name, check.status]);
  return { status, text, body, checks: Object.fromEntries(checks) as Record<string, string> };
};

describe('GET /api/health/ready', () => {
  it('is ready once alerts are polled, and says so per check without a key', async () => {
    await using app = await startApp();
    await app.clock.advance(5 * MINUTE);

    const { status, body, checks } = await ready(app);

    expect([status, body.status]).toEqual([200, 'ready']);
    expect(checks).toEqual({
      storage: 'ok',
      'answer-links': 'ok',
      'vendor-key': 'ok',
      clock: 'ok',
      'last-poll': 'ok',
      technician: 'ok',
      'kill-switch': 'ok',
      policy: 'ok',
      tickets: 'ok',
      channels: 'ok',
      'monitored-devices': 'ok',
      'custom-fields': 'ok',
      atera: 'ok',
    });
  });

  it('sends nothing to the vendor, and reads at most every ten seconds', async () => {
    await using app = await startApp();
    const first = await ready(app);

    await app.clock.advance(5_000);
    const second = await ready(app);

    expect(second.text).toBe(first.text);
    expect(app.simulator.requests).toEqual([]);
  });

  it('is not ready when no complete poll has come for half an hour', async () => {
    await using app = await startApp();
    app.simulator.faults.inject({ on: 'GET /alerts', times: 1_000, fault: { kind: 'status', status: 500 } });
    await app.clock.advance(10 * MINUTE);
    const early = await ready(app);

    await app.clock.advance(HOUR);
    const late = await ready(app);

    expect([early.status, early.checks['last-poll']]).toEqual([200, 'warning']);
    expect([late.status, late.body.status, late.checks['last-poll']]).toEqual([503, 'not-ready', 'failed']);
  });

  it.each<[string, string[], string[], number, string]>([
    ['one vendor alone says', ['Atera'], ['storage'], 200, 'warning'],
    ['two say', ['Atera', 'Automox'], [], 503, 'failed'],
    ['the storage says', ['storage'], [], 503, 'failed'],
  ])('reports a clock that is off as %s', async (_what, agreeing, others, status, check) => {
    const offset = { source: agreeing[0] ?? '', low: 58_990, high: 60_100 };
    await using routes = await startRoutes({
      lastPoll: '2026-03-02T07:58:00.000Z',
      clockState: { state: 'off', offset, agreeing, others },
    });

    const answer = await ready(routes);

    expect([answer.status, answer.checks.clock]).toEqual([status, check]);
    expect(answer.text).toContain(`this machine's clock is at least 58.9 s ahead of ${agreeing.join(' and ')}`);
  });

  it('reports the age of the last complete poll', async () => {
    await using routes = await startRoutes({ lastPoll: '2026-03-02T06:00:00.000Z' });

    const { body, checks } = await ready(routes);

    expect(checks['last-poll']).toBe('warning');
    expect(JSON.stringify(body)).toContain('120 minutes ago');
  });

  it.each([
    ['2026-03-16T08:00:01Z', 'ok', 'can be read'],
    ['2026-03-16T08:00:00Z', 'warning', 'can be read, but expires 2026-03-16T08:00:00.000Z: replace it'],
    ['2026-03-02T07:59:59Z', 'warning', 'expired 2026-03-02T07:59:59.000Z: replace it'],
  ])('warns 14 days before a key ends: %s is %s', async (end, status, detail) => {
    const key = async () => ({ expiresAt: Date.parse(end) });
    await using routes = await startRoutes({ vendorKey: key, automoxKey: key, refreshedAt: '2026-03-02T07:00:00Z' });

    const answer = await ready(routes);

    expect(answer.status).toBe(200);
    expect(answer.body.checks).toContainEqual({ name: 'vendor-key', status, detail });
    expect(answer.body.checks).toContainEqual({ name: 'automox-key', status, detail });
  });

  it('knows the end of the token that the app is set up with', async () => {
    const claims = Buffer.from(JSON.stringify({ exp: Date.parse('2026-03-09T08:00:00Z') / 1_000 })).toString(
      'base64url',
    );
    const env = {
      ATERA_API_KEY: `eyJhbGciOiJIUzI1NiJ9.${claims}.c2ln`,
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    };
    const { vendorKey } = buildDependencies(readSettings(env)).readiness;
    await using routes = await startRoutes({ vendorKey });

    const { text, checks } = await ready(routes);

    expect(checks['vendor-key']).toBe('warning');
    expect(text).toContain('expires 2026-03-09T08:00:00.000Z');
    expect(text).not.toContain('eyJ');
  });

  it.each<[string, Parameters<typeof startRoutes>[0]]>([
    ['storage', { storage: async () => Promise.reject(new Error('getaddrinfo ENOTFOUND secretaccount')) }],
    ['vendor-key', { vendorKey: async () => Promise.reject(new Error('Secret atera-api-key is gone')) }],
    ['kill-switch', { killSwitch: async () => Promise.reject(new Error('secretaccount')) }],
  ])('answers 503 and no more than the name when %s cannot be read', async (name, over) => {
    await using routes = await startRoutes(over);

    const { status, text, checks } = await ready(routes);

    expect(status).toBe(503);
    expect(checks[name]).toBe('failed');
    expect(text).not.toMatch(/secretaccount|atera-api-key/);
  });

  it.each<[string, () => Promise<KeyInUse>, string]>([
    ['is fine', async () => ({}), 'ok'],
    ['only warns', async () => Promise.reject(new Error('Secret automox-api-key is gone')), 'warning'],
  ])("%s with Automox's key as it is: without an Automox match the app still works", async (_, automoxKey, status) => {
    await using routes = await startRoutes({ automoxKey });

    const { status: code, text, checks } = await ready(routes);

    expect([code, checks['automox-key']]).toEqual([200, status]);
    expect(text).not.toMatch(/automox-api-key/);
  });

  it.each<[string, string | undefined, string]>([
    ['is new', '2026-03-02T04:00:00Z', 'ok'],
    ['is older than three refreshes', '2026-03-01T19:00:00Z', 'warning'],
    ['was never refreshed', undefined, 'warning'],
  ])('with Automox warns when the directory is old: one that %s', async (_, refreshedAt, status) => {
    const automoxKey = async () => ({});
    await using routes = await startRoutes({ automoxKey, ...(refreshedAt !== undefined && { refreshedAt }) });

    const { status: code, checks } = await ready(routes);

    expect([code, checks.directory]).toEqual([200, status]);
  });

  it('does not wait for a storage that never answers', async () => {
    await using routes = await startRoutes({ storage: (clock) => clock.sleep(HOUR) });

    const answer = ready(routes);
    // Nothing but the check's own deadline is set: when it is, the request has arrived.
    while (routes.clock.nextDue() === undefined) await new Promise((resolve) => setImmediate(resolve));
    await routes.clock.advance(6_000);

    expect(await answer).toMatchObject({ status: 503, checks: { storage: 'failed', 'vendor-key': 'ok' } });
  });

  it('warns of a missing technician and of the kill switch, and stays ready', async () => {
    await using app = await startApp({ policy: { technicianEmail: undefined } });
    await call(app, 'PUT', '/api/kill-switch', { on: true, reason: 'North Wind restores its server' });
    await app.clock.advance(5 * MINUTE);

    const { status, text, checks } = await ready(app);

    expect([status, checks.technician, checks['kill-switch']]).toEqual([200, 'warning', 'warning']);
    expect(text).not.toContain('North Wind');
  });
});

describe('an unexpected error in a route', () => {
  it('is answered with a problem that gives nothing away', async () => {
    await using routes = await startRoutes({ killSwitch: async () => Promise.reject(new Error('secretaccount')) });

    const answer = await call(routes, 'GET', '/api/kill-switch');

    expect(answer).toMatchObject({ status: 500, type: expect.stringContaining('application/problem+json') });
    expect(answer.text).not.toContain('secretaccount');
  });
});
