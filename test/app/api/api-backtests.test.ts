import { describe, expect, it } from 'vitest';
import { startHost } from '../../../dev/host/index.ts';
import { registerApp } from '../../../functions/register.ts';
import { call } from '../../helpers/app/api.ts';
import { MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { withPast } from '../../helpers/scenarios/past.ts';

/** Polls would only cost time: none of what is tested depends on them. */
const SELDOM = { pollSchedule: '0 0 3 * * *' } as const;

const begin = (app: TestApp, body: object = {}) => call(app, 'POST', '/api/backtests', body);
const rowsLeft = async (app: TestApp, id: string) => (await Array.fromAsync(app.deps.backtests.rows(id))).length;

describe('a back-test of the deployed app', () => {
  it("plays the account's own past and keeps the report", async () => {
    await using app = await startApp(SELDOM);
    withPast(app.simulator, 40, 200);

    const started = await begin(app);
    await app.clock.advance(5 * MINUTE);
    const { body } = await call(app, 'GET', started.location);

    expect(started.status).toBe(202);
    expect(body).toMatchObject({ state: 'done', progress: 1 });
    // Thirty days of six alerts each. The disk's ticket is opened again on the next two days; then it
    // bounces, and stays open because the disk never stays away for a day.
    expect(body.report.total).toMatchObject({ alerts: 180, takenUp: 30, tickets: 1, reopened: 2, leftAlone: 150 });
    expect(body.report.notes.map(({ code }: { code: string }) => code)).toContain('no-readings');
    expect(await rowsLeft(app, body.id)).toBe(0);
    expect(app.simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('has a page of its own, without a script and with every text of the vendor as text', async () => {
    await using app = await startApp(SELDOM);
    withPast(app.simulator, 3, 9);
    const { device } = { device: [...app.simulator.world.devices.values()][0] };
    app.simulator.world.raiseCustomAlert({ ...(device && { device }), title: '"><img src=x onerror=alert(1)>' });
    const early = await begin(app).then(({ location }) => location);

    const notYet = await call(app, 'GET', `${early}?format=html`);
    await app.clock.advance(5 * MINUTE);
    const page = await call(app, 'GET', `${early}?format=html`);

    expect(notYet.status).toBe(409);
    expect(page.type).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox$/);
    expect(page.text).not.toMatch(/<script|<img|javascript:|https?:/i);
    expect(page.text.startsWith('<!doctype html>')).toBe(true);
  });

  it('comes to an end, one history after the other, however long the list is', async () => {
    await using app = await startApp(SELDOM);
    withPast(app.simulator, 20, 3_000);

    await begin(app, { days: 30 });
    await app.clock.advance(30 * MINUTE);
    const { body } = await call(app, 'GET', '/api/backtests');

    expect(body.backtests).toMatchObject([{ state: 'done', alerts: 3_020 }]);
    expect(app.host.client.history('backtest').length).toBeLessThanOrEqual(100);
    expect(app.simulator.peakRequests()).toBeLessThanOrEqual(35);
  });

  it('stops at its page cap, and says so', async () => {
    await using app = await startApp(SELDOM);
    withPast(app.simulator, 20, 1_000);

    const { location } = await begin(app, { maxPages: 3 });
    await app.clock.advance(5 * MINUTE);
    const { body } = await call(app, 'GET', location);

    expect(body).toMatchObject({ state: 'done', alerts: 150 });
    expect(body.report.notes.map(({ code }: { code: string }) => code)).toContain('list-cut');
  });

  it('goes on where it was when the host dies in the middle', async () => {
    await using app = await startApp(SELDOM);
    withPast(app.simulator, 20, 2_000);
    const { location } = await begin(app);
    await app.clock.advance(MINUTE);

    await app.host.stop();
    await app.start();
    await app.clock.advance(30 * MINUTE);
    const { body } = await call(app, 'GET', location);

    expect(body).toMatchObject({ state: 'done', report: { total: { alerts: 2_020 } } });
  });

  it('runs once at a time, and not after it was cancelled', async () => {
    await using app = await startApp(SELDOM);
    withPast(app.simulator, 20, 1_000);
    const { location } = await begin(app);

    const second = await begin(app);
    const cancelled = await call(app, 'POST', `${location}/cancel`);
    await app.clock.advance(5 * MINUTE);
    const read = app.simulator.requestsOf('GET /alerts').length;
    const third = await begin(app);

    expect([second.status, cancelled.status, cancelled.body.state]).toEqual([409, 200, 'cancelled']);
    expect((await call(app, 'GET', location)).body).toMatchObject({ state: 'cancelled', report: null });
    expect(await rowsLeft(app, cancelled.body.id)).toBe(0);
    expect(read).toBeLessThanOrEqual(5);
    expect(third.status).toBe(202);
  });

  it('fails with words where the key may not read alerts', async () => {
    await using app = await startApp(SELDOM);
    app.simulator.faults.inject({
      on: 'GET /alerts',
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'status', status: 403 },
    });

    const { location } = await begin(app);
    await app.clock.advance(2 * MINUTE);

    expect((await call(app, 'GET', location)).body).toMatchObject({
      state: 'failed',
      because: expect.stringContaining('403'),
    });
  });

  it('waits for the first list of the devices, without whose kinds it would be wrong', async () => {
    await using app = await startApp({ ...SELDOM, directory: 'none' });

    const answer = await begin(app);

    expect([answer.status, answer.body.title]).toEqual([409, 'Not ready']);
    expect(app.host.client.status('backtest')).toBeUndefined();
  });

  it('is begun and cancelled by an admin alone', async () => {
    await using app = await startApp();
    await app.host.stop();
    const register = () => registerApp(app.deps);
    await using host = await startHost({ register, clock: app.clock, enforceKeys: true, log: () => {} });
    const by = (key: string) => ({ 'x-functions-key': key });

    const begun = await call({ host }, 'POST', '/api/backtests', {}, by(host.keys.function));
    const cancelled = await call({ host }, 'POST', '/api/backtests/none/cancel', undefined, by(host.keys.function));
    const asAdmin = await call({ host }, 'POST', '/api/backtests/none/cancel', undefined, by(host.keys.master));
    const listed = await call({ host }, 'GET', '/api/backtests', undefined, by(host.keys.function));

    expect([begun.status, cancelled.status, asAdmin.status, listed.status]).toEqual([401, 401, 404, 200]);
  });

  it.each([
    [{ days: 0 }, 'days'],
    [{ days: 93 }, 'days'],
    [{ maxPages: 401 }, 'maxPages'],
    [{ customer: 1 }, 'customer'],
  ])('refuses %j', async (body, names) => {
    await using app = await startApp(SELDOM);

    const answer = await begin(app, body);

    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain(names);
  });
});
