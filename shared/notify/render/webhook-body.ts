import {
  type ChannelMessage,
  type EventCount,
  type LinkedEvent,
  type Links,
  MOST_QUESTIONS,
} from '../channels/message.ts';
import type { EventName } from '../event-names.ts';

/** What a receiver is advised to take at most, with room for what a proxy adds. */
const MAX_WEBHOOK_BYTES = 19_000;

/** One message as a webhook has it. */
export interface WebhookMessage {
  /** The same for every try: what a receiver knows repetitions by. */
  readonly id: string;
  readonly body: string;
}

interface Limits {
  readonly textLength: number;
  readonly listLength: number;
  readonly hasLinks: boolean;
}

/**
 * Tried one after the other until the body fits. The first of a list are the most important. Links
 * go last: without them a question cannot be answered from where it is read.
 */
const LIMITS: readonly Limits[] = [
  { textLength: 4_000, listLength: 200, hasLinks: true },
  { textLength: 1_000, listLength: 50, hasLinks: true },
  { textLength: 300, listLength: 20, hasLinks: true },
  { textLength: 100, listLength: MOST_QUESTIONS, hasLinks: true },
  { textLength: 100, listLength: MOST_QUESTIONS, hasLinks: false },
  { textLength: 20, listLength: MOST_QUESTIONS, hasLinks: false },
];

/**
 * Returns a message as the JSON of Standard Webhooks: type, time and data. Texts are as they were
 * sent; only where the body would be too large are they cut and lists shortened (`omitted` says by
 * how many).
 */
export function webhookMessage(message: ChannelMessage): WebhookMessage {
  const { id, type, at } = headOf(message);
  let body = '';
  for (const limits of LIMITS) {
    body = JSON.stringify({ type, timestamp: iso(at), data: dataOf(message, limits) });
    if (Buffer.byteLength(body) <= MAX_WEBHOOK_BYTES) break;
  }
  return { id: wireId(id), body };
}

/** Returns the event's name with levels, as types of webhooks are written: `kill_switch.changed`. */
function wireType(event: EventName): string {
  const words = event.split('-');
  return `${words.slice(0, -1).join('_')}.${words.at(-1)}`;
}

/** What is signed has full stops between its parts, so an id has none. `~` is in no id of ours. */
function wireId(id: string): string {
  return id.replaceAll('.', '~');
}

function headOf(message: ChannelMessage): { id: string; type: string; at: number } {
  if (message.kind === 'event') return { ...message.event, type: wireType(message.event.event) };
  if (message.kind === 'test') return { ...message, type: 'channel.test' };
  const type = message.kind === 'digest' ? 'events.digest' : wireType(message.kind);
  return { id: message.id, type, at: message.to };
}

function dataOf(message: ChannelMessage, limits: Limits): object {
  if (message.kind === 'event') return eventData(message.event, limits);
  if (message.kind === 'test') return { id: message.id };
  const span = { id: message.id, from: iso(message.from), to: iso(message.to), ...linksOf(message.links, limits) };
  if (message.kind === 'digest') {
    const events = shortened(message.events, limits, (event) => eventData(event, limits));
    return { ...span, events, counts: shortened(message.counts, limits, (count) => countData(count, limits)) };
  }
  return {
    ...span,
    figures: message.figures,
    questions: shortened(message.questions, limits, (event) => eventData(event, limits)),
    held: shortened(message.held, limits, ({ until, ...held }) => ({
      ...cutAll(held, limits),
      ...(until !== undefined && { until: iso(until) }),
    })),
    mutes: shortened(message.mutes, limits, ({ from, until, ...mute }) => ({
      ...cutAll(mute, limits),
      ...{ from: iso(from), until: iso(until) },
    })),
    warnings: shortened(message.warnings, limits, (text) => cut(text, limits)),
  };
}

function eventData(event: LinkedEvent, limits: Limits): object {
  const { id, event: name, at, customerId, customerName, deviceName, playbook, priority, ticketId } = event;
  const { remediationId, text, question, links, ended } = event;
  const who = { customerId, customerName, deviceName };
  return {
    ...cutAll({ id, event: name, ...who, playbook, priority, ticketId, remediationId, ended, text }, limits),
    at: iso(at),
    ...(question && { expiresAt: iso(question.expiresAt) }),
    ...linksOf(links, limits),
  };
}

function countData({ event, customerId, customerName, count }: EventCount, limits: Limits): object {
  return cutAll({ event, customerId, customerName, count }, limits);
}

function linksOf(links: Links | undefined, { hasLinks }: Limits): object {
  return links === undefined || !hasLinks ? {} : { links };
}

function shortened<T>(all: readonly T[], { listLength }: Limits, each: (one: T) => unknown): object {
  const items = all.slice(0, listLength).map(each);
  return { items, omitted: all.length - items.length };
}

/** Every text of an object cut; members that are not given are left out. */
function cutAll(from: object, limits: Limits): object {
  const members = Object.entries(from).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    members.map(([name, value]) => [name, typeof value === 'string' && name !== 'id' ? cut(value, limits) : value]),
  );
}

function cut(text: string, { textLength }: Limits): string {
  return text.length <= textLength ? text : `${text.slice(0, textLength - 1)}…`.toWellFormed();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
