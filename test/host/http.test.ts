import { app, output } from '@azure/functions';
import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { startHost, VirtualClock } from '../../dev/host/index.ts';

const silent = { clock: new VirtualClock(), log: () => {} };

function registerLocked(): void {
  app.get('open', { handler: () => ({ body: 'open' }) });
  app.get('locked', { authLevel: 'function', handler: () => ({ body: 'locked' }) });
  app.get('secret', { authLevel: 'admin', handler: () => ({ body: 'secret' }) });
  df.app.orchestration('quick', function* () {});
}

describe('HTTP functions', () => {
  it('need a key of their level with enforceKeys, in the header or the query', async () => {
    await using host = await startHost({ ...silent, register: registerLocked, enforceKeys: true });
    const status = async (path: string, key?: string) =>
      (await fetch(`${host.url}${path}`, key === undefined ? {} : { headers: { 'x-functions-key': key } })).status;

    const results = {
      open: await status('/api/open'),
      locked: [
        await status('/api/locked'),
        await status('/api/locked', 'wrong'),
        await status('/api/locked', host.keys.function),
      ],
      query: await status(`/api/locked?code=${host.keys.function}`),
      secret: [await status('/api/secret', host.keys.function), await status('/api/secret', host.keys.master)],
      management: [
        await status('/runtime/webhooks/durabletask/instances'),
        await status('/runtime/webhooks/durabletask/instances', host.keys.system),
      ],
    };

    expect(results).toEqual({
      open: 200,
      locked: [401, 401, 200],
      query: 200,
      secret: [401, 200],
      management: [401, 200],
    });
  });

  it('pass through the app’s hooks, which may change inputs, results and errors', async () => {
    const observed: string[] = [];
    const register = () => {
      app.hook.appStart(() => void observed.push('start'));
      app.hook.appTerminate(() => void observed.push('terminate'));
      app.hook.preInvocation((context) => void observed.push(`before ${context.invocationContext.functionName}`));
      app.hook.postInvocation((context) => {
        observed.push(`after ${context.error ? 'an error' : 'a result'}`);
        context.error = null;
        context.result = { status: 418 };
      });
      app.get('fails', {
        handler: () => {
          throw new Error('no');
        },
      });
    };
    const host = await startHost({ ...silent, register });

    const response = await fetch(`${host.url}/api/fails`);
    await host.stop();

    expect(response.status).toBe(418);
    expect(observed).toEqual(['start', 'before fails', 'after an error', 'terminate']);
  });

  it('belong to the host that collected them: two hosts in one process do not mix', async () => {
    await using one = await startHost({
      ...silent,
      register: () => app.get('who', { handler: () => ({ body: 'one' }) }),
    });
    await using two = await startHost({
      ...silent,
      register: () => app.get('who', { handler: () => ({ body: 'two' }) }),
    });

    const answers = await Promise.all([one, two].map(async ({ url }) => (await fetch(`${url}/api/who`)).text()));

    expect(answers).toEqual(['one', 'two']);
  });

  it.each([
    [
      'two names that differ in case only',
      () => {
        for (const name of ['twice', 'Twice']) app.get(name, { handler: () => ({}) });
      },
      /unique without regard to case/,
    ],
    ['a route under admin', () => app.get('x', { route: 'adminOnly', handler: () => ({}) }), /built in routes/],
    [
      'a trigger it does not run',
      () => app.storageQueue('q', { queueName: 'q', connection: 'c', handler: () => {} }),
      /does not run a queueTrigger/,
    ],
    [
      'an output it does not have',
      () =>
        app.get('o', { extraOutputs: [output.storageQueue({ queueName: 'q', connection: 'c' })], handler: () => ({}) }),
      /no queue output/,
    ],
    [
      'a timer without its setting',
      () => app.timer('t', { schedule: '%NONE%', handler: () => {} }),
      /the setting NONE is missing/,
    ],
  ])('stop the start when there is %s', async (_what, register, message) => {
    const start = startHost({ ...silent, register });

    await expect(start).rejects.toThrow(message);
  });
});
