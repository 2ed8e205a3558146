import { isDeepStrictEqual } from 'node:util';
import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { openAlertSteps, type SweepCursor } from '../../../shared/atera/alert-pages.ts';
import type { Alert } from '../../../shared/atera/alert-schema.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { type Failure, toFailure } from '../../../shared/errors.ts';
import { isUnreadable, type Unreadable } from '../../../shared/http/rows.ts';
import { mapPooled } from '../../../shared/pooled.ts';
import { type Triage, type TriagePoll, triageKnown } from '../../../shared/recognition/triage.ts';
import { triageUnreadable } from '../../../shared/recognition/unreadable-alert.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { type EndPollDeps, makeEndPoll, type PollEnded } from '../due/end-poll.ts';
import { alertsInHand } from './alerts-in-hand.ts';

type Deps = EndPollDeps & Pick<ActivityDeps, 'atera' | 'runLeased'>;

interface Input {
  readonly lease: Lease;
  readonly pollId: string;
  readonly cursor: SweepCursor;
}

/** The position of the sweep, and what stopped it before its lease was spent. */
export interface PagesFetched {
  readonly cursor: SweepCursor;
  readonly stopped?: Failure;
  /** As in `Finished`, of a list that was one page: whoever ends the poll needs it. */
  readonly listedSince?: string;
  /** What was done at once after the last page. */
  readonly ended?: PollEnded;
}

/**
 * An activity has to end within 30 s: the poll is ended in the same one only when reading took no
 * longer.
 */
const QUICK_MS = 4_000;

/**
 * Reads pages of open alerts while the lease lasts, stores each page before the next one, and
 * returns only where to go on, also after a page that failed. Idempotent: rows are keyed by the
 * alert's id. The last page ends the poll in the same activity where there is time, which saves
 * some ten storage operations 30 times an hour.
 */
export function makeFetchAlertPages(deps: Deps) {
  const pollsSoFar = makePollsSoFar(deps);
  return async (input: Input, context: InvocationContext): Promise<Leased<PagesFetched>> => {
    const begun = deps.clock.now();
    const { lastComplete, newestVersion } = await pollsSoFar(begun);
    const isFirst = lastComplete === undefined;
    const read: { whole?: WholeList } = {};
    const leased = await readPages(deps, input, isFirst, read);
    if (leased.status !== 'done') return leased;
    const { cursor, stopped } = leased.value;
    const listed = read.whole && { listedSince: read.whole.listedSince };
    if (stopped || cursor.next !== 'done' || deps.clock.now() > begun + QUICK_MS)
      return { ...leased, value: { ...leased.value, ...listed } };
    const endPoll = makeEndPoll({ ...deps, alerts: read.whole?.alerts ?? deps.alerts });
    const ended = await endPoll(df.getClient(context), {
      judged: false,
      isFirst,
      ...(newestVersion !== undefined && { newestVersion }),
      ...(cursor.incomplete === undefined && { pollId: input.pollId, ...listed }),
    });
    return { ...leased, value: { ...leased.value, ended } };
  };
}

/** How long what is known of earlier polls is believed: another version may have started runs. */
const POLLS_KNOWN_MS = 10 * MINUTE_MS;

/** Once there was a complete poll there always is one, so that most polls need not ask. */
function makePollsSoFar({ alerts }: Deps) {
  let known: { readonly at: number; readonly polls: Awaited<ReturnType<typeof alerts.polls>> } | undefined;
  return async (now: number) => {
    if (known?.polls.lastComplete === undefined || now >= known.at + POLLS_KNOWN_MS)
      known = { at: now, polls: await alerts.polls() };
    return known.polls;
  };
}

function readPages(
  deps: Deps,
  { lease, pollId, cursor: start }: Input,
  isFirst: boolean,
  read: { whole?: WholeList },
): Promise<Leased<PagesFetched>> {
  return deps.runLeased(lease, async (session) => {
    let cursor = start;
    try {
      for await (const step of openAlertSteps(deps.atera, session, start)) {
        const poll = { id: pollId, now: deps.clock.now(), isFirst };
        const isWhole = start.requests === 0 && step.cursor.next === 'done' && step.cursor.incomplete === undefined;
        if (isWhole && cursor === start) read.whole = await storeWhole(deps, step.rows, poll);
        else await storePage(deps, step.rows, poll);
        cursor = step.cursor;
      }
    } catch (error) {
      const failure = toFailure(error);
      // A 429 must reach the ledger as a failure, or the budget would not pause.
      if (cursor === start || failure.code === 'vendor_rate_limited') throw error;
      return { cursor, stopped: failure };
    }
    return { cursor };
  });
}

/** A list that was one page, as it is stored now. */
interface WholeList {
  readonly alerts: Deps['alerts'];
  readonly listedSince: string;
}

/**
 * Stores a list that is one page. Of what it names only rows that changed are written, so that an
 * alert that stays open costs nothing: by the oldest of them, what it does not name is told apart;
 * where that is not enough, all are written.
 */
