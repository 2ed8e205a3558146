import { type AlertRow, isListed } from '../../../shared/domain/alerts/alert-row.ts';
import { pendingQuestion } from '../../../shared/domain/approvals/answer.ts';
import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'clock' | 'log'>;

/** An alert that is open but not listed wakes its condition at most this often. */
const ASK_AGAIN_MS = 60 * 60_000;

/**
 * True when Atera was asked recently, and the alert is open: no list will name it while it is
 * snoozed.
 */
export function isConfirmedOpen({ confirmedOpenAt }: AlertRow, now: number): boolean {
  return confirmedOpenAt !== undefined && now - confirmedOpenAt < ASK_AGAIN_MS;
}

/**
 * Makes a remediation due whose alert is no longer listed, if it waits: for its device or its
 * window, or for a person, who need not be asked any longer. One that is running inspects by
 * itself. Idempotent.
 */
export async function wakeRun(deps: Deps, condition: Condition): Promise<void> {
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
  const lastComplete = await alerts.lastCompletePoll();
  for (const alertId of alertIds) {
    const row = await alerts.get(alertId);
    const isOpen = row && row.closedAt === undefined;
    if (isOpen && (isListed(row, lastComplete) || isConfirmedOpen(row, now))) return true;
  }
  return false;
}
