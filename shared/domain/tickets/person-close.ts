import { DAY_MS, MINUTE_MS } from '../../durations.ts';
import { holdTexts } from '../../texts/hold/index.ts';
import type { Language } from '../../texts/language.ts';
import { isSameName } from './same-text.ts';
import type { StatusNames, Ticket } from './ticket.ts';
import type { Hold, TicketMemory } from './ticket-memory.ts';

/** How a ticket stands: it can be continued, or it has ended for one of three reasons. */
export type Standing = 'open' | 'closed' | 'deleted' | 'merged';

/** An alert of the occurrence, as far as it shows whether things get worse. Times are epoch ms. */
export interface AlertGravity {
  readonly createdAt: number;
  readonly severity?: string | undefined;
  /** In percent, where the alert names one: a later, higher one is worse. */
  readonly limit?: number | undefined;
  readonly isOpen: boolean;
}

/** How bad the condition is by an inspection. */
export interface Gravity {
  readonly daysToFull?: number | undefined;
  readonly quietDevices?: number | undefined;
  /** When Atera last heard of a device that is away (epoch ms). It trails, but is never ahead. */
  readonly observedAt?: number | undefined;
}

/** One end by a person, from which bulk closes are detected. Times are epoch ms. */
export interface PersonClose {
  readonly ticketId: number;
  readonly at: number;
  readonly noticedAt: number;
}

/** Atera's own names, which a tenant cannot take away (vendor-apis 1.8 [C]). */
const ENDED = ['Closed', 'Resolved'];

const SEVERITIES = ['Information', 'Warning', 'Critical'];

/** Atera's clock and ours may differ, and its date is when the request was handled. */
const CLOCK_MARGIN_MS = 10 * MINUTE_MS;

/** Zones lie quarters of an hour apart. */
const ZONE_STEP_MS = 15 * MINUTE_MS;

/** A drive that fills within so many days cannot be left to a ticket that somebody closed. */
const FEW_DAYS = 2;

const BULK_COUNT = 5;
const BULK_MS = 10 * MINUTE_MS;
/** How long health warns of it. */
const BULK_SHOWN_MS = DAY_MS;

/**
 * Returns how the ticket stands by its status, in the tenant's own names. Undefined = Atera does
 * not know it.
 */
export function standingOf(ticket: Pick<Ticket, 'status'> | undefined, { ticketStatus }: StatusNames): Standing {
  if (!ticket) return 'deleted';
  const isOne = (names: readonly string[]) => names.some((name) => isSameName(name, ticket.status));
  if (isOne(['Deleted'])) return 'deleted';
  if (isOne(['Merged'])) return 'merged';
  return isOne([...ENDED, ticketStatus.resolved, ...ticketStatus.closed]) ? 'closed' : 'open';
}

/**
 * True when the app itself set the ticket to resolved, and it has not been reopened and ended
 * since. Where Atera's date of its creation is off by some quarters of an hour, the date of its end
 * may be as well.
 */
export function isEndedByApp(memory: TicketMemory | undefined, { id, createdAt, resolvedAt }: Ticket): boolean {
  if (memory?.ticketId !== id || memory.resolvedAt === undefined) return false;
  if (resolvedAt === undefined) return true;
  const apart = resolvedAt - memory.resolvedAt;
  const off = createdAt === undefined ? 0 : Math.round((createdAt - memory.openedAt) / ZONE_STEP_MS) * ZONE_STEP_MS;
  return Math.min(Math.abs(apart), Math.abs(apart - off)) <= CLOCK_MARGIN_MS;
}

/**
 * What was found of a ticket that a person has ended; `since` (epoch ms) = it was certainly open
 * then.
 */
export interface PersonEnd {
  readonly how: Hold['how'];
  readonly since: number;
  readonly ticket?: Pick<Ticket, 'resolvedAt'> | undefined;
  readonly gravity: Gravity;
}

/** Returns the hold that begins when a person's end is noticed, at `now` (epoch ms). */
export function newHold(
  { how, since, ticket, gravity }: PersonEnd,
  { humanCloseHoldsDays }: { readonly humanCloseHoldsDays: number },
  now: number,
): Hold {
  const reported = ticket?.resolvedAt;
  // An older date is that of an earlier end.
  const at = reported !== undefined && reported >= since - CLOCK_MARGIN_MS ? Math.min(reported, now) : now;
  const { daysToFull, quietDevices } = gravity;
  return { how, at, until: at + humanCloseHoldsDays * DAY_MS, daysToFull, quietDevices };
}

/**
 * Returns how the alerts raised since the person's act are worse than those before it, without a
 * full stop; undefined when they are not.
 */
export function worseSince(at: number, alerts: readonly AlertGravity[], language: Language): string | undefined {
  const texts = holdTexts(language);
  const before = alerts.filter(({ createdAt }) => createdAt <= at);
  const since = alerts.filter(({ createdAt, isOpen }) => createdAt > at && isOpen);
  const severities = (list: readonly AlertGravity[]) =>
    Math.max(-1, ...list.map(({ severity = '' }) => SEVERITIES.indexOf(severity)));
  const [was, is] = [severities(before), severities(since)];
  if (was >= 0 && is > was) return texts.severityNow({ severity: SEVERITIES[is] ?? '' });
  const limits = (list: readonly AlertGravity[]) => Math.max(-1, ...list.map((alert) => alert.limit ?? -1));
  const limit = limits(since);
  return limits(before) >= 0 && limit > limits(before) ? texts.limitRaised({ limit }) : undefined;
}

/**
 * Returns why the app may not stay silent any longer, without a full stop; undefined while it may.
 */
export function holdEnds(
  hold: Hold,
  worse: string | undefined,
  gravity: Gravity,
  { now, language }: { readonly now: number; readonly language: Language },
): string | undefined {
  const texts = holdTexts(language);
  if (hold.worse !== undefined) return hold.worse;
  if (worse !== undefined) return worse;
  const { daysToFull, quietDevices, observedAt } = gravity;
  // Another absence than the one that somebody closed the ticket about.
  if (observedAt !== undefined && observedAt > hold.at + CLOCK_MARGIN_MS && observedAt <= now) return texts.backAndAway;
  if (daysToFull !== undefined && daysToFull < FEW_DAYS && (hold.daysToFull ?? FEW_DAYS) >= FEW_DAYS)
    return texts.fullIn({ days: daysToFull });
  if (quietDevices !== undefined && hold.quietDevices !== undefined && quietDevices >= 2 * hold.quietDevices)
    return texts.devicesAway({ count: quietDevices });
  if (now < hold.until) return undefined;
  return texts.stillAfter({ days: Math.round((now - hold.at) / DAY_MS) });
}

/**
 * Returns what a person did to the ticket, as a clause: `ticket 7001 was closed by someone
 * (2026-03-02 09:00 UTC)`.
 */
export function holdText(ticketId: number, { how, at }: Pick<Hold, 'how' | 'at'>, language: Language): string {
  return holdTexts(language).ended[how]({ ticketId, at });
}

/**
 * True when people ended five or more tickets within ten minutes during the last day: a clean-up in
 * bulk, or a rule.
 */
export function isBulk(closes: readonly PersonClose[], now: number): boolean {
  const recent = closes.filter(({ noticedAt }) => noticedAt > now - BULK_SHOWN_MS);
  return recent.some(
    ({ at: from }) => recent.filter(({ at }) => at >= from && at <= from + BULK_MS).length >= BULK_COUNT,
  );
}
