import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { type Host, startHost, VirtualClock } from '../../dev/host/index.ts';
import { advanceToQuiet, advanceToStep, historySignature, outcomeOf } from '../../dev/host/testing.ts';

const MINUTE = 60_000;

function register(): void {
  df.app.activity('inspect', { handler: () => ({ free: 3 }) });
  df.app.activity('fail', {
    handler: () => {
      throw new Error('no such ticket');
    },
  });
  df.app.entity<number>('budget', (context) => context.df.return(1));
  df.app.orchestration('visit', function* (context) {
    yield context.df.callActivity('inspect', {});
    yield context.df.callEntity(new df.EntityId('budget', 'atera'), 'acquire', { n: 2 });
    yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 5 * MINUTE));
    const event: unknown = yield context.df.waitForExternalEvent('approved');
    yield context.df.callActivity('fail', {});
    return event;
  });
}

async function withVisit(work: (host: Host, clock: VirtualClock) => Promise<void>): Promise<void> {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  await using host = await startHost({ register, clock, log: () => {} });
  host.client.start('visit', { instanceId: 'v', input: { device: 7 } });
  await work(host, clock);
}

describe('the test helpers of the host', () => {
  it('give a signature of kinds and names, and advance to a named step', () =>
    withVisit(async (host, clock) => {
      await advanceToStep(host, clock, 'v', 'timer');

      const signature = historySignature(host.client.history('v'));

      expect(signature).toEqual(['activity inspect', 'call entity budget acquire', 'timer']);
      expect(clock.now()).toBe(Date.parse('2026-03-02T08:00:00Z'));
    }));

  it('say where a waiting instance stands when it never gets quiet', () =>
    withVisit(async (host, clock) => {
      const wait = advanceToQuiet(host, clock);

      await expect(wait).rejects.toThrow(
        /visit 'v' is Running; input \{"device":7\}[\s\S]*← activity inspect: \{"free":3\}[\s\S]*waiting for an event/,
      );
    }));

  it('show the history of a failed instance as a timeline', () =>
    withVisit(async (host, clock) => {
      host.client.raiseEvent('v', 'approved', { by: 'ann' });
      await advanceToQuiet(host, clock);

      const read = () => outcomeOf(host, 'v');

      expect(read).toThrow(
        /\+00:05:00 {2}← timer until 2026-03-02T08:05:00Z\n {2}.*→ activity fail\n {2}.*✗ activity fail: Activity function 'fail' failed: {2}no such ticket/,
      );
    }));
});
