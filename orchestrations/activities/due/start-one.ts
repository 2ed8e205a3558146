import type { DurableClient } from 'durable-functions';
import { giveUpYes } from '../../../shared/domain/approvals/kept-approval.ts';
import type { Mute } from '../../../shared/domain/mutes/mute.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { followUpId, remediationInstance } from '../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { endingTexts } from '../../../shared/texts/ending/index.ts';
import { isRunning, runningStatus, startRun } from '../../runtime/client/durable-start.ts';
import { terminateIfRunning } from '../../runtime/client/durable-terminate.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Lanes } from '../../runtime/leases/standing.ts';
import { orchestrators } from '../../runtime/names.ts';
import type { RemediationRun } from '../../runtime/run.ts';
import { moveOn, updateUnmoved } from './due-row.ts';
import { notifyRun } from './notify-run.ts';
import { followUpRun, remediationRun } from './run-inputs.ts';
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
  | 'mutes'
  | 'narrowings'
  | 'outcomes'
  | 'sites'
  | 'clock'
  | 'policy'
  | 'mode'
  | 'version'
  | 'log'
>;

/**
 * A remediation that failed unexpectedly without a result is started this often; then the
 * follow-ups take over.
 */
const MAX_STARTS = 3;

/** The same with the standing leases that the runs take along, and what is known of the row. */
export type Laned = StartDueDeps & {
  readonly lanes?: Lanes | undefined;
  /** What holds for the row now. */
  readonly mute?: Mute | undefined;
};

/**
 * What became of one row: `after` = the row as it is now, where it was changed, by this attempt or
 * meanwhile.
 */
export interface Begun {
  readonly started: boolean;
  readonly after?: Condition | undefined;
}

/** Starts what a row that is due is due for: its remediation, its next follow-up, or nothing. */
export async function startOne(deps: Laned, client: DurableClient, condition: Condition): Promise<Begun> {
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
