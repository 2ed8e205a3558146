import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import type { Attempt } from '../../../shared/notify/channels/attempt.ts';
import type { ChannelMessage } from '../../../shared/notify/channels/message.ts';
import { deliver } from '../../../shared/notify/deliver.ts';
import { eventId, type NotifyEvent } from '../../../shared/notify/event.ts';
import { eventNames } from '../../../shared/notify/event-names.ts';
import { notifySection } from '../../../shared/policy/sections/notify-section.ts';
import { makeOutboxStore } from '../../../shared/storage/outbox/outbox-store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const DOWN: Attempt = { ok: false, isPermanent: false, code: 'receiver_failed', reason: 'it answered 500' };
const GONE: Attempt = { ok: false, isPermanent: true, code: 'channel_refused', reason: 'it answered 404' };
const REFUSED: Attempt = { ok: false, isPermanent: true, code: 'message_refused', reason: 'it answered 400' };

/** An outbox in memory, and channels that do as the test says. */
function stage(names = ['ops']) {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const tables = new MemoryTables();
  const store = makeOutboxStore(tables.open('outbox'));
  const channels = names.map((name) => ({ name, type: 'webhook', secret: `notify-${name}`, events: [...eventNames] }));
  const answers = new Map<string, () => Promise<Attempt> | Attempt>();
  const sent: { readonly channel: string; readonly message: ChannelMessage; readonly at: number }[] = [];
  let notify = notifySection.parse({ channels });
  let added = 0;
  const add = async (event: NotifyEvent['event'], fields: Partial<NotifyEvent> = {}) => {
    const id = eventId(event, ++added);
    await store.add({ id, event, at: clock.now(), text: `It is number ${added}.`, ...fields }, clock.now());
    return id;
  };
  const step = (as = store) =>
    deliver({
      ...{ store: as, clock, notify, linksOf: async () => ({}), nameOf: async () => 'North Wind Ltd', log: () => {} },
      async send({ name }, message) {
        sent.push({ channel: name, message, at: clock.now() });
        return (await answers.get(name)?.()) ?? { ok: true };
      },
    });
  return {
    ...{ clock, tables, store, answers, sent, add, step },
    /** Delivers whenever something is due, for so long. */
    async goOn(ms: number) {
      const end = clock.now() + ms;
      while (clock.now() <= end) {
        const { nextAt } = await step();
        await clock.advance(Math.max(1, Math.min((nextAt ?? end + 1) - clock.now(), end + 1 - clock.now())));
      }
    },
    setUp(change: object) {
      notify = notifySection.parse({ channels: channels.map((one) => ({ ...one, ...change })) });
    },
    idsTo: (channel: string) => sent.filter((one) => one.channel === channel).map(({ message }) => idOf(message)),
  };
}

function idOf(message: ChannelMessage): string {
  return message.kind === 'event' ? message.event.id : message.id;
}

function questions(count: number, { add }: ReturnType<typeof stage>) {
  const all = Array.from({ length: count }, (_, index) =>
    add('approval-needed', { question: { number: 1, evidence: `e${index}`, expiresAt: Number.MAX_SAFE_INTEGER } }),
  );
  return Promise.all(all);
}

