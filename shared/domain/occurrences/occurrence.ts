import { DAY_MS, HOUR_MS } from '../../durations.ts';
import type { Condition, ConditionFacts, Opened } from './condition.ts';
import { type TrailEvent, withEvent } from './course/trail.ts';
import { atHint } from './ticket-hint.ts';
import type { WatchRules } from './watch-rules.ts';
import { actionOf } from './what-was-done.ts';

/** How many past endings a condition remembers, enough to detect that it flaps. */
const CLOSES_REMEMBERED = 10;

/**
 * A flapping condition fires repeatedly while it is watched: of more firings than this the older
 * ones that are closed are dropped, they have their outcome row. One that is still open is kept, or
 * it would never be resolved.
 */
export const ALERTS_REMEMBERED = 30;

/** What fits into a row and into a run's history. */
const ALERTS_AT_MOST = 300;

/**
 * Opens the next occurrence of a condition, or joins the one that is open. Pure: the store writes
 * what comes back. A joined alert that is known already changes nothing, so that a start is
 * idempotent.
 */
export function openOrJoin(row: Condition | undefined, facts: ConditionFacts, now: number): Opened {
  if (row && row.state !== 'closed') return join(row, facts, now);
  return { condition: nextOccurrence(row, facts, now), joined: false };
}

/** Returns the row without those of its older alerts that are closed. */
export function withoutClosedAlerts(row: Condition, closedIds: ReadonlySet<number>): Condition {
  const older = row.alertIds.slice(0, -ALERTS_REMEMBERED);
  const kept = older.filter((alertId) => !closedIds.has(alertId));
  if (kept.length === older.length) return row;
  return { ...row, alertIds: [...kept, ...row.alertIds.slice(-ALERTS_REMEMBERED)] };
}

/**
 * Returns the row of an occurrence that ended now (`isRecovery` = because it recovered, not because
 * a person or a rule said so): nothing is due any more, and its ticket is kept for a recurrence.
 */
export function closed(row: Condition, now: number, isRecovery = true): Condition {
  const { nextAt: _nextAt, clearSince: _clearSince, ...rest } = row;
  const action = actionOf(row);
  return {
    ...rest,
    // Also where no reading proved it: to do the same again within days is not for the app to ask.
    ...(action && action.result !== 'did-not-help' && { fixedAt: now }),
    state: 'closed',
    closedAt: now,
    recentCloses: isRecovery ? [...row.recentCloses, now].slice(-CLOSES_REMEMBERED) : row.recentCloses,
  };
}

/**
 * True when the condition had ended so often when the occurrence was opened that it counts as
 * flapping: a ticket says so and stays open longer. Judged at the opening, so that a long
 * occurrence does not stop to flap by growing old.
 */
export function isFlapping(row: Pick<Condition, 'recentCloses' | 'openedAt'>, limits: WatchRules['flapping']): boolean {
  if (!limits) return false;
  const since = row.openedAt - limits.hours * HOUR_MS;
  return row.recentCloses.filter((closedAt) => closedAt >= since).length >= limits.count;
}

/**
 * Returns the ticket that carried the condition last, when it was closed within `reopenWithinDays`.
 */
export function previousTicket(row: Condition, reopenWithinDays: number): number | undefined {
  if (row.previousTicketId === undefined || row.previousClosedAt === undefined) return undefined;
  return row.openedAt - row.previousClosedAt <= reopenWithinDays * DAY_MS ? row.previousTicketId : undefined;
}

function join(row: Condition, facts: ConditionFacts, now: number): Opened {
  if (facts.alertId === undefined || row.alertIds.includes(facts.alertId)) return { condition: row, joined: true };
  // A ticket of our own is never dropped for another one: it would stay open indefinitely.
  const adopts = facts.ticketId !== undefined && row.ticketId === undefined;
  // It fires again, so it is not over.
  const { clearSince: _clearSince, ...open } = row;
  const condition: Condition = {
    ...open,
    alertIds: [...row.alertIds, facts.alertId].slice(-ALERTS_AT_MOST),
    repeats: row.repeats + 1,
    ...(adopts && { ticketId: facts.ticketId, ticketAdopted: true }),
    // Only a watched condition may be hurried: while a remediation runs, nextAt is its deadline.
    ...(row.state === 'watching' && { nextAt: now }),
  };
  return { condition: withEvent(condition, { what: 'joined', at: now, alertId: facts.alertId }), joined: true };
}

