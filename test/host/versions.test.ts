import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { MemoryStore, startHost, VirtualClock } from '../../dev/host/index.ts';
import { outcomeOf } from '../../dev/host/testing.ts';

function register(): void {
  df.app.orchestration('child', function* (context) {
    const event: unknown = context.df.getInput() === 'wait' ? yield context.df.waitForExternalEvent('go') : null;
    return { version: context.df.version, event };
  });
  df.app.orchestration('parent', function* (context) {
    yield context.df.waitForExternalEvent('go');
    const child: unknown = yield context.df.callSubOrchestrator('child');
    return { own: context.df.version, child };
  });
}

const hostJson = (defaultVersion: string) => ({
  extensions: {
    durableTask: {
      defaultVersion,
      versionMatchStrategy: 'CurrentOrOlder' as const,
      versionFailureStrategy: 'Reject' as const,
    },
  },
});

describe('orchestration versions', () => {
  it('stay with an instance across an upgrade, while what it starts then gets the new one', async () => {
    const clock = new VirtualClock();
    const store = new MemoryStore();
    const before = await startHost({ register, clock, store, hostJson: hostJson('1.0') });
    before.client.start('parent', { instanceId: 'p' });
    await clock.settled();
    await before.stop();

    await using after = await startHost({ register, clock, store, hostJson: hostJson('2.0') });
    after.client.raiseEvent('p', 'go');
    await clock.settled();

    expect(outcomeOf(after, 'p')).toEqual({ own: '1.0', child: { version: '2.0', event: null } });
  });

  it('leave newer instances waiting after a step back, say so, and let them go on after the next upgrade', async () => {
    const clock = new VirtualClock();
    const store = new MemoryStore();
    const warnings: string[] = [];
    const log = ({ message }: { message: string }) => void warnings.push(message);
    const newer = await startHost({ register, clock, store, hostJson: hostJson('2.0') });
    newer.client.start('child', { instanceId: 'c', input: 'wait' });
    await clock.settled();
    await newer.stop();

    const older = await startHost({ register, clock, store, log, hostJson: hostJson('1.10') });
    older.client.raiseEvent('c', 'go', 'kept');
    await clock.settled();
    const waiting = older.client.status('c')?.runtimeStatus;
    await older.stop();
    await using again = await startHost({ register, clock, store, hostJson: hostJson('2.0') });
    // The abandoned message is tried again after a while.
    await clock.advance(61_000);

    expect([waiting, warnings.length]).toEqual(['Running', 1]);
    expect(warnings[0]).toContain(
      "its version '2.0' is not accepted by this app (defaultVersion 1.10, CurrentOrOlder)",
    );
    expect(outcomeOf(again, 'c')).toEqual({ version: '2.0', event: 'kept' });
  });
});
