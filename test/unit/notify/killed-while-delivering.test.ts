import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import type { ChannelMessage } from '../../../shared/notify/channels/message.ts';
import { deliver } from '../../../shared/notify/deliver.ts';
import { eventId } from '../../../shared/notify/event.ts';
import { eventNames } from '../../../shared/notify/event-names.ts';
import { makeOutbox } from '../../../shared/notify/outbox.ts';
import { notifySection } from '../../../shared/policy/sections/notify-section.ts';
import { makeDueIndex } from '../../../shared/storage/conditions/due-index.ts';
import { makeOutboxStore } from '../../../shared/storage/outbox/outbox-store.ts';
import { FailingTables } from '../../interruptions/failing-tables.ts';

const channels = ['ops', 'night'].map((name) => ({
  ...{ name, type: 'webhook', secret: `notify-${name}`, events: [...eventNames] },
}));
const notify = notifySection.parse({ channels });

const EVENTS = ['approval-needed', 'ticket-opened', 'ticket-opened', 'action-done'] as const;

/** One process of the app on the tables: it adds each part of the events and delivers. */
async function run(
  tables: FailingTables,
  clock: VirtualClock,
  sent: Map<string, ChannelMessage[]>,
  parts: readonly (readonly number[])[],
) {
  const store = makeOutboxStore(tables.open('outbox'));
  const dueIndex = makeDueIndex(tables.open('due'), clock);
  const outbox = makeOutbox({ store, dueIndex, clock, inForce: async () => ({ policy: { notify } }) });
  const step = () =>
    deliver({
      ...{ store, clock, notify, linksOf: async () => ({}), nameOf: async () => undefined, log: () => {} },
      async send({ name }, message) {
        sent.set(name, [...(sent.get(name) ?? []), message]);
        return { ok: true };
      },
    });
  for (const part of parts) {
    for (const index of part) {
      const event = EVENTS[index] ?? 'ticket-opened';
      await outbox.add({ id: eventId(event, index), event, at: clock.now(), text: 'It is so.' });
    }
    await step();
    await clock.advance(60_000);
  }
  const due = await Array.fromAsync(dueIndex.upTo(clock.now()));
  return { waiting: await store.waiting(), due };
}

/** Which messages named each event, by channel. */
function idsOf(sent: ReadonlyMap<string, readonly ChannelMessage[]>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [channel, messages] of sent) {
    for (const message of messages) {
      const events = message.kind === 'event' ? [message.event] : message.kind === 'digest' ? message.events : [];
      const id = message.kind === 'event' ? message.event.id : message.id;
      for (const event of events) {
        const key = `${channel} ${event.id}`;
        found.set(key, (found.get(key) ?? new Set()).add(id));
      }
    }
  }
  return found;
}

/** What an undisturbed run does, and one whose process is gone after so many operations. */
async function killedAfter(operations: number) {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const tables = new FailingTables(new MemoryTables());
  const sent = new Map<string, ChannelMessage[]>();
  let isKilled = false;
  tables.killAfter(operations, () => {
    isKilled = true;
  });
  await run(tables, clock, sent, [[0, 1, 2], [3]]).catch(() => {});
  tables.kill();
  // What was added meanwhile must not join a message that was tried.
  const { waiting, due } = await run(tables, clock, sent, [[0, 1, 2, 3], []]);
  return { isKilled, waiting, due, ids: idsOf(sent) };
}

describe('a process that is killed while it adds or delivers', () => {
  it('at any operation loses no event, and sends none under two ids', async () => {
    let operations = 0;
    for (let isKilled = true; isKilled; operations++) {
      const end = await killedAfter(operations);
      isKilled = end.isKilled;

      expect(
        [...end.ids.values()].map(({ size }) => size),
        `after ${operations}`,
      ).toEqual(Array.from({ length: channels.length * EVENTS.length }, () => 1));
      expect(end.waiting, `after ${operations}`).toMatchObject({ events: [], batches: [] });
      expect(end.due.length).toBeGreaterThan(0);
    }

    expect(operations).toBeGreaterThan(20);
  });
});
