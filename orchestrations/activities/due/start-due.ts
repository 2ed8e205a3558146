import type { DurableClient } from 'durable-functions';
import { giveUpYes } from '../../../shared/domain/approvals/kept-approval.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { followUpId, remediationInstance } from '../../../shared/domain/occurrences/keys.ts';
import { inTurn } from '../../../shared/domain/occurrences/turn.ts';
import type { SiteWatch } from '../../../shared/domain/sites/site-watch.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { pooled } from '../../../shared/pooled.ts';
import { UnreadableConditionError } from '../../../shared/storage/conditions.ts';
import { type DueEntry, isSettled } from '../../../shared/storage/due-index.ts';
import { endingTexts } from '../../../shared/texts/ending/index.ts';
import { isRunning, runningStatus, startRun } from '../../runtime/client/durable-start.ts';
import { terminateIfRunning } from '../../runtime/client/durable-terminate.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { failureText } from '../../runtime/failure-text.ts';
import { orchestrators } from '../../runtime/names.ts';
import type { RemediationRun } from '../../runtime/run.ts';
import type { Lanes } from '../../runtime/standing.ts';
import { reportUnreadable } from '../alerts/report-unreadable.ts';
import { saveOutcomes } from '../upkeep/record-outcome.ts';
import { moveOn, updateUnmoved } from './due-row.ts';
import { notifyRun } from './notify-run.ts';
import { parkWithoutRun } from './playbook-hooks.ts';
import { aboutRun, followUpRun, remediationRun, UnknownPlaybookError } from './run-inputs.ts';
import { isLeftBehind, startedAs, takeFromRun, underAnotherId } from './take-up.ts';

/** What starting runs works with. */
export type StartDueDeps = Pick<
  ActivityDeps,
  | 'alerts'
  | 'budgets'
  | 'conditions'
  | 'customers'
  | 'directory'
  | 'effects'
  | 'outcomes'
  | 'sites'
  | 'clock'
  | 'policy'
  | 'mode'
  | 'version'
  | 'log'
>;

/** Runs started at the same time: each is some storage transactions and a call of the host. */
const WIDTH = 8;

/**
 * A start that failed is due again after this: not at once, or those that fail would hold up the
 * others.
 */
const RETRY_MS = MINUTE_MS;

/**
 * A remediation that failed unexpectedly without a result is started this often; then the
 * follow-ups take over.
 */
const MAX_STARTS = 3;

/** How many runs were started, and whether time ran out before all that are due were begun. */
interface Starting {
  readonly started: number;
  readonly left: boolean;
}

