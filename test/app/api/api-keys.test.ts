import { describe, expect, it } from 'vitest';
import { startHost } from '../../../dev/host/index.ts';
import { registerApp } from '../../../functions/register.ts';
import { call } from '../../helpers/app/api.ts';
import { startApp } from '../../helpers/app/app.ts';
import { accessOf, operations } from '../../helpers/app/openapi.ts';

const KEYED = [
  ['POST', '/api/remediations'],
  ['GET', '/api/remediations'],
  ['GET', '/api/remediations/rem.a1.disk-space.C.1'],
  ['POST', '/api/remediations/rem.a1.disk-space.C.1/cancel'],
  ['POST', '/api/remediations/rem.a1.disk-space.C.1/approve'],
  ['POST', '/api/remediations/rem.a1.disk-space.C.1/reject'],
  ['GET', '/api/alerts/1/decision'],
  ['GET', '/api/outcomes'],
  ['GET', '/api/budgets'],
  ['POST', '/api/budgets/atera/reset'],
  ['GET', '/api/kill-switch'],
  ['PUT', '/api/kill-switch'],
  ['GET', '/api/now'],
  ['GET', '/api/alerts/1/timeline'],
  ['GET', '/api/reports/summary'],
  ['GET', '/api/directory'],
  ['GET', '/api/openapi.json'],
  ['POST', '/api/webhooks/atera'],
] as const;
const OPEN = ['/api/health/live', '/api/health/ready'];

describe('the routes of the app', () => {
  it('need a function key, but for health, and never repeat it', async () => {
    await using app = await startApp();
    await app.host.stop();
    const register = () => registerApp(app.deps);
    await using host = await startHost({ register, clock: app.clock, enforceKeys: true, log: () => {} });
    const key = host.keys.function;

    const without = await Promise.all(KEYED.map(([method, path]) => call({ host }, method, path)));
    const withKey = await Promise.all(KEYED.map(([method, path]) => call({ host }, method, `${path}?code=${key}`)));
    const open = await Promise.all(OPEN.map((path) => call({ host }, 'GET', path)));

    expect(without.map(({ status }) => status)).toEqual(KEYED.map(() => 401));
    expect(withKey.map(({ status }) => status)).toEqual([
      ...[400, 200, 404, 400, 400, 400, 404, 200, 200, 409, 200, 400],
      ...[200, 404, 200, 200, 200, 202],
    ]);
    expect(open.map(({ status }) => status)).toEqual([200, 200]);
    expect(JSON.stringify(withKey.map(({ text, headers }) => [text, ...headers]))).not.toContain(key);
  });

  it('are opened without a key, by a function key and by the master key alone as their description says', async () => {
    await using app = await startApp();
    await app.host.stop();
    const register = () => registerApp(app.deps);
    await using host = await startHost({ register, clock: app.clock, enforceKeys: true, log: () => {} });
    const opens = async (method: string, path: string, key: string) =>
      (await call({ host }, method, `/api${path}`, undefined, key === '' ? {} : { 'x-functions-key': key })).status;
    const { function: functionKey, master } = host.keys;
    const wrong: string[] = [];
    const byMaster: string[] = [];

    for (const operation of operations) {
      const { method, operationId } = operation;
      const path = operation.path.replaceAll(/\{\w+\}/g, 'm1');
      const statuses = await Promise.all(['', functionKey, master].map((key) => opens(method, path, key)));
      const [none, own, all] = statuses.map((status) => status !== 401);
      const access = accessOf(operation);
      if (access === 'admin') byMaster.push(operationId);
      const isRight = none === (access === 'anonymous') && own === (access !== 'admin') && all;
      if (!isRight) wrong.push(`${operationId}: ${statuses}`);
    }

    expect(wrong).toEqual([]);
    expect(byMaster.toSorted()).toEqual(['cancelBacktest', 'createLongMute', 'putPendingPolicy', 'startBacktest']);
  });
});