function nextOccurrence(row: Condition | undefined, facts: ConditionFacts, now: number): Condition {
  const { alertId, ticketId, ...about } = facts;
  return {
    ...about,
    occurrence: (row?.occurrence ?? 0) + 1,
    state: 'opening',
    alertIds: alertId === undefined ? [] : [alertId],
    trail: {
      leftOut: 0,
      events: [{ what: 'opened', at: now, ...(alertId !== undefined && { alertId }), ...back(row, now) }],
    },
    openedAt: now,
    nextAt: now,
    followUps: 0,
    starts: 0,
    run: row?.run ?? 0,
    runEnded: row?.runEnded ?? 0,
    ...(ticketId !== undefined && { ticketId }),
    ticketAdopted: ticketId !== undefined,
    ...lastTicket(row),
    ticketNumber: 0,
    reopens: row?.reopens ?? [],
    ...lastMemory(row),
    repeats: 0,
    comments: 0,
    recentCloses: row?.recentCloses ?? [],
    ...(row?.fixedAt !== undefined && { fixedAt: row.fixedAt }),
    ...(row?.lastAction && { lastAction: row.lastAction }),
    ...(row?.commands && { commands: row.commands }),
  };
}

/** Only where it had recovered: what a person ended has not come back. */
function back(row: Condition | undefined, now: number): Pick<TrailEvent, 'back'> {
  const { closedAt, fixedAt, recentCloses = [] } = row ?? {};
  if (closedAt === undefined || recentCloses.at(-1) !== closedAt) return {};
  return { back: { afterMs: Math.max(0, now - closedAt), fixed: fixedAt === closedAt } };
}

/**
 * Our last ticket, also when the occurrence in between needed none. An adopted ticket is not ours
 * to reopen.
 */
function lastTicket(row: Condition | undefined): Partial<Condition> {
  if (!row) return {};
  if (row.ticketId !== undefined && !row.ticketAdopted)
    return { previousTicketId: row.ticketId, previousClosedAt: row.closedAt ?? row.openedAt };
  return {
    ...(row.previousTicketId !== undefined && { previousTicketId: row.previousTicketId }),
    ...(row.previousClosedAt !== undefined && { previousClosedAt: row.previousClosedAt }),
  };
}

/** A person's end of the last ticket was about the last occurrence. */
function lastMemory(row: Condition | undefined): Pick<Condition, 'ticket'> {
  if (!row?.ticket) return {};
  const { hold: _hold, ...ticket } = row.ticket;
  return { ticket };
}

/** What follows for a condition after a run. Times are epoch ms. */
export type RunResult =
  /**
   * `alertIds` = the alerts the end covers: one that joined later is not verified. `isRecovery:
   * false` = it did not end by itself: a person cancelled it, which is no coming and going.
   */
  | { readonly next: 'close'; readonly alertIds: readonly number[]; readonly isRecovery?: boolean }
  /**
   * `worse` = why a ticket that a person ended needs another one, as soon as one may be written.
   */
  | { readonly next: 'watch'; readonly nextAt: number; readonly clearSince?: number; readonly worse?: string }
  /**
   * The remediation itself is to begin again at `nextAt`: an approved action waits for its device
   * or its window.
   */
  | { readonly next: 'again'; readonly nextAt: number };

/**
 * Returns the row after a run ended. An end that does not cover every alert is no end: the rest is
 * checked again at once. Our ticket was closed by that end, so it is one to open again, not one
 * that is open.
 */
export function afterRun(row: Condition, result: RunResult, ticketId: number | undefined, now: number): Condition {
  const { clearSince: _clearSince, ...rest } = { ...row, ...(ticketId !== undefined && { ticketId }) };
  if (result.next === 'again') return { ...rest, state: 'opening', nextAt: result.nextAt, starts: 0 };
  if (result.next === 'watch') {
    const { nextAt, clearSince, worse } = result;
    const ticket = worse !== undefined && row.ticket?.hold && { ...row.ticket, hold: { ...row.ticket.hold, worse } };
    return {
      ...{ ...rest, state: 'watching', nextAt: atHint(row, nextAt) },
      ...(clearSince !== undefined && { clearSince }),
      ...(ticket && { ticket }),
    };
  }
  const covered = row.alertIds.every((alertId) => result.alertIds.includes(alertId));
  if (covered) return closed(rest, now, result.isRecovery);
  const { ticketId: endedTicketId } = rest;
  if (endedTicketId === undefined || row.ticketAdopted) return { ...rest, state: 'watching', nextAt: now };
  return { ...withoutTicket(rest, endedTicketId, now), nextAt: now };
}

/**
 * Returns the row of an occurrence that continues without the ticket it had: that one is to open
 * again, or to be named by the next.
 */
export function withoutTicket(row: Condition, endedTicketId: number, now: number): Condition {
  const { ticketId: _ticketId, ...rest } = row;
  const ticketNumber = row.ticketNumber + 1;
  return { ...rest, ticketNumber, previousTicketId: endedTicketId, previousClosedAt: now, state: 'watching' };
}
