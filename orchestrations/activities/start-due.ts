import type { DurableClient } from 'durable-functions';
import { newsFor } from '../../shared/domain/answer.ts';
import { followUpId, remediationId } from '../../shared/domain/keys.ts';
import { giveUpYes } from '../../shared/domain/occurrences/kept-yes.ts';
import { approvalEvent } from '../../shared/domain/proposal.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Condition } from '../../shared/storage/conditions.ts';
import type { ActivityDeps } from '../deps.ts';
import { failureText } from '../failure-text.ts';
import { ALERT_GONE } from '../hands/approval.ts';
import { orchestrators } from '../names.ts';
import { raiseIfRunning } from './durable-raise.ts';
import { isRunning, startOnce } from './durable-start.ts';
import { terminateIfRunning } from './durable-terminate.ts';
import { followUpRun, remediationRun } from './run-inputs.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'directory' | 'effects' | 'clock' | 'policy' | 'mode' | 'log'>;

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
      // It stays due; the ones after it must not wait for it.
      deps.log('run-not-started', { runId: remediationId(condition), error: failureText(error) });
    }
  }
  return started;
}

async function startOne(deps: Deps, client: DurableClient, listed: Condition): Promise<boolean> {
  // The list may be as old as the starts before this one took: what has ended or moved on meanwhile is not started once more.
  const condition = await deps.conditions.get(listed.deviceKey, listed.conditionKey);
  if (!condition || !isSame(condition, listed) || condition.state === 'closed') return false;
  if (condition.state === 'watching') {
    await startOnce(
      client,
      orchestrators.followUp,
      followUpId(condition, condition.followUps + 1),
      await followUpRun(deps, condition),
    );
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
  await startOnce(client, orchestrators.remediateAlert, id, await remediationRun(deps, condition));
  await moveOn(deps, condition, { state: 'remediating', starts: condition.starts + 1 });
  return true;
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
  await conditions.update(seen, (row) => (isSame(row, seen) ? { ...row, ...change, nextAt } : row));
}

function isSame(row: Condition, seen: Condition): boolean {
  return (
    row.occurrence === seen.occurrence &&
    row.state === seen.state &&
    row.nextAt === seen.nextAt &&
    row.followUps === seen.followUps
  );
}
