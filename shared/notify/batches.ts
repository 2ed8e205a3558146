import { createHash } from 'node:crypto';
import type { Channel } from '../policy/sections/notify-section.ts';
import { type Batch, type batchKinds, MAX_CHANGES, MAX_COLUMN, prefixes } from '../storage/outbox/outbox-rows.ts';
import { MOST_QUESTIONS } from './channels/message.ts';
import type { NotifyEvent } from './event.ts';
import { isRoutedTo } from './routing.ts';

type Kind = (typeof batchKinds)[number];

/** Events that are put into batches together, in one transaction. */
export interface Distribution {
  readonly events: readonly NotifyEvent[];
  readonly batches: readonly Batch[];
}

/** Tried first: most of a transaction is then the events that go from where they waited. */
const EVENTS_TOGETHER = 80;

/**
 * Returns the next events that fit one transaction, with the batches for the channels that are notified
 * of them; what no channel is notified of is in none. Pure: the same events at the same time make the
 * same batches.
 */
export function nextDistribution(
  events: readonly NotifyEvent[],
  channels: readonly Channel[],
  now: number,
): Distribution {
  for (let size = EVENTS_TOGETHER; ; size = Math.ceil(size / 2)) {
    const some = events.slice(0, size);
    const batches = channels.flatMap((channel) =>
      batchesFor(
        channel.name,
        some.filter((event) => isRoutedTo(channel, event)),
        now,
      ),
    );
    if (some.length + batches.length <= MAX_CHANGES || size === 1) return { events: some, batches };
  }
}

function batchesFor(channel: string, events: readonly NotifyEvent[], now: number): Batch[] {
  const byKind = Map.groupBy(events, kindOf);
  return [...byKind].flatMap(([kind, ofKind]) => parts(ofKind, kind).map((data) => batch(channel, kind, data, now)));
}

function kindOf({ event }: NotifyEvent): Kind {
  if (event === 'daily-summary') return 'summary';
  return event === 'approval-needed' ? 'questions' : 'others';
}

const MOST_EVENTS: Readonly<Record<Kind, number>> = { summary: 1, questions: MOST_QUESTIONS, others: EVENTS_TOGETHER };

/** As many together as one column takes. */
function parts(events: readonly NotifyEvent[], kind: Kind): NotifyEvent[][] {
  const all: NotifyEvent[][] = [];
  let last: NotifyEvent[] = [];
  let size = 0;
  for (const event of events) {
    const added = JSON.stringify(event).length + 1;
    if (last.length > 0 && (last.length === MOST_EVENTS[kind] || size + added > MAX_COLUMN)) {
      all.push(last);
      [last, size] = [[], 0];
    }
    last.push(event);
    size += added;
  }
  return last.length === 0 ? all : [...all, last];
}

function batch(channel: string, kind: Kind, data: NotifyEvent[], now: number): Batch {
  const hash = shortHash(data.map(({ id }) => id));
  const rowKey = `${prefixes.batch}${channel}.${new Date(now).toISOString()}-${kind}-${hash}`;
  return { rowKey, at: now, channel, kind, data };
}

/** Returns 16 characters that follow from the given names. */
export function shortHash(names: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('base64url').slice(0, 16);
}
