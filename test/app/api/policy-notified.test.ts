import { describe, expect, it } from 'vitest';
import type { NotifyEvent } from '../../../shared/notify/event.ts';
import { MINUTE, startApp } from '../../helpers/app/app.ts';
import { announcePolicy, policyCall, putPolicy } from '../../helpers/app/policies.ts';

const channels = [{ name: 'ops', type: 'teams' as const, secret: 'notify-ops' }];
const file = {
  ...{ technicianEmail: 'robot@msp.example', directoryRefreshMinutes: 525_600, timeZone: 'Europe/Berlin' },
  notify: { channels },
};
/** An app with a channel, and the events it added, each id once. */
async function startWithChannels() {
  const app = await startApp({ policy: file as never });
  const events = new Map<string, string>();
  const { outbox } = app.deps;
  const { add } = outbox;
  Object.assign(outbox, {
    async add(event: NotifyEvent) {
      await add(event);
      if (event.event === 'policy-changed') events.set(event.id, event.text);
    },
  });
  return { ...app, received: () => [...events.values()], [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

const wide = { document: { ...file, attemptsPerDay: 2 } };

describe('a change of the policy', () => {
  it('notifies when it is announced and when it is in force, once each, however often it polls', async () => {
    await using app = await startWithChannels();
    await announcePolicy(app, wide);
    await app.clock.advance(5 * MINUTE);
    const announced = app.received();

    await app.clock.advance(20 * MINUTE);
    const all = app.received();

    expect(announced).toEqual([
      'A change of the policy by Ada (typed, not verified) widens what the app may do and comes into force 2026-03-02 09:15 CET. attemptsPerDay goes from 1 to 2. Until then it can be withdrawn on the page Policy.',
    ]);
    expect(all.filter((text) => text.endsWith('is in force. attemptsPerDay goes from 1 to 2.'))).toHaveLength(1);
    expect(all).toHaveLength(2);
  });

  it('notifies when it is withdrawn, and by whom', async () => {
    await using app = await startWithChannels();
    await announcePolicy(app, wide);

    await policyCall(app, 'DELETE', '/pending', { by: 'Kim' });

    expect(app.received()).toContainEqual(expect.stringMatching(/withdrawn by Kim.*: it does not come into force\.$/));
  });

  it('notifies by the next poll where the process ended before it could', async () => {
    await using app = await startWithChannels();
    const { outbox } = app.deps;
    const { add } = outbox;
    Object.assign(outbox, { add: () => Promise.reject(new Error('gone')) });
    const { status } = await putPolicy(app, { document: { ...file, attemptsPerWeek: 2 } });
    Object.assign(outbox, { add });
    const before = app.received();

    await app.clock.advance(3 * MINUTE);

    expect([status, before]).toEqual([200, []]);
    expect(app.received()).toEqual([
      'A change of the policy by Ada (typed, not verified) is in force. attemptsPerWeek goes from 3 to 2.',
    ]);
  });
});
