import type { DurableClient } from 'durable-functions';
import { type Mute, muteOf } from '../../../shared/domain/mutes/mute.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { inTurn } from '../../../shared/domain/occurrences/turn.ts';
import type { SiteWatch } from '../../../shared/domain/sites/site-watch.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { isOutboxDue } from '../../../shared/notify/outbox.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { pooled } from '../../../shared/pooled.ts';
import { UnreadableConditionError } from '../../../shared/storage/conditions/conditions.ts';
import { type DueEntry, isSettled } from '../../../shared/storage/conditions/due-index.ts';
import { endingTexts } from '../../../shared/texts/ending/index.ts';
import { failureText } from '../../runtime/failure-text.ts';
import type { Lanes } from '../../runtime/leases/standing.ts';
import { reportUnreadable } from '../alerts/report-unreadable.ts';
import { saveOutcomes } from '../upkeep/record-outcome.ts';
import { updateUnmoved } from './due-row.ts';
import { parkMuted } from './park-muted.ts';
import { parkWithoutRun } from './playbook-hooks.ts';
import { aboutRun, UnknownPlaybookError } from './run-inputs.ts';
import { startNotify } from './start-notify.ts';
import { type Begun, type Laned, type StartDueDeps, startOne } from './start-one.ts';

/** Runs started at the same time: each is some storage transactions and a call of the host. */
const WIDTH = 8;

/**
 * A start that failed is due again after this: not at once, or those that fail would hold up the
 * others.
 */
const RETRY_MS = MINUTE_MS;

/** How many runs were started, and whether time ran out before all that are due were begun. */
interface Starting {
  readonly started: number;
  readonly left: boolean;
}

/**
 * Starts every run that is due, in turn (`inTurn`), and what notifies people, where something is due
 * for them. `until` is epoch ms.
 */
export async function startDue(deps: StartDueDeps, client: DurableClient, until: number): Promise<Starting> {
  const due = await Array.fromAsync(deps.conditions.due(deps.clock.now()));
  if (due.some(isOutboxDue)) await startNotify(deps, client);
  const entries = inTurn(due.filter((entry) => !isOutboxDue(entry)));
  if (entries.length === 0) return { started: 0, left: false };
  const around = await deps.sites.get().catch(() => undefined);
  const mutes = await mutesNow(deps);
  const conditions = [...Map.groupBy(entries, (one) => `${one.deviceKey} ${one.conditionKey}`).values()];
  const served: DueEntry[] = [];
  let started = 0;
  const mayGoOn = () => deps.clock.now() < until;
  const begun = await pooled(conditions, { width: WIDTH, mayGoOn }, async (named) => {
    // Only one of them: the others would find its standing leases taken.
    const lanes = named === conditions[0] ? lanesOfRuns(deps.budgets) : undefined;
    const end = await tryToStart({ ...deps, lanes }, client, named, { around, mutes });
    served.push(...end.served);
    if (end.started) started++;
  });
  await deps.conditions.forgetDue(served);
  return { started, left: begun < conditions.length };
}

/**
 * Starts the run of one occurrence that a person asked for, if it is due. Returns how many were
 * started.
 */
export async function startRequested(
  deps: StartDueDeps,
  client: DurableClient,
  { deviceKey, conditionKey }: Pick<Condition, 'deviceKey' | 'conditionKey'>,
): Promise<number> {
  const condition = await deps.conditions.get(deviceKey, conditionKey);
  if (condition?.nextAt === undefined || condition.nextAt > deps.clock.now()) return 0;
  const lanes = lanesOfRuns(deps.budgets);
  return (await startOne({ ...deps, lanes }, client, condition)).started ? 1 : 0;
}

function lanesOfRuns(budgets: StartDueDeps['budgets']): Lanes {
  const lanes = Object.values(budgets).map(({ id, standing }) => [id, standing?.runs] as const);
  return Object.fromEntries(lanes.filter(([, lane]) => lane !== undefined));
}

/** What else decides about a due row. */
interface Circumstances {
  readonly around: SiteWatch | undefined;
  readonly mutes: readonly Mute[];
}

/** As the poll has just read them. Where they cannot be read, each write of a run asks again. */
async function mutesNow({ mutes }: Pick<StartDueDeps, 'mutes'>): Promise<readonly Mute[]> {
  return mutes.current(MINUTE_MS).then(
    (current) => current.mutes,
    () => [],
  );
}

const PARKED: Begun = { started: false };

/** The result of an attempt, and which entries of the index are no longer needed. */
interface Attempt {
  readonly started: boolean;
  readonly served: readonly DueEntry[];
}

/**
 * One condition and all entries that name it: of those it does not confirm, the old ones are left
 * over from a step that is done.
 */
async function tryToStart(
  deps: Laned,
  client: DurableClient,
  entries: readonly DueEntry[],
  { around, mutes }: Circumstances,
): Promise<Attempt> {
  const { deviceKey = '', conditionKey = '' } = entries[0] ?? {};
  let condition: Condition | undefined;
  try {
    condition = await deps.conditions.get(deviceKey, conditionKey);
    const nextAt = condition?.nextAt;
    const stale = entries.filter((one) => one.nextAt !== nextAt && isSettled(one, deps.clock.now()));
    const confirmed = entries.filter((one) => one.nextAt === nextAt);
    if (!condition || confirmed.length === 0) return { started: false, served: stale };
    const mute = muteOf(mutes, condition, deps.clock.now());
    const isMuted = mute !== undefined && (await parkMuted(deps, condition, mute));
    const isParked = isMuted || (await parkWithoutRun(deps, condition, around));
    const { started, after } = isParked ? PARKED : await startOne({ ...deps, mute }, client, condition);
    const isServed = isParked || (after !== undefined && after.nextAt !== nextAt);
    return { started, served: isServed ? [...stale, ...confirmed] : stale };
  } catch (error) {
    deps.log('run-not-started', { deviceKey, conditionKey, error: failureText(error) });
    if (error instanceof UnreadableConditionError) {
      const rows = Array.fromAsync(deps.alerts.openOn({ deviceKey, conditionKey }));
      await rows.then((alerts) => reportUnreadable(deps, alerts, error)).catch(() => {});
    }
    const after = error instanceof UnknownPlaybookError ? leaveUnknown : putOff;
    await after(deps, condition).catch(() => {});
    return { started: false, served: [] };
  }
}

async function putOff({ conditions, clock }: StartDueDeps, observed: Condition | undefined): Promise<void> {
  if (!observed) return;
  const nextAt = clock.now() + RETRY_MS;
  await updateUnmoved(conditions, observed, (row) => ({ ...row, nextAt }));
}

/**
 * Nothing can be started for it: its alerts' outcomes say so, and it is tried again with the next
 * day's version of the app.
 */
async function leaveUnknown(deps: StartDueDeps, condition: Condition | undefined): Promise<void> {
  if (!condition) return;
  const now = deps.clock.now();
  const nextAt = now + DAY_MS;
  const row = await updateUnmoved(deps.conditions, condition, (current) => ({ ...current, nextAt }));
  if (row?.nextAt !== nextAt) return;
  const text = endingTexts(languageOf(deps.policy, condition.customerId)).unknownPlaybook(condition);
  const end = { end: 'failed', code: 'unknown-playbook', text } as const;
  await saveOutcomes(deps, row, { subject: aboutRun(row), end }, now);
}