describe('delivering', () => {
  it('sends each channel one message, under the id of the event, and then nothing more', async () => {
    const world = stage(['ops', 'night']);
    const id = await world.add('ticket-opened');

    await world.goOn(HOUR);

    expect(world.sent.map(({ channel, message }) => [channel, idOf(message)])).toEqual([
      ['ops', id],
      ['night', id],
    ]);
    expect(await world.store.waiting()).toMatchObject({ events: [], batches: [] });
  });

  it('adds an event once, also when it was sent long ago', async () => {
    const world = stage();
    const event = { id: 'a-1', event: 'ticket-opened', at: 0, text: 'x' } as const;

    await world.store.add(event, 0);
    await world.goOn(HOUR);

    expect(await world.store.add(event, HOUR)).toBe(false);
    await world.goOn(HOUR);
    expect(world.sent).toHaveLength(1);
  });

  it('makes one digest a minute of a burst, with every event counted', async () => {
    const world = stage();
    for (let count = 0; count < 500; count++) await world.add('ticket-opened', { customerId: 1 + (count % 2) });

    await world.goOn(HOUR);

    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]?.message).toMatchObject({
      kind: 'digest',
      counts: [
        { event: 'ticket-opened', customerId: 1, count: 250 },
        { event: 'ticket-opened', customerId: 2, count: 250 },
      ],
    });
  });

  it('names every question in some digest, ten at a time, one after the other', async () => {
    const world = stage();
    const ids = await questions(25, world);
    await world.add('ticket-opened');

    await world.step();

    const named = world.sent.map(({ message }) => (message.kind === 'digest' ? message.events : []));
    const asked = named.map((events) => events.filter(({ event }) => event === 'approval-needed'));
    expect(asked.map((events) => events.length)).toEqual([10, 10, 5]);
    expect(new Set(asked.flat().map(({ id }) => id))).toEqual(new Set(ids));
  });

  it('keeps members and id of a message from before its first try, whatever comes meanwhile', async () => {
    const world = stage();
    world.answers.set('ops', () => DOWN);
    await world.add('ticket-opened');
    await world.add('ticket-opened');
    await world.step();
    await world.add('ticket-opened');

    await world.goOn(HOUR);
    world.answers.set('ops', () => ({ ok: true }));
    await world.goOn(HOUR);

    const ids = world.idsTo('ops');
    const [first, last] = [ids[0], ids.at(-1)];
    expect(new Set(ids.slice(0, -1))).toEqual(new Set([first]));
    expect(last).not.toBe(first);
    const members = world.sent.map(({ message }) => (message.kind === 'digest' ? message.events.length : 1));
    expect(members.slice(0, -1).every((count) => count === 2)).toBe(true);
    expect(members.at(-1)).toBe(1);
  });

  it('waits longer and longer for a channel that fails, and for what it asks', async () => {
    const world = stage(['ops', 'busy']);
    world.answers.set('ops', () => DOWN);
    world.answers.set('busy', () => ({ ...DOWN, code: 'rate_limited', retryAfterSeconds: 7_200 }));
    await world.add('ticket-opened');
    const start = world.clock.now();

    await world.goOn(3 * HOUR);

    const minutes = (channel: string) =>
      world.sent.filter((one) => one.channel === channel).map(({ at }) => Math.round((at - start) / MINUTE));
    expect(minutes('ops').slice(0, 8)).toEqual([0, 1, 3, 8, 18, 38, 68, 98]);
    expect(minutes('busy')).toEqual([0, 120]);
  });

  it('does not let a channel that hangs delay another, nor itself indefinitely', async () => {
    const world = stage(['slow', 'ops']);
    world.answers.set('slow', () => new Promise<Attempt>(() => {}));
    await world.add('ticket-opened');

    const step = world.step();
    for (let turns = 0; turns < 50; turns++) await setImmediate();
    const sent = world.idsTo('ops').length;
    await world.clock.advance(MINUTE);
    await step;

    expect(sent).toBe(1);
    expect((await world.store.channel('slow'))?.state).toMatchObject({ tries: 1, code: 'timeout' });
  });

  it('gives up a channel that is gone after three tries, and keeps what waits for the day it is back', async () => {
    const world = stage();
    world.answers.set('ops', () => GONE);
    const first = await world.add('ticket-opened');
    await world.goOn(HOUR);
    for (let count = 0; count < 30; count++) await world.add('ticket-opened');

    await world.goOn(HOUR);
    const dead = (await world.store.channel('ops'))?.state;
    const tries = world.sent.length;
    world.answers.set('ops', () => ({ ok: true }));
    world.setUp({ secret: 'notify-other' });
    await world.goOn(HOUR);

    expect(dead).toMatchObject({ code: 'channel_refused', deadSince: expect.any(Number) });
    expect(tries).toBe(3);
    expect(world.sent.slice(3).map(({ message }) => [idOf(message) === first, message.kind])).toEqual([
      [true, 'event'],
      [false, 'digest'],
    ]);
    expect((await world.store.channel('ops'))?.state).not.toHaveProperty('deadSince');
  });

  it('tries a dead channel once a day', async () => {
    const world = stage();
    world.answers.set('ops', () => GONE);
    await world.add('ticket-opened');
    await world.goOn(HOUR);
    world.answers.set('ops', () => ({ ok: true }));

    await world.goOn(24 * HOUR);

    expect(world.sent).toHaveLength(4);
    expect((await world.store.waiting()).batches).toEqual([]);
  });

  it('gives up one message that is refused where others were taken, but never a second one in a row', async () => {
    const world = stage();
    await world.add('ticket-opened');
    await world.goOn(HOUR);
    world.answers.set('ops', () => REFUSED);
    await world.add('ticket-opened');
    await world.goOn(HOUR);
    const after = (await world.store.channel('ops'))?.state;

    await world.add('ticket-opened');
    await world.goOn(HOUR);

    expect(after).toMatchObject({ dropped: 1 });
    expect(after).not.toHaveProperty('deadSince');
    expect((await world.store.channel('ops'))?.state).toMatchObject({ dropped: 1, deadSince: expect.any(Number) });
    expect((await world.store.waiting()).batches).toHaveLength(1);
  });

  it('ends a day without any channel with what was tried before and one digest', async () => {
    const world = stage(['ops', 'night']);
    for (const name of ['ops', 'night']) world.answers.set(name, () => DOWN);
    for (let hour = 0; hour < 24; hour++) {
      for (let count = 0; count < 20; count++) await world.add('ticket-opened');
      await world.goOn(HOUR);
    }
    const before = world.sent.length;
    for (const name of ['ops', 'night']) world.answers.set(name, () => ({ ok: true }));

    await world.goOn(HOUR);

    const sent = world.sent.slice(before).filter(({ channel }) => channel === 'ops');
    const counts = sent.map(({ message }) => (message.kind === 'digest' ? message.counts[0]?.count : 1));
    expect(counts).toEqual([20, 460]);
  });

  it('forgets what waits for a channel that the policy does not name any more', async () => {
    const world = stage();
    world.answers.set('ops', () => DOWN);
    await world.add('ticket-opened');
    await world.step();

    world.setUp({ name: 'other' });
    await world.step();

    expect(await world.store.waiting()).toMatchObject({ batches: [], channels: new Map() });
  });
});
