import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Host, startHost, VirtualClock } from '../../dev/host/index.ts';
import { advanceUntil, outcomeOf } from '../../dev/host/testing.ts';

const TEN_MB = 10 * 1024 * 1024;
let host: Host;
let clock: VirtualClock;
let warnings: string[];

function register(): void {
  df.app.activity('length', { handler: (input: { text: string }) => ({ length: input.text.length }) });
  df.app.activity('circular', {
    handler: () => {
      const ring: { self?: unknown } = {};
      ring.self = ring;
      return ring;
    },
  });
  df.app.activity('never', { handler: () => clock.sleep(Number.POSITIVE_INFINITY) });
  df.app.orchestration('measure', function* (context) {
    const measured: unknown = yield context.df.callActivity('length', { text: context.df.getInput() });
    return measured;
  });
  df.app.orchestration('calls', function* (context) {
    const result: unknown = yield context.df.callActivity(context.df.getInput() ?? '', {});
    return result;
  });
  df.app.orchestration('circularOutput', function* (context) {
    yield context.df.callActivity('length', { text: '' });
    const ring: { self?: unknown } = {};
    ring.self = ring;
    return ring;
  });
  df.app.orchestration('returnsEarly', function* (context) {
    const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 60_000));
    yield context.df.Task.any([timer, context.df.callActivity('length', { text: 'abc' })]);
    return 'early';
  });
  df.app.orchestration('reuses', function* (context) {
    const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 60_000));
    yield context.df.Task.any([timer, context.df.callActivity('length', { text: 'abc' })]);
    yield context.df.Task.any([timer, context.df.callActivity('length', { text: 'abc' })]);
  });
  df.app.orchestration('parent', function* (context) {
    yield context.df.callSubOrchestrator('calls', 'never', 'taken');
  });
  app.http('hangs', { handler: () => clock.sleep(Number.POSITIVE_INFINITY).then(() => ({})) });
  app.http('echo', { methods: ['POST'], handler: async (request) => ({ body: await request.text() }) });
}

beforeEach(async () => {
  clock = new VirtualClock();
  warnings = [];
  host = await startHost({ register, clock, log: ({ message }) => void warnings.push(message) });
});

afterEach(() => host.stop());

describe('bad input', () => {
  it('of 10 MB goes through an orchestration and its activity', async () => {
    host.client.start('measure', { instanceId: 'big', input: 'x'.repeat(TEN_MB) });

    await clock.settled();

    expect(outcomeOf(host, 'big')).toEqual({ length: TEN_MB });
  });

  it('fails the instance when an activity or orchestrator returns something circular', async () => {
    host.client.start('calls', { instanceId: 'activity', input: 'circular' });
    host.client.start('circularOutput', { instanceId: 'output' });

    await clock.settled();

    for (const id of ['activity', 'output']) {
      expect(host.client.status(id)).toMatchObject({ runtimeStatus: 'Failed' });
      expect(String(host.client.status(id)?.output)).toMatch(/circular/i);
    }
  });

  it('fails an unknown orchestrator with the names there are', async () => {
    host.client.start('nope', { instanceId: 'n' });

    await clock.settled();

    expect(host.client.status('n')?.runtimeStatus).toBe('Failed');
    expect(host.client.status('n')?.output).toContain("known orchestrator functions: 'measure', 'calls'");
  });

  it('leaves an instance hanging on an unknown activity, as the real host does, but says so', async () => {
    host.client.start('calls', { instanceId: 'hangs', input: 'missing' });

    await clock.settled();

    expect(host.client.status('hangs')?.runtimeStatus).toBe('Running');
    expect(warnings[0]).toContain("'calls' asks for 'missing', which is not registered");
  });

  it('says when an instance lingers on a timer that lost, and when a sub-orchestration finds its id taken', async () => {
    host.client.start('calls', { instanceId: 'taken', input: 'never' });
    host.client.start('returnsEarly', { instanceId: 'early' });
    host.client.start('parent', { instanceId: 'parent' });

    await advanceUntil(clock, () => host.client.status('early')?.output === 'early', 'the early return');

    expect(warnings.find((line) => line.includes('Cancel timers that lost'))).toContain("'returnsEarly' has returned");
    expect(warnings.find((line) => line.includes('is running'))).toContain("'taken' of parent does not start");
  });

  it('says when a task is yielded again in another Task.any, which the real host schedules twice', async () => {
    host.client.start('reuses', { instanceId: 'r' });

    await clock.settled();

    expect(warnings[0]).toContain("'reuses' yields a task again");
  });

  it('does not take the host down: a handler that never returns, a broken path, an unknown host name', async () => {
    const hanging = fetch(`${host.url}/api/hangs`).catch((error: Error) => error.name);
    const broken = await fetch(`${host.url}/api/%E0%A4%A`, { headers: { host: 'elsewhere' } });
    const echo = await fetch(`${host.url}/api/echo`, { method: 'POST', body: 'still here' });
    const abandoned = await host.stop();

    expect([broken.status, await echo.text()]).toEqual([404, 'still here']);
    expect([await hanging, abandoned]).toEqual(['TypeError', ['http hangs']]);
  });
});