/** Starts every run that is due, in turn (`inTurn`). `until` is epoch ms. */
export async function startDue(deps: StartDueDeps, client: DurableClient, until: number): Promise<Starting> {
  const entries = inTurn(await Array.fromAsync(deps.conditions.due(deps.clock.now())));
  if (entries.length === 0) return { started: 0, left: false };
  const around = await deps.sites.get().catch(() => undefined);
  const conditions = [...Map.groupBy(entries, (one) => `${one.deviceKey} ${one.conditionKey}`).values()];
  const served: DueEntry[] = [];
  let started = 0;
  const mayGoOn = () => deps.clock.now() < until;
  const begun = await pooled(conditions, { width: WIDTH, mayGoOn }, async (named) => {
    // Only one of them: the others would find its standing leases taken.
    const lanes = named === conditions[0] ? lanesOfRuns(deps.budgets) : undefined;
    const end = await tryToStart({ ...deps, lanes }, client, named, around);
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

type Laned = StartDueDeps & { readonly lanes?: Lanes | undefined };

/**
 * What became of one row: `after` = the row as it is now, where it was changed, by this attempt or
 * meanwhile.
 */
interface Begun {
  readonly started: boolean;
  readonly after?: Condition | undefined;
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
  around: SiteWatch | undefined,
): Promise<Attempt> {
  const { deviceKey = '', conditionKey = '' } = entries[0] ?? {};
  let condition: Condition | undefined;
  try {
    condition = await deps.conditions.get(deviceKey, conditionKey);
    const nextAt = condition?.nextAt;
    const stale = entries.filter((one) => one.nextAt !== nextAt && isSettled(one, deps.clock.now()));
    const confirmed = entries.filter((one) => one.nextAt === nextAt);
    if (!condition || confirmed.length === 0) return { started: false, served: stale };
    const isParked = await parkWithoutRun(deps, condition, around);
    const { started, after } = isParked ? PARKED : await startOne(deps, client, condition);
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

async function startOne(deps: Laned, client: DurableClient, condition: Condition): Promise<Begun> {
  if (condition.state === 'closed') return { started: false };
  if (isLeftBehind(condition, deps)) return { started: false, after: await takeFromRun(deps, client, condition, LEFT) };
  return condition.state === 'watching'
    ? startFollowUp(deps, client, condition)
    : startRemediation(deps, client, condition);
}

async function startFollowUp(deps: Laned, client: DurableClient, condition: Condition): Promise<Begun> {
  if (condition.run > condition.runEnded) await endOverdueFollowUp(deps, client, condition);
  const followUps = condition.followUps + 1;
  const input = await followUpRun(deps, condition);
  const by = await start(deps, client, condition, { id: followUpId(condition, followUps), input });
  if (!by) return { started: false, after: await skip(deps, condition, (row) => ({ ...row, followUps })) };
  return { started: true, after: await moveOn(deps, condition, by, { followUps }) };
}

async function startRemediation(deps: Laned, client: DurableClient, condition: Condition): Promise<Begun> {
  const id = remediationInstance(condition);
  if (condition.state === 'remediating' && (await isRunning(client, id))) {
    const reported = await notifyRun(deps, client, condition);
    if (reported) return { started: false, ...reported };
    deps.log('remediation-overdue', { runId: id, device: condition.deviceName });
    return { started: false, after: await takeFromRun(deps, client, condition, OVERDUE) };
  }
  if (condition.starts >= MAX_STARTS) {
    deps.log('remediation-given-up', { runId: id, starts: condition.starts });
    const why = endingTexts(languageOf(deps.policy, condition.customerId)).unexpectedlyOften(condition);
    const giveUp = (row: Condition) => giveUpYes({ ...row, state: 'watching' }, why, deps.clock.now());
    return { started: false, after: await updateUnmoved(deps.conditions, condition, giveUp) };
  }
  const by = await start(deps, client, condition, { id, input: await remediationRun(deps, condition) });
  if (!by) return { started: false, after: await skip(deps, condition, underAnotherId) };
  const begun = { state: 'remediating', starts: condition.starts + 1 } as const;
  return { started: true, after: await moveOn(deps, condition, by, begun) };
}

const LEFT = { reason: 'a newer version of the app had started it', counts: false };
const OVERDUE = { reason: 'the remediation was past its deadline', counts: true };

/**
 * Starts a run, and returns the version of the app that has started it, now or before. Undefined
 * for an instance of an older run under the same id: that one has put its end into the row already,
 * but its last answer is late, or comes only when a worker of its version is there again.
 */
async function start(
  { alerts, clock, log, version: own }: StartDueDeps,
  client: DurableClient,
  row: Condition,
  { id, input }: { readonly id: string; readonly input: RemediationRun },
): Promise<string | undefined> {
  const run = input.subject.key.run ?? 0;
  const name = row.state === 'watching' ? orchestrators.followUp : orchestrators.remediateAlert;
  const version = startedAs(row, clock.now());
  await alerts.noteVersion(version ?? own);
  const started = await startRun(client, name, { id, input: { ...input, version: version ?? own }, version }, run);
  if (started.how !== 'older-runs') return started.version ?? version ?? own;
  log('older-run-ended', { runId: id, run });
  await terminateIfRunning(client, id, 'a newer run takes its place');
  return undefined;
}

/** The id is taken by a run that is no longer this row's: the next poll starts under the next one. */
function skip({ conditions }: StartDueDeps, row: Condition, change: (row: Condition) => Condition) {
  return updateUnmoved(conditions, row, change);
}

/**
 * A follow-up that said nothing until its deadline is ended; the next one takes its place, and the
 * row refuses what it still writes.
 */
async function endOverdueFollowUp(
  { clock, policy, log }: StartDueDeps,
  client: DurableClient,
  row: Condition,
): Promise<void> {
  const id = followUpId(row, row.followUps);
  const running = await runningStatus(client, id);
  const deadline = clock.now() - policy.remediationDeadlineMinutes * MINUTE_MS;
  if (!running || new Date(running.createdTime).getTime() > deadline) return;
  log('follow-up-overdue', { runId: id, device: row.deviceName });
  await terminateIfRunning(client, id, 'the follow-up was past its deadline');
}
