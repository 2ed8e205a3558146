import type { OrchestrationContext, Task } from 'durable-functions';
import { expectedRows, LIST_START, type ListCursor, pagesLeft } from '../../shared/domain/lists/list-sweep.ts';
import { afterLists, listProgress } from '../../shared/domain/lists/refresh-progress.ts';
import type { PagesListed } from '../activities/directory/list-pages.ts';
import type { Matched } from '../activities/directory/match-devices.ts';
import { playbooks } from '../playbooks/index.ts';
import { nowOf } from '../runtime/durable-time.ts';
import { failureText } from '../runtime/failure-text.ts';
import { type Carry, settleCarried } from '../runtime/leases/acquire-lease.ts';
import { activities, budgets } from '../runtime/names.ts';
import { type Step, type VendorStep, vendorStep } from '../runtime/steps.ts';

/** Input of `refreshDirectory`. */
export interface DirectoryRun {
  /** When this history of it began (epoch ms). */
  readonly historyAt: number;
  /** Epoch ms: stamps every row of this refresh. */
  readonly startedAt: number;
  /** Automox organisations to list; none without Automox. */
  readonly organizations: readonly number[];
  /** The position of the refresh when it continues in a new history. */
  readonly progress?: Progress;
}

interface Progress {
  /** The list being read: 0 = Atera's agents, then the organisations in their order. */
  readonly list: number;
  readonly cursor: ListCursor;
  /** Different devices that the lists read so far are said to hold. */
  readonly expected: { readonly agents: number; readonly servers: number };
  readonly requests: number;
  /** Organisations that Automox does not let us read. */
  readonly refused: readonly number[];
  /** Pages that failed after others were read. */
  readonly stops: number;
}

/**
 * The result of a refresh. `complete` = the directory is up to date; otherwise it is as it was
 * before, and `incomplete` says why.
 */
export type RefreshEnd = { readonly requests: number } & (
  | ({ readonly complete: true } & Omit<Matched, 'macsWanted'>)
  | { readonly complete: false; readonly incomplete: string }
);

const START: Progress = {
  list: 0,
  cursor: LIST_START,
  expected: { agents: 0, servers: 0 },
  requests: 0,
  refused: [],
  stops: 0,
};

/** Answers that say that an organisation is not ours; the others are listed anyway. */
const REFUSALS: ReadonlySet<string> = new Set(['vendor_forbidden', 'vendor_not_found', 'vendor_rejected_request']);

/**
 * Pages of 50 agents read under one lease: a page takes about a second, and a lease lasts 10–30 s.
 */
const AGENT_PAGES_PER_LEASE = 5;

/**
 * A lease costs about 9 history events; a history is kept under 100. 10,000 agents are 41 leases.
 */
const LEASES_PER_HISTORY = 9;

/**
 * A page that failed is read again after these waits; then the refresh fails, and the timer starts
 * the next one.
 */
const WAITS = { retryAfterMinutes: [0.25, 1, 5] };

/** Pages that may fail within one refresh after others were read. */
const MAX_STOPS = 10;

/**
 * Lists the devices of both vendors into the directory, page by page under leases, and says of each
 * agent which Automox device it is. A singleton under a fixed id.
 *
 * 1. The account's time zone, which may be missing.
 * 2. Atera's agents.
 * 3. The devices of each Automox organisation that a customer is assigned to.
 * 4. Matching; where a MAC address could be the second mark and is not known, a few single devices
 *    are read, and it is done again.
 * 5. What is no longer listed is forgotten.
 * 6. What playbooks keep of other lists (`refresh` of each).
 *
 * Success is a list read to its end for all of them. A failed refresh changes no device's match and
 * forgets none; an organisation that Automox refuses us is skipped, and its customers have no
 * Automox match. It never acts on a device.
 */
export function* refreshDirectory(context: OrchestrationContext): Generator<Task, RefreshEnd | undefined> {
  const run = context.df.getInput<DirectoryRun>();
  const carry: Carry = {};
  let progress = run.progress ?? START;
  let incomplete: string | undefined;
  const lists = run.organizations.length + 1;
  if (!run.progress) yield* readAccount(context, carry);
  for (let leases = 0; incomplete === undefined && progress.list < lists; leases++) {
    if (leases === LEASES_PER_HISTORY) {
      settleCarried(context, carry);
      const next: DirectoryRun = { ...run, historyAt: nowOf(context), progress };
      context.df.continueAsNew(next);
      return undefined;
    }
    context.df.setCustomStatus(listProgress(progress.list, lists, progress.cursor));
    const listed = yield* readPages(context, run, progress, carry);
    const organizationId = run.organizations[progress.list - 1];
    if (listed.ok) ({ progress, incomplete } = afterPages(progress, listed.value));
    else if (organizationId === undefined || !REFUSALS.has(listed.code)) incomplete = listed.message;
    else progress = { ...nextList(progress, LIST_START), refused: [...progress.refused, organizationId] };
  }
  settleCarried(context, carry);
  context.df.setCustomStatus(afterLists('matching', lists));
  const end = yield* finish(context, run, progress, incomplete);
  context.df.setCustomStatus(afterLists('other-lists', lists));
  yield* refreshPlaybooks(context, run);
  return end;
}

