import type { OrchestrationContext, Task } from 'durable-functions';
import { SWEEP_START, type SweepCursor } from '../shared/atera/alert-pages.ts';
import type { PagesFetched } from './activities/fetch-alert-pages.ts';
import { failureText } from './failure-text.ts';
import { activities } from './names.ts';
import { type Step, vendorStep } from './steps.ts';
import { type Carry, settleCarried } from './with-lease.ts';

/** Input of `pollAlerts`: `pollId` sorts by time, so that a row knows whether it was listed since. */
export interface PollRun {
  readonly pollId: string;
}

/** What a poll saw and started. */
export interface PollEnd {
  readonly requests: number;
  readonly openAlerts: number;
  /** Absent when every row was seen. */
  readonly incomplete?: string;
  readonly opened: number;
  readonly started: number;
}

/** Pages read under one lease: a page takes about a second, and a lease lasts 10–30 s. */
const PAGES_PER_LEASE = 5;

/** A page that failed is read again after these waits; then the poll ends, and the timer starts the next one. */
const WAITS = { retryAfterMinutes: [0.25, 1] };

/** Pages that may fail within one poll after others were read: each costs a lease, and the poll goes on where it stood. */
const MAX_STOPS = 10;

/** Rows of one page of the list. */
const ROWS_PER_PAGE = 50;

/**
 * Reads every open alert into the alert table, page by page under leases, then opens occurrences for what is new and starts what
 * is due. A singleton under a fixed id. Rows of a poll that broke off are handled all the same; only an alert's absence counts
 * from complete polls alone. A page that fails is tried again from where the poll stood: one that always started anew would never
 * reach the last pages on a bad day.
 */
export function* pollAlerts(context: OrchestrationContext): Generator<Task, PollEnd> {
  const { pollId } = context.df.getInput<PollRun>();
  const carry: Carry = {};
  let cursor: SweepCursor = SWEEP_START;
  let incomplete: string | undefined;
  for (let failures = 0; cursor.next !== 'done' && incomplete === undefined; ) {
    const fetched = yield* fetchPages(context, { pollId, cursor }, carry);
    if (!fetched.ok) incomplete = fetched.message;
    else {
      const { stopped } = fetched.value;
      cursor = fetched.value.cursor;
      if (stopped && (!stopped.retryable || ++failures > MAX_STOPS)) incomplete = stopped.message;
    }
  }
  settleCarried(context, carry);
  incomplete ??= cursor.incomplete;
  if (incomplete === undefined) incomplete = yield* finishPoll(context, pollId);
  const { opened, started } = yield* startDueWork(context);
  const { requests, totalItemCount: openAlerts } = cursor;
  return { requests, openAlerts, ...(incomplete !== undefined && { incomplete }), opened, started };
}

/** A page that breaks on something unforeseen ends the poll, but must not keep from their time the runs that are due. */
function* fetchPages(
  context: OrchestrationContext,
  input: { readonly pollId: string; readonly cursor: SweepCursor },
  carry: Carry,
): Generator<Task, Step<PagesFetched>> {
  const activity = activities.fetchAlertPages;
  const requests = pagesLeft(input.cursor);
  try {
    return yield* vendorStep<PagesFetched>(
      context,
      { activity, urgency: 'poll', requests, input, waits: WAITS },
      carry,
    );
  } catch (error) {
    return { ok: false, code: 'unexpected-error', message: failureText(error) };
  }
}

/** Answers why the poll could not be finished, if so. */
function* finishPoll(context: OrchestrationContext, pollId: string): Generator<Task, string | undefined> {
  try {
    yield context.df.callActivity(activities.finishPoll, { pollId });
    return undefined;
  } catch (error) {
    return failureText(error);
  }
}

function* startDueWork(
  context: OrchestrationContext,
): Generator<Task, { opened: number; started: number }, { opened: number; started: number }> {
  return yield context.df.callActivity(activities.startDueWork, {});
}

/** An exact budget: one page until the total is known, then what is left and page 1 once more. */
function pagesLeft(cursor: SweepCursor): number {
  if (cursor.next === 'recheck' || cursor.requests === 0) return 1;
  const pages = Math.ceil(cursor.totalItemCount / ROWS_PER_PAGE);
  const read = typeof cursor.next === 'number' ? cursor.next - 1 : pages;
  return Math.min(PAGES_PER_LEASE, Math.max(1, pages - read + 1));
}
