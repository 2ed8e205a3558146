import type { DurableClient } from 'durable-functions';
import { newsFor } from '../../shared/domain/answer.ts';
import { followUpId, remediationId } from '../../shared/domain/keys.ts';
import { giveUpYes } from '../../shared/domain/occurrences/kept-yes.ts';
import { approvalEvent } from '../../shared/domain/proposal.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { Condition } from '../../shared/storage/conditions.ts';
import type { ActivityDeps } from '../deps.ts';
import { failureText } from '../failure-text.ts';
import { ALERT_GONE } from '../hands/approval.ts';
import { orchestrators } from '../names.ts';
import type { RemediationRun } from '../run.ts';
import { raiseIfRunning } from './durable-raise.ts';
import { isRunning, runningStatus, startRun } from './durable-start.ts';
import { terminateIfRunning } from './durable-terminate.ts';
import { type About, saveOutcomes } from './record-outcome.ts';
import { followUpRun, remediationRun, UnknownPlaybookError } from './run-inputs.ts';

type Deps = Pick<
  ActivityDeps,
  'alerts' | 'conditions' | 'directory' | 'effects' | 'outcomes' | 'clock' | 'policy' | 'mode' | 'log'
>;

/** Runs started in one poll, so that the activity stays under 30 s. The rest is due in the next one. */
const STARTS_PER_POLL = 100;

/** A storage or host that answers slowly is given less work instead of more time. */
const STARTING_MS = 15_000;

/** What a run that was ended still has under way (an activity lasts 30 s) must be over before it is begun again. */
const RESTART_AFTER_MS = 5 * MINUTE_MS;

/** A remediation that broke off without a word is started this often; then the follow-ups take over. */
const MAX_STARTS = 3;

/** Starts every run that is due. Answers how many. */
export async function startDue(deps: Deps, client: DurableClient): Promise<number> {
  const until = deps.clock.now() + STARTING_MS;
  let started = 0;
  for await (const condition of deps.conditions.due(deps.clock.now())) {
    if (started >= STARTS_PER_POLL || deps.clock.now() >= until) break;
    try {
      if (await startOne(deps, client, condition)) started++;
    } catch (error) {
      if (error instanceof UnknownPlaybookError) await leaveUnknown(deps, condition);
      // Else it stays due; the ones after it must not wait for it.
      deps.log('run-not-started', { runId: remediationId(condition), error: failureText(error) });
    }
  }
  return started;
}

/** Nothing can be started for it: its alerts' outcomes say so, and it is tried again with the next day's version of the app. */
async function leaveUnknown(deps: Deps, condition: Condition): Promise<void> {
  const now = deps.clock.now();
  const nextAt = now + DAY_MS;
  const row = await deps.conditions.update(condition, (current) => ({ ...current, nextAt }));
  const text = `This version of the app has no playbook "${condition.playbook}", so nothing is done about this. Please check the device by hand.`;
  if (row)
    await saveOutcomes(deps, row, { subject: about(row), end: { end: 'failed', code: 'unknown-playbook', text } }, now);
}

function about({ deviceKey, conditionKey, playbook, customerId, deviceName }: Condition): About {
  const named = { ...(customerId !== undefined && { customerId }), ...(deviceName !== undefined && { deviceName }) };
  return { key: { deviceKey, conditionKey }, playbook, ...named };
}

