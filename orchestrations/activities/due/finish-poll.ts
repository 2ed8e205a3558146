import { type AlertRow, isListed } from '../../../shared/domain/alerts/alert-row.ts';
import { pendingQuestion } from '../../../shared/domain/approvals/answer.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { watchRules } from '../../../shared/policy/watch-rules.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { failureText } from '../../runtime/failure-text.ts';
import { reportFirstPoll } from '../alerts/first-poll.ts';
import { subjectOf } from './run-inputs.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'outcomes' | 'clock' | 'policy' | 'log'>;

/** An activity stays under 30 s; what is left over is still not listed in the next poll. */
const CLOSING_MS = 10_000;

/** An alert that is open but not listed wakes its condition at most this often. */
const ASK_AGAIN_MS = 60 * 60_000;

/** A poll that read every row. */
export interface Finished {
  readonly pollId: string;
  /** Whether no poll was complete before; read when absent. */
  readonly isFirst?: boolean | undefined;
  /** The `lastPoll` of the rows it listed is this or later; its own id when absent. */
  readonly listedSince?: string | undefined;
}

/**
 * Returns what ends a poll that read every row. An alert it did not list is probably over: nothing
 * is closed on that ground, but what watches it is brought forward to ask Atera. Idempotent.
 */
export function makeFinishPoll(deps: Deps) {
  const { alerts, conditions, clock, policy, log } = deps;
  return async ({ pollId, isFirst, listedSince = pollId }: Finished): Promise<{ gone: number }> => {
    // First: a poll that fails in between counts as the first one again.
    if (isFirst ?? (await alerts.lastCompletePoll()) === undefined) await reportFirstPoll(deps);
    await alerts.completePoll(pollId, listedSince);
    let gone = 0;
    const until = clock.now() + CLOSING_MS;
    for await (const row of alerts.notListedIn(listedSince)) {
      if (clock.now() > until) break;
      gone++;
      // One that waits to be started is started anyway: its first inspection asks Atera.
      if (row.state === 'new') continue;
      try {
        // One that a list named for a moment longer has ended before, as its row says.
        if (!(await wake(row))) await alerts.close(row, row.closedAt ?? clock.now(), row.closedBy ?? 'unlisted');
      } catch (error) {
        // The row is unreadable: the alert stays as it is, and the ones after it must not wait for
        // it.
        log('alert-not-woken', { alertId: row.alertId, error: failureText(error) });
      }
    }
    // Proof of life: by this event the alert rule in infra/kql knows that polls are complete.
    log('poll-complete', { pollId, gone });
    return { gone };
  };

  /**
   * The poll is the first of the two inspections that must find a condition recovered; the second
   * one reads the device, once its reading must be from after this.
   */
  function seemsClear(row: Condition, now: number): Condition {
    const { clearConfirmMinutes, proofLagMinutes } = watchRules(policy, subjectOf(row).playbook);
    const nextAt = now + Math.max(clearConfirmMinutes, proofLagMinutes) * MINUTE_MS;
    // What is due sooner stays so.
    return { ...row, clearSince: now, nextAt: Math.min(row.nextAt ?? nextAt, nextAt) };
  }

  /** False when nothing watches the alert any more. */
  async function wake(row: AlertRow): Promise<boolean> {
    const { deviceKey, conditionKey, alertId } = row;
    const condition = deviceKey && conditionKey ? await conditions.get(deviceKey, conditionKey) : undefined;
    if (!condition || condition.state === 'closed' || !condition.alertIds.includes(alertId)) return false;
    const now = clock.now();
    // The usual follow-ups continue.
    if (isConfirmedOpen(row, now)) return true;
    if (condition.state !== 'watching') await bringForward(deps, condition);
    // An inspection that is due soon anyway needs no extra wake-up.
    if (condition.state !== 'watching' || condition.clearSince !== undefined) return true;
    const woken = await conditions.update(condition, (current) =>
      current.state === 'watching' && current.clearSince === undefined ? seemsClear(current, now) : current,
    );
    if (woken) log('condition-woken', { runId: remediationId(condition), alertId });
    return true;
  }
}

/**
 * True when Atera was asked recently, and the alert is open: no list will name it while it is
 * snoozed.
 */
function isConfirmedOpen({ confirmedOpenAt }: AlertRow, now: number): boolean {
  return confirmedOpenAt !== undefined && now - confirmedOpenAt < ASK_AGAIN_MS;
}

/**
 * Makes a remediation due whose alert is no longer listed, if it waits: for its device or its
 * window, or for a person, who need not be asked any longer. One that is running inspects by
 * itself. Idempotent.
 */
async function bringForward(deps: Deps, condition: Condition): Promise<void> {
  const { conditions, clock, log } = deps;
  const now = clock.now();
  const isAsked = condition.state === 'remediating';
  if (!waits(condition, now) || (isAsked && (await isAnyListed(deps, condition, now)))) return;
  await conditions.update(condition, (row) => (waits(row, now) ? { ...row, nextAt: now } : row));
  log('condition-woken', { runId: remediationId(condition) });
}

function waits(row: Condition, now: number): boolean {
  const isWaiting = row.state === 'opening' || pendingQuestion(row, now) !== undefined;
  return isWaiting && row.nextAt !== undefined && row.nextAt > now;
}

/** A person is asked about the condition: while any of its firings is open, the question stands. */
async function isAnyListed({ alerts }: Deps, { alertIds }: Condition, now: number): Promise<boolean> {
  const listedSince = await alerts.listedSince();
  for (const alertId of alertIds) {
    const row = await alerts.get(alertId);
    const isOpen = row && row.closedAt === undefined;
    if (isOpen && (isListed(row, listedSince) || isConfirmedOpen(row, now))) return true;
  }
  return false;
}