async function storeWhole(deps: Deps, rows: readonly (Alert | Unreadable)[], poll: TriagePoll): Promise<WholeList> {
  const open = new Map<number, AlertRow>();
  for await (const row of deps.alerts.open()) open.set(row.alertId, row);
  const alerts = alertsInHand(deps.alerts, open.values());
  const triages = await triageAll(deps, rows, poll, open);
  const unread = await openButUnread(deps, rows, poll, open);
  const changed = triages.filter(({ row }) => !isSameRow(row, open.get(row.alertId)));
  const listedSince = triages
    .map(({ row }) => (changed.some((one) => one.row === row) ? poll.id : (open.get(row.alertId) ?? row).lastPoll))
    .reduce((oldest, one) => (one < oldest ? one : oldest), poll.id);
  const listed = new Set([...triages.map(({ row }) => row), ...unread].map(({ alertId }) => alertId));
  // What a person asked for meanwhile is younger than this poll.
  const isMistaken = ({ alertId, lastPoll }: AlertRow) =>
    !listed.has(alertId) && lastPoll >= listedSince && lastPoll < poll.id;
  const areMixed = [...open.values()].some(isMistaken);
  await alerts.save([...(areMixed ? triages : changed).map(({ row }) => row), ...unread]);
  return { alerts, listedSince: areMixed ? poll.id : listedSince };
}

/** Whether nothing is new but the poll. */
function isSameRow({ lastPoll: _now, ...row }: AlertRow, known: AlertRow | undefined): boolean {
  if (!known) return false;
  const { lastPoll: _before, ...before } = known;
  return isDeepStrictEqual(definedOnly(row), definedOnly(before));
}

function definedOnly(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

async function storePage(deps: Deps, rows: readonly (Alert | Unreadable)[], poll: TriagePoll): Promise<void> {
  const triages = await triageAll(deps, rows, poll);
  const unread = await openButUnread(deps, rows, poll);
  await deps.alerts.save([...triages.map((found) => found.row), ...unread]);
}

/** Known alerts whose row on the list cannot be read: they are listed, and stay as they were. */
async function openButUnread(
  { alerts }: Pick<Deps, 'alerts'>,
  rows: readonly (Alert | Unreadable)[],
  poll: TriagePoll,
  open?: ReadonlyMap<number, AlertRow>,
): Promise<AlertRow[]> {
  const ids = rows.filter(isUnreadable).map(({ id }) => Number(id ?? 0));
  const known = await alerts.known(
    ids.filter((id) => id > 0 && Number.isSafeInteger(id)),
    open,
  );
  const stillOpen = [...known.values()].filter(({ closedAt }) => closedAt === undefined);
  return stillOpen.map((row) => ({ ...row, lastPoll: poll.id }));
}

/** Triages what was read, and stores and logs the outcome of what is new. */
async function triageAll(
  deps: Deps,
  rows: readonly (Alert | Unreadable)[],
  poll: TriagePoll,
  open?: ReadonlyMap<number, AlertRow>,
): Promise<Triage[]> {
  const readable = rows.filter((row): row is Alert => !isUnreadable(row));
  const ids = readable.map((alert) => alert.id);
  const known = await deps.alerts.known(ids, open);
  const triageOne = triageKnown(deps, poll, deps.policy);
  const triages: Triage[] = [];
  for (const alert of readable) triages.push(await triageOne(alert, known.get(alert.id)));
  // Outcomes first: an alert whose row is stored but whose outcome is not would never get one.
  const unreadable = await newlyUnreadable(deps, rows.filter(isUnreadable), poll.now);
  const changed = triages.filter((found) => isNew(found, known.get(found.row.alertId)));
  await deps.outcomes.save([...unreadable, ...changed.map((found) => found.outcome)]);
  for (const { subject, text } of unreadable) deps.log('alert-unreadable', { subject, text });
  for (const { row, outcome } of changed) {
    deps.log('alert-listed', {
      alertId: row.alertId,
      device: row.deviceName,
      customer: row.customerName,
      title: row.title,
      code: outcome.code,
    });
  }
  return triages;
}

/** An unreadable row is listed by every poll, and recorded and reported once a day. */
async function newlyUnreadable(
  { outcomes, policy }: Deps,
  rows: readonly Unreadable[],
  now: number,
): Promise<Outcome[]> {
  const found = rows.map((row) => triageUnreadable(row, { now, language: policy.language }));
  const known = await mapPooled(found, ({ subject }) => outcomes.get(subject, now));
  return found.filter((_, index) => known[index] === undefined);
}

/**
 * A row whose state stays as it is keeps its outcome: the remediation may have written a better
 * one. Of a skipped one the reason counts.
 */
function isNew({ row }: Triage, earlier: AlertRow | undefined): boolean {
  return (
    earlier === undefined ||
    earlier.state !== row.state ||
    earlier.skippedAs !== row.skippedAs ||
    (earlier.closedAt ?? row.closedAt) !== row.closedAt
  );
}
