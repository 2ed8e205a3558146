import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { type Host, MemoryStore, startHost, VirtualClock } from '../../dev/host/index.ts';
import { outcomeOf } from '../../dev/host/testing.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** An app whose activities say which host ran them, and take a minute and a half. */
function appOn(clock: VirtualClock, name: string, ran: string[]) {
  return () => {
    df.app.activity('work', {
      handler: async (input: { slowMs?: number }) => {
        ran.push(name);
        await clock.sleep(input.slowMs ?? 0);
        return name;
      },
    });
    df.app.orchestration('works', function* (context) {
      return yield context.df.callActivity('work', context.df.getInput<object>());
    });
    df.app.orchestration('waits', function* (context) {
      return yield context.df.waitForExternalEvent('go');
    });
  };
}

function hostJson(defaultVersion: string) {
  const durableTask = {
    defaultVersion,
    versionMatchStrategy: 'CurrentOrOlder',
    versionFailureStrategy: 'Reject',
    storageProvider: { controlQueueVisibilityTimeout: '00:01:00', workItemQueueVisibilityTimeout: '00:01:00' },
  } as const;
  return { extensions: { durableTask } };
}

async function startTwo(older = '1.0', newer = '1.1') {
  const clock = new VirtualClock();
  const ran: string[] = [];
  const log = () => {};
  const store = new MemoryStore();
  const first = await startHost({ register: appOn(clock, 'first', ran), clock, store, log, hostJson: hostJson(older) });
  const second = await startHost({
    ...{ register: appOn(clock, 'second', ran), clock, log, hostJson: hostJson(newer) },
    beside: first,
  });
  const stop = async () => {
    await first.stop();
    await second.stop();
  };
  return { clock, ran, first, second, [Symbol.asyncDispose]: stop };
}

const statusOf = (host: Host, id: string) => host.client.status(id)?.runtimeStatus;

describe('two hosts of two versions on one hub', () => {
  it('leave pending what the newer one starts while the older one owns the partition', async () => {
    await using two = await startTwo();
    two.second.client.start('waits', { instanceId: 'newer' });
    two.first.client.start('waits', { instanceId: 'older' });
    await two.clock.advance(10 * MINUTE);

    two.first.client.raiseEvent('older', 'go', 1);
    two.first.client.raiseEvent('newer', 'go', 2);
    two.first.client.terminate('newer', 'Ended: for good');
    await two.clock.advance(10 * MINUTE);

    expect([statusOf(two.first, 'newer'), statusOf(two.first, 'older')]).toEqual(['Pending', 'Completed']);
  });

  it('run it once the newer one has taken over the partition, with all that was sent meanwhile', async () => {
    await using two = await startTwo();
    two.second.client.start('waits', { instanceId: 'newer' });
    two.second.client.raiseEvent('newer', 'go', 'kept');
    await two.clock.advance(10 * MINUTE);

    await two.first.stop();
    await two.clock.advance(29 * SECOND);
    const before = statusOf(two.second, 'newer');
    await two.clock.advance(65 * SECOND);

    expect(before).toBe('Pending');
    expect(outcomeOf(two.second, 'newer')).toBe('kept');
  });

  it('share the activities, also those of an instance that only one of them may run', async () => {
    await using two = await startTwo();

    for (const id of ['a', 'b', 'c', 'd']) two.first.client.start('works', { instanceId: id, input: {} });
    await two.clock.advance(SECOND);

    expect(two.ran).toEqual(['first', 'second', 'first', 'second']);
  });

  it('give an activity that a killed one had begun to the other after the visibility timeout', async () => {
    await using two = await startTwo();
    two.second.client.start('works', { instanceId: 'w', input: { slowMs: 90 * SECOND }, version: '1.0' });
    await two.clock.advance(10 * SECOND);

    await two.first.stop();
    await two.clock.advance(49 * SECOND);
    const before = [...two.ran];
    await two.clock.advance(2 * SECOND);

    expect([before, two.ran]).toEqual([['first'], ['first', 'second']]);
    await two.clock.advance(3 * MINUTE);
    expect(outcomeOf(two.second, 'w')).toBe('second');
  });
});

describe('a host that is killed in the middle of a turn', () => {
  it('has it run again a minute later, with a controlQueueVisibilityTimeout of a minute', async () => {
    const clock = new VirtualClock();
    const store = new MemoryStore();
    const register = () => {
      // biome-ignore lint/nursery/noMisusedPromises: durable-functions waits for it, its type does not say so.
      df.app.entity('slow', async (context) => {
        await clock.sleep(5 * SECOND);
        context.df.setState('done');
        context.df.return(null);
      });
    };
    const settings = { register, clock, store, log: () => {}, hostJson: hostJson('1.0') };
    const killed = await startHost(settings);
    killed.client.signalEntity('slow', 'one', 'do');
    await clock.advance(2 * SECOND);
    await killed.stop();

    await using again = await startHost(settings);
    await clock.advance(62 * SECOND);
    const before = again.client.entityState('slow', 'one');
    await clock.advance(2 * SECOND);

    expect([before, again.client.entityState('slow', 'one')]).toEqual([undefined, 'done']);
  });
});
