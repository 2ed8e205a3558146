import type { DurableClient } from 'durable-functions';
import type { z } from 'zod';
import { pendingQuestion } from '../../../shared/domain/approvals/answer.ts';
import { endOf, isInForce } from '../../../shared/domain/mutes/mute.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import type { WatchedSite } from '../../../shared/domain/sites/site-watch.ts';
import { checkHealth } from '../../../shared/health.ts';
import type { InHand, Now } from '../../http/answers/now.ts';
import { approvalView } from '../../http/parts/approval-view.ts';
import type { BudgetAnswer } from '../../http/parts/budget-view.ts';
import { contentEtag } from '../../http/parts/etags.ts';
import { muteView } from '../../http/parts/mute-view.ts';
import { iso } from '../../http/parts/query-fields.ts';
import { makeInHandReader } from './in-hand.ts';
import { type NowDeps, type NowParts, nowParts } from './parts.ts';
import { EAGER, type Kept, makeRotation } from './rotation.ts';

/** What *Now* shows, as all clients of this instance get it. */
export interface Snapshot {
  /** JSON. */
  readonly body: string;
  /** Of the body: what has not changed is not sent again. */
  readonly etag: string;
  /** When it was last brought up to date (epoch ms); not in the body, which it would change. */
  readonly asOf: number;
  /** The id of the last complete poll, which is when it began. */
  readonly lastPoll: string | undefined;
}

/** Between two reads only time passes: questions expire, health grows old. */
const SAME_FOR_MS = 5_000;

/**
 * Returns what keeps one snapshot for all clients of this instance: the work and the storage it
 * costs depend on the time, not on how many ask. `touch` = a person changed something here, with an
 * `id` this remediation.
 */
export function makeSnapshots(deps: NowDeps) {
  const inHand = makeInHandReader(deps.conditions);
  const parts = nowParts(deps, inHand);
  const all: Kept<unknown>[] = Object.values(parts).flat();
  const rotation = makeRotation(all, deps.clock, deps.isNowEager ? EAGER : undefined);
  const startedAt = deps.clock.now();
  let last: { readonly reads: number; readonly snapshot: Snapshot } | undefined;
  return {
    async get(client: DurableClient): Promise<Snapshot> {
      await rotation.refresh(client);
      const reads = all.reduce((sum, one) => sum + one.reads, 0);
      if (last?.reads === reads && deps.clock.now() - last.snapshot.asOf < SAME_FOR_MS) return last.snapshot;
      const body = JSON.stringify(await bodyOf(deps, parts, { all, startedAt }));
      const etag = contentEtag(body);
      const snapshot = { body, etag, asOf: deps.clock.now(), lastPoll: parts.lastPoll.value };
      last = { reads, snapshot };
      return snapshot;
    },
    touch(id?: string) {
      if (id !== undefined) inHand.touch(id);
      rotation.touch(parts.inHand);
      rotation.touch(parts.killSwitch);
      rotation.touch(parts.mutes);
    },
  };
}

/** As above. */
export type Snapshots = ReturnType<typeof makeSnapshots>;

/** Runs that a page can show; of questions it shows all. */
const MOST_RUNS = 200;

/** The page of mutes shows them all. */
const MOST_MUTES = 20;

