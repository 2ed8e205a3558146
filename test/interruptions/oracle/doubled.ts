import { HOUR } from '../../helpers/app/app.ts';
import type { Evidence, TicketRecord } from '../evidence.ts';
import { isOpenAt, wasEver } from './facts.ts';

/** What happened twice, or without anybody's yes. */
export function judgeDoubled(evidence: Evidence): string[] {
  return [
    ...new Set([
      ...commandsWithoutYes(evidence),
      ...ticketsTogether(evidence),
      ...ticketsTwice(evidence),
      ...commentsTwice(evidence),
      ...doneAllTheSame(evidence),
      ...doneWhileMuted(evidence),
    ]),
  ];
}

/** Each command needs a yes of its own, given before it. */
function* commandsWithoutYes({ commands, answers }: Evidence): Generator<string> {
  const free = answers.filter(({ how }) => how === 'approve').map(({ at }) => at);
  for (const { at, kind, device } of commands) {
    const index = free.findIndex((yes) => yes <= at);
    if (index < 0) yield `${kind} on ${device} at ${new Date(at).toISOString()} without a yes of its own`;
    else free.splice(index, 1);
  }
}

/**
 * At most one open ticket for a device and condition. One that Atera opened for an alert stands for
 * the occurrence of that alert: it belongs to people, who leave it open as long as they like, and
 * the next occurrence has a ticket of its own.
 */
function* ticketsTogether(evidence: Evidence): Generator<string> {
  const { tickets } = evidence;
  for (const ticket of tickets.filter(({ isCarried }) => !isCarried))
    for (const other of tickets) {
      const { createdAt } = other;
      if (other === ticket || !isSame(ticket, other) || createdAt > ticket.createdAt) continue;
      const isOfBefore = other.isCarried && wasEver(evidence, other.about, [createdAt, ticket.createdAt], false);
      if (!isOfBefore && isOpenAt(other, ticket.createdAt))
        yield `ticket ${ticket.id} was opened while ${other.id} about the same was open`;
    }
}

/** One occurrence, one ticket. */
function* ticketsTwice({ tickets }: Evidence): Generator<string> {
  const byMarker = Map.groupBy(
    tickets.filter(({ marker }) => marker !== undefined),
    ({ marker }) => marker,
  );
  for (const [marker, same] of byMarker) if (same.length > 1) yield `${same.length} tickets with the marker ${marker}`;
}

/** The same words twice on a ticket, or with other times in it within an hour. */
function* commentsTwice({ tickets }: Evidence): Generator<string> {
  for (const { id, comments } of tickets)
    for (const [index, one] of comments.entries())
      for (const other of comments.slice(0, index)) {
        if (!one.isOurs || !other.isOurs) continue;
        const isNear = one.at - other.at < HOUR && withoutTimes(one.text) === withoutTimes(other.text);
        if (one.text === other.text || isNear)
          yield `ticket ${id} has the same comment twice: ${one.text.slice(0, 80)}`;
      }
}

/**
 * A write takes effect at once; one that was on its way when the switch was set may still arrive.
 */
const ON_ITS_WAY = 60_000;

/** Nothing is changed at a vendor while the kill switch is on; a scan changes nothing. */
function* doneAllTheSame({ requests, killSwitch }: Evidence): Generator<string> {
  for (const { at, method, path, body } of requests) {
    if (method === 'GET' || JSON.stringify(body ?? '').includes('GetOS')) continue;
    if (killSwitch.some(([from, to]) => at > from + ON_ITS_WAY && at < to))
      yield `${method} ${path} at ${new Date(at).toISOString()} while the kill switch was on`;
  }
}

/** Of what is muted, only a proven end is written: a ticket is closed, with a comment, an alert resolved. */
function* doneWhileMuted({ requests, muted, commands, tickets }: Evidence): Generator<string> {
  const isMuted = (at: number) => muted.some(([from, to]) => at > from + ON_ITS_WAY && at < to);
  for (const { at, kind } of commands)
    if (isMuted(at)) yield `${kind} at ${new Date(at).toISOString()} while it was muted`;
  for (const { at, method, path } of requests)
    if (method === 'POST' && /\/tickets$/.test(path) && isMuted(at))
      yield `${path} at ${new Date(at).toISOString()} while it was muted`;
  for (const { id, comments } of tickets)
    for (const { at, text, isOurs } of comments)
      if (isOurs && isMuted(at) && !/recovered|cleared|is over|ended|back/i.test(text))
        yield `ticket ${id} got a note while it was muted: ${text.slice(0, 80)}`;
}

function isSame(one: TicketRecord, other: TicketRecord): boolean {
  return one.about.device === other.about.device && one.about.condition === other.about.condition;
}

function withoutTimes(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'T');
}
