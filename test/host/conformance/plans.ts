import type { ScenarioPlan } from './driver.ts';
import type { Setup, World } from './world.ts';

type DurableTask = NonNullable<NonNullable<NonNullable<Setup['hostJson']>['extensions']>['durableTask']>;

const durable = (durableTask: DurableTask): Setup => ({ hostJson: { extensions: { durableTask } } });
const version = (
  defaultVersion: string,
  versionMatchStrategy: 'Strict' | 'CurrentOrOlder',
  versionFailureStrategy: 'Reject' | 'Fail',
): Setup => durable({ defaultVersion, versionMatchStrategy, versionFailureStrategy });
const routePrefix = (prefix: string): Setup => ({ hostJson: { extensions: { http: { routePrefix: prefix } } } });

/**
 * Stops the host under a running activity; the next one on the same store finds it, as after a
 * kill.
 */
async function killed(world: World): Promise<void> {
  await world.clock.advance(1_500);
  await world.restart();
}

const TIMERS: Setup = { settings: { MY_SCHEDULE: '*/5 * * * * *' } };

/**
 * What the recordings leave out: instances that were started beside the recorded calls, restarts
 * and their settings.
 */
export const PLANS: Record<string, ScenarioPlan> = {
  '05-timers': { unrecorded: 'nudge' },
  '08-entities': { eager: [7] },
  '10-client-api': {
    before: {
      3: async (world) => {
        world.host.client.signalEntity('Counter', 'k1', 'add', 5);
        await world.advanceUntil(() => world.host.client.entityState('Counter', 'k1') !== undefined);
        world.host.client.start('parentFailUncaught', { instanceId: 'q-parent' });
        world.host.client.start('evAny', { instanceId: 'q-ev', input: { ms: 60_000 } });
        world.host.client.start('entCall', { instanceId: 'q-ent' });
        await world.advanceUntil(() => world.host.client.history('q-ev').length > 3);
        world.host.client.raiseEvent('q-ev', 'go', { v: 1 });
      },
      20: async (world) => {
        world.host.client.start('waiter', { instanceId: 'pur-run' });
        await world.advanceUntil(() => world.host.client.status('pur-run')?.runtimeStatus === 'Running');
      },
    },
  },
  '11-http-trigger': {
    restarts: { 7: routePrefix('custom/v1'), 8: routePrefix(''), 9: {} },
  },
  '12-timer-trigger': {
    setup: TIMERS,
    before: {
      2: async (world) => {
        await world.stop();
        await world.clock.advance(90_000);
        await world.restart(TIMERS);
      },
    },
  },
  '13-kill-9': { before: { 1: killed } },
  '13b-graceful-stop': { before: { 1: killed } },
  '15-non-determinism': {
    unrecorded: 'terminate',
    before: {
      1: async (world) => {
        const variants = ['inputChanged', 'timerInstead', 'subInstead', 'removed', 'added', 'eventRenamed'];
        for (const variant of variants)
          world.host.client.start('nd', { instanceId: `nd-${variant}`, input: { variant } });
        await world.advanceUntil(() =>
          variants.every((variant) => world.host.client.history(`nd-${variant}`).length > 6),
        );
        await world.restart({ isChanged: true });
        world.observed.length = 0;
      },
    },
  },
  '16-versioning': {
    setup: durable({ defaultVersion: '1.0' }),
    restarts: {
      1: version('2.0', 'CurrentOrOlder', 'Reject'),
      2: version('1.5', 'CurrentOrOlder', 'Reject'),
      3: version('1.5', 'CurrentOrOlder', 'Fail'),
      4: version('2.0', 'Strict', 'Reject'),
      5: version('2.0', 'Strict', 'Fail'),
    },
  },
};
