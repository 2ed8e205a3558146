import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { startHost } from '../../../dev/host/index.ts';
import { registerApp } from '../../../functions/register.ts';
import { startApp } from '../../helpers/app/app.ts';
import { hostJsonOf } from '../../helpers/app/app-setup.ts';

const DAY = 86_400_000;

/**
 * The app with one poll a night, so that months pass quickly; `waitsIndefinitely` is an
 * orchestration that does.
 */
async function startQuietApp() {
  const app = await startApp();
  await app.host.stop();
  const register = () => {
    registerApp({ ...app.deps, pollSchedule: '0 30 3 * * *' });
    df.app.orchestration('waitsIndefinitely', function* (context) {
      yield context.df.waitForExternalEvent('never');
    });
  };
  const log = ({ message }: { message: string }) => void app.log.push(message);
  const host = await startHost({ register, clock: app.clock, log, hostJson: hostJsonOf('1.0') });
  return {
    ...app,
    host,
    async [Symbol.asyncDispose]() {
      await host.stop();
      await app[Symbol.asyncDispose]();
    },
  };
}

type QuietApp = Awaited<ReturnType<typeof startQuietApp>>;

const outcome = (app: QuietApp, subject: string, daysAgo: number) => {
  const at = app.clock.now() - daysAgo * DAY;
  const what = { state: 'acted', code: 'x', text: 'x', playbook: 'disk-space' } as const;
  return { subject, ...what, firstListedAt: at, updatedAt: at };
};
const singletons = ['poll-atera', 'refresh-directory'];
const ids = (app: QuietApp) =>
  app.host.client.list().flatMap(({ instanceId }) => (singletons.includes(instanceId) ? [] : [instanceId]));

describe('the nightly purge', () => {
  it('removes rows that are past their time at half past three, and says so in the log', async () => {
    await using app = await startQuietApp();
    await app.deps.outcomes.save([outcome(app, 'old', 402), outcome(app, 'young', 10)]);

    await app.clock.advanceTo(Date.parse('2026-03-03T03:31:00Z'));

    const left = await Array.fromAsync(app.deps.outcomes.between(0, app.clock.now()));
    expect(left.map(({ subject }) => subject)).toEqual(['young']);
    expect(app.log).toContainEqual('{"event":"rows-purged","table":"outcomes","removed":1}');
    expect(app.host.client.status('retention')).toMatchObject({
      runtimeStatus: 'Completed',
      output: { removed: { outcomes: 1, alerts: 0, effects: 0, fences: 0 }, failed: [] },
    });
  });

  it('removes finished orchestrations after thirty days, and never entities or what still runs', async () => {
    await using app = await startQuietApp();
    const { client } = app.host;
    client.start('intake', { instanceId: 'old-ended', input: { alertId: 4711 } });
    client.start('waitsIndefinitely', { instanceId: 'old-running' });
    client.start('waitsIndefinitely', { instanceId: 'old-suspended' });
    client.start('waitsIndefinitely', { instanceId: 'old-terminated' });
    await app.clock.advance(1_000);
    client.suspend('old-suspended', 'asked to');
    client.terminate('old-terminated', 'asked to');
    await app.clock.advance(20 * DAY);
    client.start('intake', { instanceId: 'young-ended', input: { alertId: 4711 } });
    await app.clock.advance(5 * DAY);
    const before = ids(app);

    await app.clock.advance(6 * DAY);

    expect(before).toEqual(['old-ended', 'old-running', 'old-suspended', 'old-terminated', 'retention', 'young-ended']);
    expect(ids(app)).toEqual(['old-running', 'old-suspended', 'retention', 'young-ended']);
    expect(client.status('old-running')).toMatchObject({ runtimeStatus: 'Running' });
    expect(client.entityState('ratebudget', 'atera')).toBeDefined();
    expect(app.log).toContainEqual('{"event":"instances-purged","slice":0,"removed":2}');
  });

  it('goes on with the other tables when one cannot be purged', async () => {
    await using app = await startQuietApp();
    await app.deps.outcomes.save([outcome(app, 'old', 402)]);
    const { retention } = await app.deps.inForce();
    const purge = retention.purge;
    Object.assign(retention, {
      purge: (table: Parameters<typeof purge>[0]) =>
        table === 'alerts' ? Promise.reject(new Error('Azure Tables says no')) : purge(table),
    });

    await app.host.runTimer('pollAlertsTimer');
    await app.clock.advance(10_000);

    const { output } = app.host.client.status('retention') ?? {};
    expect(output).toMatchObject({ removed: { outcomes: 1 }, failed: ['alerts'] });
  });

  it('removes nothing the second time', async () => {
    await using app = await startQuietApp();
    await app.deps.outcomes.save([outcome(app, 'old', 402)]);
    await app.host.runTimer('pollAlertsTimer');
    await app.clock.advance(10_000);
    const first = app.host.client.status('retention')?.output;

    await app.clock.advance(DAY);

    expect(first).toMatchObject({ removed: { outcomes: 1 } });
    expect(app.host.client.status('retention')).toMatchObject({ output: { removed: { outcomes: 0 }, failed: [] } });
  });
});