/** What breaks there is the next refresh's: the directory is done. */
function* refreshPlaybooks(context: OrchestrationContext, { startedAt }: DirectoryRun): Generator<Task, void> {
  for (const { refresh } of playbooks) {
    try {
      if (refresh) yield* refresh(context, startedAt);
    } catch {}
  }
}

/** Without it customers are in UTC, or where the policy says: no reason to fail. */
function* readAccount(context: OrchestrationContext, carry: Carry): Generator<Task, void> {
  const activity = activities.readAccount;
  yield* vendorStep(
    context,
    { activity, urgency: 'poll', requests: 1, input: {}, waits: { retryAfterMinutes: [] } },
    carry,
  );
}

/** A page that breaks on something unforeseen ends the refresh, with words. */
function* readPages(
  context: OrchestrationContext,
  run: DirectoryRun,
  progress: Progress,
  carry: Carry,
): Generator<Task, Step<PagesListed>> {
  try {
    return yield* vendorStep<PagesListed>(context, stepOf(run, progress), carry);
  } catch (error) {
    return { ok: false, code: 'unexpected-error', message: failureText(error) };
  }
}

/** Lists of Automox devices are short (500 to a page) and dear: one page to a lease. */
function stepOf({ startedAt, organizations }: DirectoryRun, { list, cursor }: Progress): VendorStep {
  const input = { startedAt, cursor };
  const organizationId = organizations[list - 1];
  const common = { urgency: 'poll', waits: WAITS } as const;
  if (organizationId === undefined) {
    const requests = Math.min(AGENT_PAGES_PER_LEASE, pagesLeft(cursor));
    return { ...common, activity: activities.listAgents, requests, input };
  }
  const budget = budgets.automoxServers;
  return { ...common, budget, activity: activities.listServers, requests: 1, input: { ...input, organizationId } };
}

function afterPages(
  progress: Progress,
  { cursor, stopped }: PagesListed,
): { progress: Progress; incomplete: string | undefined } {
  const stops = progress.stops + (stopped ? 1 : 0);
  const isHopeless = stopped !== undefined && (!stopped.retryable || stops > MAX_STOPS);
  const incomplete = cursor.incomplete ?? (isHopeless ? stopped.message : undefined);
  if (cursor.next !== 'done') return { progress: { ...progress, cursor, stops }, incomplete };
  return { progress: { ...nextList(progress, cursor), stops }, incomplete };
}

/** The progress after a list was read as far as `cursor` says. */
function nextList(progress: Progress, cursor: ListCursor): Progress {
  const { list, requests } = progress;
  const rows = expectedRows(cursor);
  const expected = {
    agents: progress.expected.agents + (list === 0 ? rows : 0),
    servers: progress.expected.servers + (list === 0 ? 0 : rows),
  };
  return { ...progress, list: list + 1, cursor: LIST_START, expected, requests: requests + cursor.requests };
}

function* finish(
  context: OrchestrationContext,
  { startedAt }: DirectoryRun,
  { expected, refused, cursor, ...progress }: Progress,
  broken: string | undefined,
): Generator<Task, RefreshEnd> {
  const found = broken === undefined ? yield* match(context, { startedAt, expected, refused }) : undefined;
  const requests = progress.requests + cursor.requests + (found?.requests ?? 0);
  const matched = found && withoutWishes(found.matched);
  const incomplete = broken ?? matched?.incomplete;
  yield context.df.callActivity(activities.finishRefresh, {
    startedAt,
    ...(matched && { matched }),
    ...(incomplete !== undefined && { incomplete }),
  });
  if (matched && incomplete === undefined) return { complete: true, requests, ...matched };
  return { complete: false, requests, incomplete: incomplete ?? 'the devices were not matched' };
}

/**
 * Matches, and again when MAC addresses have been read that could decide. Those that cannot be read
 * are for the next refresh.
 */
function* match(
  context: OrchestrationContext,
  input: object,
): Generator<Task, { readonly matched: Matched; readonly requests: number }> {
  const matched = yield* matchDevices(context, input);
  const { macsWanted: wanted } = matched;
  if (wanted.length === 0) return { matched, requests: 0 };
  const read = yield* vendorStep<{ readonly read: number }>(context, {
    budget: budgets.automox,
    activity: activities.readMacs,
    requests: wanted.length,
    urgency: 'poll',
    input: { wanted },
    waits: { retryAfterMinutes: [] },
  });
  if (!read.ok) return { matched, requests: 0 };
  return { matched: yield* matchDevices(context, input), requests: read.value.read };
}

function* matchDevices(context: OrchestrationContext, input: object): Generator<Task, Matched, Matched> {
  return yield context.df.callActivity(activities.matchDevices, input);
}

function withoutWishes({ macsWanted: _, ...matched }: Matched): Omit<Matched, 'macsWanted'> {
  return matched;
}
