import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { startHost, VirtualClock } from '../../dev/host/index.ts';

const MINUTE = 60_000;

function registerDemo(): void {
  df.app.activity('shout', { handler: (text: string) => text.toUpperCase() });
  df.app.entity<number>('counter', (context) => {
    const next = (context.df.getState(() => 0) ?? 0) + (context.df.getInput<number>() ?? 0);
    context.df.setState(next);
    context.df.return(next);
  });
  df.app.orchestration('demo', function* (context) {
    const shouted: string = yield context.df.callActivity('shout', context.df.getInput());
    const wakeAt = new Date(context.df.currentUtcDateTime.getTime() + 10 * MINUTE);
    yield context.df.createTimer(wakeAt);
    const count: number = yield context.df.callEntity(new df.EntityId('counter', 'k'), 'add', 2);
    return { shouted, count };
  });
  app.http('start', {
    methods: ['POST'],
    route: 'start/{id}',
    extraInputs: [df.input.durableClient()],
    handler: async (request: HttpRequest, context): Promise<HttpResponseInit> => {
      const instanceId = request.params.id ?? '';
      await df.getClient(context).startNew('demo', { instanceId, input: await request.text() });
      return { status: 202, jsonBody: { instanceId } };
    },
  });
}

describe('an orchestration on the embedded host', () => {
  it('runs from an HTTP start through an activity, a timer and an entity on the virtual clock', async () => {
    const clock = new VirtualClock();
    await using host = await startHost({ register: registerDemo, clock });

    const response = await fetch(`${host.url}/api/start/one`, { method: 'POST', body: 'hello' });
    await clock.advance(9 * MINUTE);
    const during = host.client.status('one');
    await clock.advance(2 * MINUTE);
    const after = host.client.status('one');

    expect([response.status, await response.json()]).toEqual([202, { instanceId: 'one' }]);
    expect(during?.runtimeStatus).toBe('Running');
    expect(after).toMatchObject({ runtimeStatus: 'Completed', output: { shouted: 'HELLO', count: 2 } });
    expect(host.client.entityState('counter', 'k')).toBe(2);
  });

  it('catches the first failure of a Task.all at once, but starts what comes next only when the siblings have ended', async () => {
    const clock = new VirtualClock('2026-03-02T08:00:00Z');
    const startedAt: number[] = [];
    const register = () => {
      df.app.activity('fails', {
        handler: () => {
          throw new Error('first');
        },
      });
      df.app.activity('slow', { handler: () => clock.sleep(MINUTE).then(() => ({})) });
      df.app.activity('next', { handler: () => void startedAt.push(clock.now()) });
      df.app.orchestration('all', function* (context) {
        try {
          yield context.df.Task.all([context.df.callActivity('fails'), context.df.callActivity('slow')]);
        } catch {
          yield context.df.callActivity('next');
        }
      });
    };
    await using host = await startHost({ register, clock });

    host.client.start('all', { instanceId: 'a' });
    await clock.advance(2 * MINUTE);

    expect(startedAt).toEqual([Date.parse('2026-03-02T08:01:00Z')]);
    expect(host.client.status('a')?.runtimeStatus).toBe('Completed');
  });
});
