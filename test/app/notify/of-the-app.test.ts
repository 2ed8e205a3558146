import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE } from '../../helpers/app/app.ts';
import { stageOf } from '../../helpers/app/stage.ts';
import { startWithChannels } from '../../helpers/app/with-channels.ts';
import { addCleanable, withAutomoxMatch } from '../../helpers/scenarios/disk-scenarios.ts';

describe('what people are notified of about the app itself', () => {
  it('is that polls fail, once, and that they work again', async () => {
    await using world = await startWithChannels({}, { ops: { events: ['app-unhealthy'] } });
    const { app } = world;
    await app.clock.advance(HOUR);
    app.simulator.faults.inject({
      ...{ on: 'GET /alerts', times: Number.POSITIVE_INFINITY },
      fault: { kind: 'status', status: 500 },
    });

    await app.clock.advance(4 * HOUR);
    const found = world.received().map(({ text }) => text);
    app.simulator.faults.clear();
    await app.clock.advance(2 * HOUR);

    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^The app cannot do its work\. Health check last-poll: \d+ minutes ago/);
    expect(world.received().slice(1)).toMatchObject([{ text: expect.stringMatching(/last-poll is in order again/) }]);
  });

  it('is a change of the kill switch that nobody was notified of, because its writer was interrupted', async () => {
    await using world = await startWithChannels();
    const { app } = world;
    await app.deps.killSwitch.set({ on: true, reason: 'wrong machines', setBy: 'Ada' }, app.clock.now());

    await app.clock.advance(HOUR);
    await call(app, 'PUT', '/api/kill-switch', { on: false, reason: 'it was the right ones', by: 'Ada' });
    await app.clock.advance(HOUR);

    expect(world.received().map(({ text }) => text?.slice(0, 37))).toEqual([
      'The kill switch was turned on by Ada:',
      'The kill switch was turned off by Ada',
    ]);
  });
});

/** Days pass sooner. */
const hourly = { pollSchedule: '0 */10 * * * *' };

describe('an event whose writer was interrupted before the poll could know of it', () => {
  it('is sent within half an hour', async () => {
    await using world = await startWithChannels();
    const { app } = world;
    await app.clock.advance(5 * MINUTE);
    const event = { id: 'mute-created-1', event: 'mute-created', at: app.clock.now(), text: 'It is muted.' } as const;
    await app.deps.outboxStore.add(event, app.clock.now());

    await app.clock.advance(30 * MINUTE);

    expect(world.received()).toMatchObject([{ events: ['mute-created'], text: 'It is muted.' }]);
  });
});

describe('the daily summary', () => {
  it('comes once a day at its time in the zone of the policy, with what is open', async () => {
    const policy = { ...withAutomoxMatch.policy, timeZone: 'Europe/Berlin' };
    await using world = await startWithChannels(
      { ...withAutomoxMatch, ...hourly, policy },
      { ops: { events: ['daily-summary'] } },
    );
    const stage = stageOf(world.app);
    await addCleanable(stage);
    addFullServer(world.app);

    await stage.hours(48);

    const at = world.receivers.ops?.requests.map((request) => new Date(request.at).toISOString().slice(0, 16));
    expect(at).toEqual(
      ['2026-03-03T06:00', '2026-03-04T06:00'].map((time) => expect.stringContaining(time.slice(0, 13))),
    );
    expect(world.receivers.ops?.shown[0]).toMatchObject({
      data: {
        figures: { alertsSeen: 2, takenUp: 2, ticketsOpened: 1 },
        questions: { items: [{ event: 'approval-needed' }] },
      },
    });
  });

  it('is made by whoever runs next, once, where its time fell into a stop', async () => {
    await using world = await startWithChannels(hourly, { ops: { events: ['daily-summary'] } });
    const { app } = world;
    await app.clock.advance(22 * HOUR);
    await app.host.stop();
    await app.clock.advance(2 * HOUR);

    await app.start();
    await app.clock.advance(HOUR);
    await app.host.stop();
    await app.start();
    await app.clock.advance(HOUR);

    expect(world.receivers.ops?.requests).toHaveLength(1);
  });

  it('is not made where nobody asked for it', async () => {
    await using world = await startWithChannels(hourly, { ops: { events: ['ticket-opened'] } });

    await world.app.clock.advance(25 * HOUR + MINUTE);

    expect(world.receivers.ops?.requests).toEqual([]);
  });
});