async function startOne(deps: Deps, client: DurableClient, listed: Condition): Promise<boolean> {
  // The list may be as old as the starts before this one took: what has ended or moved on meanwhile is not started once more.
  const condition = await deps.conditions.get(listed.deviceKey, listed.conditionKey);
  if (!condition || !isSame(condition, listed) || condition.state === 'closed') return false;
  if (condition.state === 'watching') {
    if (condition.run > condition.runEnded) await endOverdueFollowUp(deps, client, condition);
    const followUp = followUpId(condition, condition.followUps + 1);
    if (!(await start(deps, client, orchestrators.followUp, followUp, await followUpRun(deps, condition))))
      return false;
    await moveOn(deps, condition, { followUps: condition.followUps + 1 });
    return true;
  }
  const id = remediationId(condition);
  if (condition.state === 'remediating' && (await isRunning(client, id))) {
    if (await tellNews(deps, client, condition)) return false;
    deps.log('remediation-overdue', { runId: id, device: condition.deviceName });
    await terminateIfRunning(client, id, 'the remediation was past its deadline');
    const nextAt = deps.clock.now() + RESTART_AFTER_MS;
    await deps.conditions.update(condition, (row) => (isSame(row, condition) ? { ...row, nextAt } : row));
    return false;
  }
  if (condition.starts >= MAX_STARTS) {
    deps.log('remediation-given-up', { runId: id, starts: condition.starts });
    const why = `the run broke off ${condition.starts} times`;
    const giveUp = (row: Condition) => giveUpYes({ ...row, state: 'watching' }, why, deps.clock.now());
    await deps.conditions.update(condition, (row) => (isSame(row, condition) ? giveUp(row) : row));
    return false;
  }
  if (!(await start(deps, client, orchestrators.remediateAlert, id, await remediationRun(deps, condition))))
    return false;
  await moveOn(deps, condition, { state: 'remediating', starts: condition.starts + 1 });
  return true;
}

/**
 * Starts a run, and answers whether it runs now. An instance of an older run under the same id has put its end into the row already, but
 * its last answer is late: it is not this run, and is ended. The row stays due for the next poll.
 */
async function start(
  { log }: Deps,
  client: DurableClient,
  name: string,
  id: string,
  input: RemediationRun,
): Promise<boolean> {
  const run = input.subject.key.run ?? 0;
  if ((await startRun(client, name, id, input, run)) !== 'older-runs') return true;
  log('older-run-ended', { runId: id, run });
  await terminateIfRunning(client, id, 'a newer run takes its place');
  return false;
}

/** A follow-up that said nothing until its deadline is ended; the next one takes its place, and the row refuses what it still writes. */
async function endOverdueFollowUp({ clock, policy, log }: Deps, client: DurableClient, row: Condition): Promise<void> {
  const id = followUpId(row, row.followUps);
  const running = await runningStatus(client, id);
  const deadline = clock.now() - policy.remediationDeadlineMinutes * MINUTE_MS;
  if (!running || new Date(running.createdTime).getTime() > deadline) return;
  log('follow-up-overdue', { runId: id, device: row.deviceName });
  await terminateIfRunning(client, id, 'the follow-up was past its deadline');
}

/** Tells a run that waits for a person what has become of its question; false when there is nothing to tell. */
async function tellNews(deps: Deps, client: DurableClient, condition: Condition): Promise<boolean> {
  const { approval } = condition;
  const news = newsFor(condition, deps.policy.remediationDeadlineMinutes, deps.clock.now());
  if (!news || !approval) return false;
  const runId = remediationId(condition);
  const payload = news.what === 'alert-gone' ? ALERT_GONE : {};
  // First: if this breaks off in between, the run is told twice, and not never.
  await raiseIfRunning(client, runId, approvalEvent(approval.evidence, approval.number), payload);
  deps.log('remediation-told', { runId, what: news.what });
  const { nextAt } = news;
  await deps.conditions.update(condition, (row) => (isSame(row, condition) ? { ...row, nextAt } : row));
  return true;
}

/** Sets the watchdog: if the run says nothing until then, the row is due again. A run that has spoken already is left alone. */
async function moveOn({ conditions, clock, policy }: Deps, seen: Condition, change: Partial<Condition>): Promise<void> {
  const nextAt = clock.now() + policy.remediationDeadlineMinutes * MINUTE_MS;
  await conditions.update({ ...seen, run: seen.run + 1 }, (row) =>
    isSame(row, seen) ? { ...row, ...change, nextAt } : row,
  );
}

function isSame(row: Condition, seen: Condition): boolean {
  return (
    row.occurrence === seen.occurrence &&
    row.state === seen.state &&
    row.nextAt === seen.nextAt &&
    row.runEnded === seen.runEnded &&
    row.followUps === seen.followUps
  );
}
