import type { Batch, ChannelState } from '../storage/outbox/outbox-rows.ts';
import { shortHash } from './batches.ts';
import {
  type ChannelMessage,
  type DigestMessage,
  type EventCount,
  type LinkedEvent,
  type Links,
  MOST_QUESTIONS,
} from './channels/message.ts';
import type { NotifyEvent } from './event.ts';
import { type EventName, priorities } from './event-names.ts';

/** A message whose members and id do not change any more. */
export type Frozen = NonNullable<ChannelState['sending']>;

/** Its channel's row goes with them in one transaction when it is sent. */
const MOST_BATCHES = 90;

/**
 * Returns what a channel is sent next, of the batches that wait for it: a summary by itself, one
 * event as it is, or all of them as one digest, but no more questions than a digest can show. The id
 * of one event is its own. Undefined when nothing waits. Pure.
 */
export function freeze(batches: readonly Batch[]): Frozen | undefined {
  const [first, ...later] = [...batches].sort((one, other) => (one.rowKey < other.rowKey ? -1 : 1));
  if (!first) return undefined;
  const chosen = [first];
  let questions = questionsIn(first);
  for (const one of first.kind === 'summary' ? [] : later) {
    const isFull = questions + questionsIn(one) > MOST_QUESTIONS;
    if (one.kind === 'summary' || isFull || chosen.length === MOST_BATCHES) continue;
    questions += questionsIn(one);
    chosen.push(one);
  }
  const keys = chosen.map(({ rowKey }) => rowKey);
  const [event, ...others] = chosen.flatMap(({ data }) => data);
  return { id: event && others.length === 0 ? event.id : `digest-${shortHash(keys)}`, batches: keys };
}

function questionsIn({ kind, data }: Batch): number {
  return kind === 'questions' ? data.length : 0;
}

/** Returns the batches that a frozen message is made of, as far as they are there. */
export function membersOf({ batches: keys }: Frozen, batches: readonly Batch[]): Batch[] {
  return batches.filter(({ rowKey }) => keys.includes(rowKey));
}

/** What is named in a digest besides the questions; the rest is counted. */
const MOST_NAMED = 40;

/** Makes the links of an event when it is sent. */
export type LinksOf = (event: NotifyEvent | undefined) => Promise<Links>;

/** Returns the message made of the members of a frozen one; undefined when there are none. */
export async function messageOf(
  { id }: Frozen,
  members: readonly Batch[],
  linksOf: LinksOf,
): Promise<ChannelMessage | undefined> {
  const events = members.flatMap(({ data }) => data);
  const [first] = events;
  if (!first) return undefined;
  const withLinks = async (event: NotifyEvent): Promise<LinkedEvent> => ({ ...event, links: await linksOf(event) });
  if (first.summary) {
    const questions = await Promise.all(first.summary.questions.map(withLinks));
    return { ...first.summary, kind: 'daily-summary', id, questions, links: await linksOf(undefined) };
  }
  if (events.length === 1) return { kind: 'event', event: await withLinks(first) };
  const named = byImportance(events).slice(0, MOST_NAMED + MOST_QUESTIONS);
  const times = events.map(({ at }) => at);
  return {
    ...{ kind: 'digest', id, from: Math.min(...times), to: Math.max(...times) },
    events: await Promise.all(named.map(withLinks)),
    counts: countsOf(events),
    links: await linksOf(undefined),
  } satisfies DigestMessage;
}

/** The most important first: what waits for a person, then what went wrong. */
const IMPORTANCE: readonly EventName[] = [
  'approval-needed',
  'action-failed',
  'site-incident',
  'vendor-suspected',
  'app-unhealthy',
  'kill-switch-changed',
  'policy-changed',
  'approval-expired',
  'mute-created',
  'ticket-opened',
  'action-done',
  'daily-summary',
];

function byImportance(events: readonly NotifyEvent[]): NotifyEvent[] {
  const kind = ({ event }: NotifyEvent) => IMPORTANCE.indexOf(event);
  const rank = ({ priority }: NotifyEvent) => (priority === undefined ? -1 : priorities.indexOf(priority));
  return [...events].sort((one, other) => kind(one) - kind(other) || rank(other) - rank(one) || one.at - other.at);
}

function countsOf(events: readonly NotifyEvent[]): EventCount[] {
  const groups = Map.groupBy(byImportance(events), ({ event, customerId }) => `${event} ${customerId}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { event, customerId, customerName } = first;
    return [{ event, customerId, customerName, count: 1 + others.length }];
  });
}
