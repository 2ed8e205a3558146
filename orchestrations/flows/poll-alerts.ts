import type { OrchestrationContext, Task } from 'durable-functions';
import { SWEEP_START, type SweepCursor } from '../../shared/atera/alert-pages.ts';
import type { PagesFetched } from '../activities/alerts/fetch-alert-pages.ts';
import type { Ending, PollEnded } from '../activities/due/end-poll.ts';
import { nowOf } from '../runtime/durable-time.ts';
import { failureText } from '../runtime/failure-text.ts';
import { type Carry, settleCarried, settleIfNeeded } from '../runtime/leases/acquire-lease.ts';
import type { Lanes } from '../runtime/leases/standing.ts';
import { activities } from '../runtime/names.ts';
import { type Step, vendorStep } from '../runtime/steps.ts';

/**
 * Input of `pollAlerts`: `pollId` sorts by time, so that a row knows whether it was listed since.
 */
export interface PollRun {
  readonly pollId: string;
  /**
   * When this history began (epoch ms): hosts differ in what they show as created once a poll
   * continues in a new one.
   */
  readonly historyAt: number;
  /** Lanes whose standing leases the first page may use. */
  readonly lanes?: Lanes | undefined;
  /** The position of the poll when it continues in a new history. */
  readonly progress?: Progress;
}

interface Progress {
  readonly cursor: SweepCursor;
  /** Pages that failed after others were read. */
  readonly stops: number;
}

/** What a poll read and started. */
export interface PollEnd {
  readonly requests: number;
  readonly openAlerts: number;
  /** Absent when every row was read. */
  readonly incomplete?: string;
  readonly opened: number;
  readonly started: number;
}

/** Pages read under one lease: a page takes about a second, and a lease lasts 10–30 s. */
const PAGES_PER_LEASE = 5;

/**
 * A page that failed is read again after these waits; then the poll ends, and the timer starts the
 * next one.
 */
const WAITS = { retryAfterMinutes: [0.25, 1] };

/**
 * Pages that may fail within one poll after others were read: each costs a lease, and the poll
 * continues where it stood.
 */
const MAX_STOPS = 10;

/**
 * A lease costs about 9 history events, and each turn that it waits for as many; a history is kept
 * under 100. 5,000 alerts are 21 leases.
 */
const LEASES_PER_HISTORY = 7;

/** Then the list is read again: what came meanwhile may be more urgent than what is left. */
const STARTS_PER_POLL = 6;

/** The same in a history that waiting for leases has made longer. */
const STARTS_AFTER_WAITS = 3;

/** Rows of one page of the list. */
const ROWS_PER_PAGE = 50;

/**
 * Reads every open alert into the alert table, page by page under leases, then opens occurrences
 * for what is new and starts what is due, in turn. A singleton under a fixed id. Rows of a failed
 * poll are handled as well; an alert's absence counts only after a complete poll. A page that fails
 * is retried from where the poll stood: a poll that always restarted from the first page could fail
 * to reach the last ones. While more is due than could be started, the next poll follows at once.
 */
export function* pollAlerts(context: OrchestrationContext): Generator<Task, PollEnd | undefined> {
  const run = context.df.getInput<PollRun>();
  const { pollId } = run;
  const carry: Carry = {};
  let { cursor, stops } = run.progress ?? { cursor: SWEEP_START, stops: 0 };
  let incomplete: string | undefined;
  let ended: PollEnded | undefined;
  let listedSince: string | undefined;
  for (let leases = 0; cursor.next !== 'done' && incomplete === undefined; leases++) {
    // A lease that was waited for will be followed by others.
    if (leases + 2 * (carry.waits ?? 0) >= LEASES_PER_HISTORY)
      return goOn(context, carry, { ...run, historyAt: nowOf(context), progress: { cursor, stops } });
    const fetched = yield* fetchPages(
      context,
      { pollId, cursor },
      carry,
      cursor === SWEEP_START ? run.lanes : undefined,
    );
    if (!fetched.ok) incomplete = fetched.message;
    else {
      const { stopped } = fetched.value;
      ({ ended, cursor, listedSince } = fetched.value);
      if (stopped && (!stopped.retryable || ++stops > MAX_STOPS)) incomplete = stopped.message;
    }
  }
  settleIfNeeded(context, carry);
  incomplete ??= cursor.incomplete;
  const starts = carry.waits === undefined ? STARTS_PER_POLL : STARTS_AFTER_WAITS;
  const complete = incomplete === undefined ? { pollId, listedSince } : {};
  const { opened, started, left, unfinished } = yield* endPoll(context, { first: ended, starts, complete });
  incomplete ??= unfinished;
  // Without progress the timer's next poll is soon enough.
  if (left && opened + started > 0) return goOn(context, carry, freshPoll(nowOf(context), run.lanes));
  const { requests, totalItemCount: openAlerts } = cursor;
  return { requests, openAlerts, ...(incomplete !== undefined && { incomplete }), opened, started };
}

/** A poll from its first page on, at `now` (epoch ms). */
export function freshPoll(now: number, lanes?: Lanes): PollRun {
  return { pollId: new Date(now).toISOString(), historyAt: now, ...(lanes && { lanes }) };
}

function goOn(context: OrchestrationContext, carry: Carry, next: PollRun): undefined {
  settleCarried(context, carry);
  context.df.continueAsNew(next);
  return undefined;
}

/**
 * A page that breaks on something unforeseen ends the poll, but must not keep from their time the
 * runs that are due.
 */
function* fetchPages(
  context: OrchestrationContext,
  input: { readonly pollId: string; readonly cursor: SweepCursor },
  carry: Carry,
  lanes: Lanes | undefined,
): Generator<Task, Step<PagesFetched>> {
  const activity = activities.fetchAlertPages;
  const requests = pagesLeft(input.cursor);
  try {
    return yield* vendorStep<PagesFetched>(
      context,
      { activity, urgency: 'poll', requests, input, waits: { ...WAITS, ...(lanes && { lanes }) } },
      carry,
    );
  } catch (error) {
    return { ok: false, code: 'unexpected-error', message: failureText(error) };
  }
}

interface PollClose {
  /** What the step that read the last page has done already. */
  readonly first: PollEnded | undefined;
  /** Steps that begin what is due, at most. */
  readonly starts: number;
  readonly complete: Pick<Ending, 'pollId' | 'listedSince'>;
}

/**
 * Finishes the poll, if the step that read its last page has not done so, and begins what is due in
 * a few steps, each short enough for an activity.
 */
function* endPoll(context: OrchestrationContext, { first, starts, complete }: PollClose): Generator<Task, PollEnded> {
  let sum = first ?? (yield* startDueWork(context, { ...complete, judged: false }));
  for (let calls = 1; calls < starts && sum.left; calls++) {
    const { opened, started, left } = yield* startDueWork(context, { judged: true });
    sum = { ...sum, opened: sum.opened + opened, started: sum.started + started, left };
  }
  return sum;
}

function* startDueWork(context: OrchestrationContext, work: Ending): Generator<Task, PollEnded> {
  // The activity's own plain JSON.
  return (yield context.df.callActivity(activities.startDueWork, work)) as PollEnded;
}

/** An exact budget: one page until the total is known, then what is left and page 1 again. */
function pagesLeft(cursor: SweepCursor): number {
  if (cursor.next === 'recheck' || cursor.requests === 0) return 1;
  const pages = Math.ceil(cursor.totalItemCount / ROWS_PER_PAGE);
  const read = typeof cursor.next === 'number' ? cursor.next - 1 : pages;
  return Math.min(PAGES_PER_LEASE, Math.max(1, pages - read + 1));
}
