import { describe, expect, it } from 'vitest';
import { eventId } from '../../../shared/notify/event.ts';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE } from '../../helpers/app/app.ts';
import { stageOf } from '../../helpers/app/stage.ts';
import { startWithChannels } from '../../helpers/app/with-channels.ts';
import { addCleanable, untilAsked, withAutomoxMatch } from '../../helpers/scenarios/disk-scenarios.ts';

const DAY = 24 * HOUR;

describe('people who named a channel', () => {
  it('are notified of a ticket once, within three minutes, with what to do', async () => {
    await using world = await startWithChannels();
    const { app } = world;
    addFullServer(app).raiseDiskAlertNow('C:');
    while (app.simulator.world.tickets.all().length === 0) await app.clock.advance(MINUTE);

    await app.clock.advance(3 * MINUTE);
    const soon = world.received().length;
    await app.clock.advance(6 * HOUR);

    expect(soon).toBe(1);
    expect(world.received()).toMatchObject([
      { events: ['ticket-opened'], text: expect.stringContaining('Please do: ') },
    ]);
    expect(world.received()[0]?.text).toMatch(/^Disk C: almost full on NW-SRV-01\. 12\.5 GB free/);
  });

  it('are asked, and notified of what became of it', async () => {
    await using world = await startWithChannels(withAutomoxMatch);
    const stage = stageOf(world.app);
    await addCleanable(stage);
    await untilAsked(stage);

    const asked = world.received();
    await stage.answer('approve');
    await stage.hours(3);

    expect(asked).toMatchObject([{ events: ['approval-needed'], text: expect.stringContaining('disk cleanup') }]);
    expect(world.received().slice(1)).toMatchObject([
      {
        events: ['action-done'],
        text: expect.stringMatching(
          /Approved by Ada \(typed, not verified\), sent 2026-03-02 \d\d:\d\d UTC\..*Automox says that it succeeded\./,
        ),
      },
    ]);
  });

  it('are notified that a command did not help, and of the ticket', async () => {
    await using world = await startWithChannels(withAutomoxMatch);
    const stage = stageOf(world.app);
    await addCleanable(stage, () => undefined);
    await untilAsked(stage);
    await stage.answer('approve');

    await stage.hours(3);

    expect(world.received().flatMap(({ events }) => events)).toEqual([
      'approval-needed',
      'action-failed',
      'ticket-opened',
    ]);
  });

  it('are notified that nobody answered', async () => {
    await using world = await startWithChannels(withAutomoxMatch);
    const stage = stageOf(world.app);
    await addCleanable(stage);

    await stage.hours(25);

    expect(world.received().flatMap(({ events }) => events)).toEqual([
      'approval-needed',
      'approval-expired',
      'ticket-opened',
    ]);
  });

  it('are notified of the kill switch, with who and why', async () => {
    await using world = await startWithChannels();
    const { app } = world;

    await call(app, 'PUT', '/api/kill-switch', { on: true, reason: 'wrong machines', by: 'Ada' });
    await app.clock.advance(3 * MINUTE);

    expect(world.received()).toMatchObject([
      { events: ['kill-switch-changed'], text: expect.stringMatching(/turned on by Ada.*: wrong machines\. Nothing/) },
    ]);
  });

  it('are notified only of what their channel is for', async () => {
    await using world = await startWithChannels({}, { ops: { minPriority: 'Critical' }, other: { customers: [99] } });
    addFullServer(world.app).raiseDiskAlertNow('C:');

    await world.app.clock.advance(HOUR);

    expect(world.app.simulator.world.tickets.all()).toHaveLength(1);
    expect([world.receivers.ops?.requests, world.receivers.other?.requests]).toEqual([[], []]);
    expect(await world.app.deps.outboxStore.waiting()).toMatchObject({ events: [], batches: [] });
  });
});

describe('a burst of a thousand tickets', () => {
  it('is a handful of messages that count every one', async () => {
    await using world = await startWithChannels();
    const { app } = world;
    for (let minute = 0; minute < 10; minute++) {
      for (let ticket = 0; ticket < 100; ticket++) {
        const id = eventId('ticket-opened', minute, ticket);
        await app.deps.outbox.add({ id, event: 'ticket-opened', at: app.clock.now(), text: `Ticket ${ticket}` });
      }
      await app.clock.advance(MINUTE);
    }
    await app.clock.advance(HOUR);

    expect(world.received().length).toBeLessThanOrEqual(6);
    expect(world.received().flatMap(({ events }) => events)).toHaveLength(1_000);
  });
});

describe('a day in which every channel is away', () => {
  it('leaves the remediations as they are, and ends with what was tried before and one digest', async () => {
    const course: unknown[] = [];
    for (const isAway of [false, true]) {
      await using world = await startWithChannels({ pollSchedule: '0 */30 * * * *' }, { ops: {}, night: {} });
      const { app, receivers } = world;
      if (isAway) for (const one of Object.values(receivers)) one.behave({ status: 500 });
      const { customer } = addFullServer(app);
      for (let hour = 0; hour < 24; hour += 3) {
        const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }];
        app.simulator.world.addDevice(customer, { name: `NW-SRV-${hour + 2}`, kind: 'server', disks });
        await app.clock.advance(3 * HOUR);
      }
      const tickets = app.simulator.world.tickets.all().map(({ title, createdAt }) => ({ title, createdAt }));
      course.push({ tickets, outcomes: (await app.outcomes()).map(({ code, subject }) => ({ code, subject })) });
      if (!isAway) continue;
      const before = receivers.ops?.requests.length ?? 0;
      for (const one of Object.values(receivers)) one.behave('ok');

      await app.clock.advance(DAY / 12);

      expect(before).toBeLessThan(60);
      expect(world.received().map(({ isDigest }) => isDigest)).toEqual([true, true]);
      expect(world.received().flatMap(({ events }) => events)).toHaveLength(tickets.length);
    }

    expect(course[1]).toEqual(course[0]);
  });
});
