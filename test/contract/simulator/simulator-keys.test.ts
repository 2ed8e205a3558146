import { describe, expect, test } from 'vitest';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

const NO_KEY = { 'X-API-KEY': '' };

describe('keys of the simulated Atera', () => {
  test('a missing key is answered 401 with an empty body and no challenge', async () => {
    await using atera = await startCalling();

    const answer = await atera.call('/account', { headers: NO_KEY });

    expect(answer).toMatchObject({ status: 401, text: '' });
    expect(answer.headers).toMatchObject({ 'content-length': '0' });
    expect(answer.headers).not.toHaveProperty('www-authenticate');
  });

  test('a legacy key works in X-API-KEY only', async () => {
    await using atera = await startCalling();
    const key = atera.simulator.keys.current;

    const asApiKey = await atera.call('/account');
    const asBearer = await atera.call('/account', { headers: { ...NO_KEY, Authorization: `Bearer ${key}` } });

    expect(key).toMatch(/^[a-z0-9]{32}$/);
    expect([asApiKey.status, asBearer.status]).toEqual([200, 401]);
  });

  test('a token works as Bearer only', async () => {
    await using atera = await startCalling();
    const token = atera.simulator.keys.addToken();

    const asBearer = await atera.call('/account', { headers: { ...NO_KEY, Authorization: `Bearer ${token}` } });
    const asApiKey = await atera.call('/account', { headers: { 'X-API-KEY': token } });

    expect(token.length).toBeGreaterThan(100);
    expect([asBearer.status, asApiKey.status]).toEqual([200, 401]);
  });

  test('a token without the permission is answered 403', async () => {
    await using atera = await startCalling();
    const token = atera.simulator.keys.addToken({ Alerts: ['Read'] });
    const headers = { ...NO_KEY, Authorization: `Bearer ${token}` };
    const { id } = atera.world.raiseCustomAlert({});

    const answers = [
      await atera.call('/alerts', { headers }),
      await atera.call('/account', { headers }),
      await atera.call(`/alerts/${id}`, { method: 'PUT', headers }),
      await atera.call('/tickets', { headers }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403]);
    expect(atera.world.alerts.get(id)?.archivedAt).toBeUndefined();
  });

  test('a token ends at its expiry and names it in exp', async () => {
    await using atera = await startCalling();
    const token = atera.simulator.keys.addToken('full', 60_000);
    const headers = { ...NO_KEY, Authorization: `Bearer ${token}` };

    const before = await atera.call('/account', { headers });
    await atera.clock.advance(60_000);
    const after = await atera.call('/account', { headers });

    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.exp).toBe(Math.floor(atera.clock.now() / 1_000));
    expect([before.status, after.status]).toEqual([200, 401]);
  });

  test('rotating the legacy key stops the old one at once and leaves tokens alone', async () => {
    await using atera = await startCalling();
    const old = atera.simulator.keys.current;
    const token = atera.simulator.keys.addToken();

    const fresh = atera.simulator.keys.rotate();

    const statuses = [
      (await atera.call('/account', { headers: { 'X-API-KEY': old } })).status,
      (await atera.call('/account', { headers: { 'X-API-KEY': fresh } })).status,
      (await atera.call('/account', { headers: { ...NO_KEY, Authorization: `Bearer ${token}` } })).status,
    ];
    expect(statuses).toEqual([401, 200, 200]);
  });

  test('a revoked key is refused and no key is ever logged', async () => {
    await using atera = await startCalling();
    const key = atera.simulator.keys.current;

    atera.simulator.keys.revoke(key);
    const answer = await atera.call('/account');

    expect(answer.status).toBe(401);
    expect(JSON.stringify(atera.simulator.requests)).not.toContain(key);
  });
});