async function bodyOf(
  deps: NowDeps,
  parts: NowParts,
  { all, startedAt }: { readonly all: readonly Kept<unknown>[]; readonly startedAt: number },
): Promise<z.input<typeof Now>> {
  const now = deps.clock.now();
  const { customers } = await deps.inForce();
  const { customerNames = {} } = parts.refresh.value ?? {};
  const nameOf = (customerId: number | null | undefined) => customerNames[String(customerId)] ?? null;
  const { rows = [], isWhole = false } = parts.inHand.value ?? {};
  const questions = rows.filter((row) => pendingQuestion(row, now));
  const runs = rows.filter((row) => !questions.includes(row));
  const { on, reason, setBy, setAt } = parts.killSwitch.value ?? {};
  const sites = parts.sites.value;
  return {
    questions: await Promise.all(
      questions.map(async (row) => ({
        ...rowView(row, nameOf),
        approval: approvalView(row, now, await customers.policyOf(row.customerId)),
      })),
    ),
    moreQuestions: !isWhole,
    runs: runs.slice(0, MOST_RUNS).map((row) => rowView(row, nameOf)),
    moreRuns: !isWhole || runs.length > MOST_RUNS,
    siteIncidents: (sites?.incidents ?? []).filter(({ endedAt }) => endedAt === undefined).map(siteView),
    ateraSuspected: sites?.vendorQuietSince === undefined ? null : { since: iso(sites.vendorQuietSince) },
    budgets: parts.budgets.flatMap(({ value }) => (value ? [calm(value)] : [])),
    brakes: (parts.brakes.value ?? []).map(({ customerId, until, rule }) => ({
      ...{ customerId, customerName: nameOf(customerId), until: iso(until), because: rule },
    })),
    killSwitch: { on: on ?? null, reason: reason ?? null, setBy: setBy ?? null, setAt: iso(setAt) ?? null },
    ...mutesNow(parts, now),
    health: await healthOf(deps, parts, startedAt),
    directoryRefreshedAt: iso(parts.refresh.value?.startedAt) ?? null,
    customers: customerNames,
    /** What could not be read last time: shown as it was before, or not at all. */
    unread: all.filter(({ failed }) => failed).map(({ part }) => part.name),
  };
}

function rowView(row: Condition, nameOf: (customerId: number | undefined) => string | null): z.input<typeof InHand> {
  const { state, playbook, customerId, deviceName, alertIds, ticketId } = row;
  return {
    ...{ id: remediationId(row), state, playbook, customerId: customerId ?? null, customerName: nameOf(customerId) },
    ...{ deviceName: deviceName ?? null, alertIds, ticketId: ticketId ?? null },
    openedAt: iso(row.openedAt),
    nextAt: iso(row.nextAt) ?? null,
  };
}

/** What is muted now, what ends first is first. */
function mutesNow({ mutes }: NowParts, now: number) {
  const holding = (mutes.value?.mutes ?? []).filter((mute) => isInForce(mute, now)).sort((a, b) => endOf(a) - endOf(b));
  const shown = holding.slice(0, MOST_MUTES).map((mute) => muteView(mute, now));
  return { mutes: shown, moreMutes: holding.length > MOST_MUTES };
}

function siteView({ customerId, customerName, quiet, of, still, since }: WatchedSite) {
  return { customerId, customerName: customerName ?? null, quiet, of, still, since: iso(since) };
}

/** Every poll uses a few requests: shown in steps of a tenth, so that nothing seems to change. */
function calm(view: BudgetAnswer) {
  if ('problem' in view) return view;
  const { budget, share, effectiveShare, used, waiting, pausedUntil, pausedBecause } = view;
  const usedPercent = Math.min(100, Math.ceil((10 * used) / Math.max(1, effectiveShare)) * 10);
  return { budget, share, effectiveShare, usedPercent, waiting, pausedUntil, pausedBecause };
}

/**
 * The checks of `health/ready` on what the parts have read: they cost no storage of their own.
 * Details of what is in order are left out, for most say how many minutes ago.
 */
async function healthOf(deps: NowDeps, parts: NowParts, startedAt: number) {
  const read = async <T>({ value, failed }: Kept<T>): Promise<T> => {
    if (failed && value === undefined) throw new Error('not read');
    // A part that holds nothing reads as undefined.
    return value as T;
  };
  const { isReady, checks } = await checkHealth(
    {
      clock: deps.clock,
      clockWatch: deps.clockWatch,
      answerLinks: deps.answerLinks,
      inForce: deps.inForce,
      policies: deps.policies,
      readiness: {
        ...deps.readiness,
        storage: async () => {
          if (parts.inHand.failed && parts.killSwitch.failed) throw new Error('not read');
        },
      },
      alerts: { lastCompletePoll: () => read(parts.lastPoll) },
      killSwitch: { get: () => read(parts.killSwitch) },
      directory: { lastRefresh: () => read(parts.refresh) },
      monitored: { listing: () => read(parts.listing) },
      narrowings: { definitions: () => read(parts.fields) },
      sites: { get: () => read(parts.sites) },
      ticketWatch: { get: () => read(parts.tickets) },
      outboxStore: { channels: () => read(parts.channels) },
    },
    startedAt,
  );
  const shown = checks.map(({ name, status, detail }) => ({ name, status, detail: status === 'ok' ? null : detail }));
  return { status: isReady ? ('ready' as const) : ('not-ready' as const), checks: shown };
}
